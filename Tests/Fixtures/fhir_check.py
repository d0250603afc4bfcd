"""Checks the folder fhir of a build: fhir_check.py FOLDER DATABASE.

Each file is parsed with the R4B models of fhir.resources; of lists longer than LIMIT the models see evenly spread
members, since they take some 0.7 ms for each. What follows sees everything: the invariants of FHIR R4 that the models
do not know, and the comparison with the SQLite database. Prints what each file holds; problems go to standard error,
and make the status 1.
"""
import collections, datetime, importlib, json, pathlib, re, sqlite3, sys

LIMIT = 1000
AXES = ("trimester", "laterality", "episode", "encounter", "fracture", "healing", "fetus", "intent")
# HL7 Terminology's identifiers of what the files' code sets are.
OIDS = {"icd10cm": "6.90", "icd10pcs": "6.4", "hcpcs": "6.285", "icd9cm": "6.103", "icd9pcs": "6.104"}
TYPES = {"code": ("valueCode", str), "string": ("valueString", str), "boolean": ("valueBoolean", bool),
         "dateTime": ("valueDateTime", str)}
folder, database = pathlib.Path(sys.argv[1]), sqlite3.connect(f"file:{sys.argv[2]}?mode=ro", uri=True)
database.row_factory = sqlite3.Row
problems, resources = [], {}


def expect(holds, file, what):
    if not holds:
        problems.append(f"{file}: {what}")


def is_day(text):
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text) and datetime.date.fromisoformat(text)
    except (TypeError, ValueError):
        return False


def is_code(text):
    return isinstance(text, str) and re.fullmatch(r"[^\s]+( [^\s]+)*", text) is not None


def spread(members):
    return members[::-(-len(members) // LIMIT)] if len(members) > LIMIT else members


def parse(file, resource):
    """Parses a resource with its model; returns how many members of its list the model saw."""
    seen = json.loads(json.dumps(resource)) if len(str(resource)) < 1_000_000 else dict(resource)
    kept = 0
    if "concept" in seen:
        seen["concept"] = spread(seen["concept"])
        kept = len(seen["concept"])
    for group in range(len(seen.get("group", []))):
        part = dict(seen["group"][group], element=spread(seen["group"][group]["element"]))
        seen["group"] = seen["group"][:group] + [part] + seen["group"][group + 1:]
        kept += len(part["element"])
    kind = resource["resourceType"]
    try:
        model = getattr(importlib.import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
        again = json.loads(model.model_validate(seen).model_dump_json())
        expect(set(again) == set(seen), file, f"the model has {sorted(set(again) ^ set(seen))} otherwise")
    except Exception as error:
        problems.append(f"{file}: the model says: {' '.join(str(error).split())[:400]}")
    return kept


def head(file, resource):
    kind, name = resource["resourceType"], resource.get("id", "")
    expect(file == f"{kind}-{name}.json", file, f"is called otherwise than its id {name}")
    expect(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", name), file, f"id {name}")
    expect(re.fullmatch(r"[A-Z]([A-Za-z0-9_]){0,254}", resource.get("name", "")), file, "name (csd-0, cmd-0, vsd-0)")
    expect(re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", resource.get("url", "")), file, "url")
    expect("|" not in resource.get("version", ""), file, "version")
    expect("date" not in resource or is_day(resource["date"]), file, "date")
    # Said wherever the file is checked: each is what the newest release of the code system says.
    if "version" in resource:
        held = database.execute("""SELECT release, effective FROM release JOIN code_system USING (system)
                                   WHERE uri = ? ORDER BY effective DESC""", [of_system(resource)]).fetchall()
        if kind == "ConceptMap" and "-to-" in name:
            held = [row for row in held if version(row["release"]) == resource["version"]]
        expect(held and (version(held[0]["release"]), held[0]["effective"]) == (resource["version"], resource["date"]),
               file, f"version {resource['version']} of {resource['date']}")
    expect(resource.get("status") == "active", file, "status")


def of_system(resource):
    """The url of the code system that a resource is about."""
    if resource["resourceType"] == "ValueSet":
        return resource["compose"]["include"][0]["system"]
    return resource["group"][0]["source"] if resource["resourceType"] == "ConceptMap" else resource["url"]


def version(label):
    return label[2:] if re.match(r"fy\d", label) else label


def code_system(file, resource):
    concepts, declared = resource.get("concept", []), {}
    systems = [row["system"] for row in database.execute(
        """SELECT DISTINCT system FROM code_system JOIN release USING (system) WHERE uri = ?""", [resource["url"]])]
    if systems:
        oids = {f"urn:oid:2.16.840.1.113883.{OIDS[system]}" for system in systems if system in OIDS}
        expect({one["value"] for one in resource.get("identifier", [])} == oids, file, "identifiers")
        (whole,) = [other for other in resources.values() if other["url"] == resource["valueSet"]]
        expect(whole["immutable"] and whole["compose"] == {"include": [{"system": resource["url"]}]}, file, "valueSet")
        expect(whole["experimental"] == resource["experimental"], file, "its value set is experimental otherwise")
    hierarchical = "parent" in {one["code"] for one in resource.get("property", [])}
    expect(resource.get("hierarchyMeaning") == ("is-a" if hierarchical else None), file, "hierarchyMeaning")
    expect(resource["content"] in ("complete", "fragment"), file, "content")
    for one in resource.get("property", []):
        expect(one["code"] not in declared, file, f"property {one['code']} is declared twice")
        expect(one["type"] in TYPES, file, f"property {one['code']} has type {one['type']}")
        declared[one["code"]] = one["type"]
    codes = {concept["code"]: concept for concept in concepts}
    for code, times in collections.Counter(concept["code"] for concept in concepts).items():
        expect(times == 1, file, f"csd-1: {code} is there {times} times")
    if resource["content"] == "complete":
        expect(resource.get("count") == len(concepts), file, f"count {resource.get('count')}, {len(concepts)} concepts")
    parents = {}
    for code, concept in codes.items():
        expect(is_code(code), file, f"{code!r} is no code")
        values = {}
        for one in concept.get("property", []):
            name, given = one.get("code"), [key for key in one if key.startswith("value")]
            expect(name in declared, file, f"{code}: property {name} is not declared")
            value = one.get(given[0]) if given else None
            if name in LISTS or name in NOTES:
                values[name] = sorted(values.get(name, []) + [str(value)])
            else:
                expect(name not in values, file, f"{code}: property {name} twice")
                values[name] = value
            if name not in declared:
                continue
            key, kind = TYPES[declared[name]]
            expect(given == [key] and type(one[key]) is kind, file, f"{code}: {name} is no {declared[name]}: {given}")
            if declared[name] == "dateTime":
                expect(is_day(values[name]), file, f"{code}: {name} {values[name]} is no day")
            if declared[name] == "code":
                expect(values[name] in codes, file, f"{code}: {name} {values[name]} is not there")
        concept["values"] = values
        parents[code] = values.get("parent")
        start, end = values.get("validFrom"), values.get("retirementDate")
        expect(not (start and end) or start < end, file, f"{code}: ends {end}, before it begins")
    for code in codes:
        seen, above = {code}, parents[code]
        while above in codes and above not in seen:
            seen.add(above)
            above = parents[above]
        expect(above not in seen, file, f"{code}: stands below itself")
    rows = database.execute(
        """SELECT code.*, above.display_code AS above, newest, until, hierarchy,
             (SELECT min(valid_from) FROM code AS o WHERE o.system = code.system AND o.code = code.code) AS first
           FROM code JOIN code_system USING (system)
           JOIN (SELECT system, max(effective) AS newest, until FROM release GROUP BY system) USING (system)
           LEFT JOIN (SELECT DISTINCT system, code, display_code FROM code) AS above
             ON above.system = code.system AND above.code = code.parent
           WHERE uri = ? AND valid_from =
             (SELECT max(valid_from) FROM code AS o WHERE o.system = code.system AND o.code = code.code)""",
        [resource["url"]]).fetchall()
    if not rows:
        return
    expect({row["display_code"] for row in rows} == set(codes), file, "has other codes than the database")
    expect(len(rows) == len(codes), file, f"{len(codes)} concepts, {len(rows)} codes in the database")
    said = {name: newest(*of) for name, of in LISTS.items()}
    said |= {name: notes(kind) for name, kind in NOTES.items()}
    terms = notes("inclusion_term")
    for row in rows:
        concept = codes.get(row["display_code"], {"values": {}})
        inactive = row["valid_to"] is not None and row["valid_to"] <= row["newest"]
        wanted = {
            "display": row["long_title"] or None, "parent": row["above"], "validFrom": row["first"],
            "notSelectable": not row["billable"] and row["kind"] != "modifier", "inactive": inactive or None,
            "kind": "modifier" if row["kind"] == "modifier" else None, **{axis: row[axis] for axis in AXES},
            "retirementDate": row["valid_to"] if inactive or row["valid_to"] != row["until"] else None,
            "designation": sorted(
                name for name in [row["short_title"], *terms.get((row["system"], row["code"]), [])]
                if name and name != row["long_title"]) or None,
            **{name: said[name].get((row["system"], row["code"])) for name in said}}
        designations = sorted(one["value"] for one in concept.get("designation", []))
        found = {**concept["values"], "display": concept.get("display"), "designation": designations or None}
        for name, value in wanted.items():
            expect(found.get(name) == value, file, f"{row['display_code']}: {name} {found.get(name)!r}, expected {value!r}")
        expect(set(found) <= set(wanted), file, f"{row['display_code']}: {set(found) - set(wanted)}")


LISTS = {
    "flag": ("code_flag", "flag", "flag"), "group": ("code_group", "grouping", "grouping || ' ' || group_code")}


def newest(table, kind, value):
    """What the newest list of each kind says of a code, by code set and code."""
    said = {}
    for system, code, text in database.execute(
            f"""WITH newest AS (SELECT system, {kind}, max(effective) AS effective
                                FROM (SELECT DISTINCT system, release, {kind} FROM {table})
                                JOIN release USING (system, release) GROUP BY system, {kind})
                SELECT system, code, {value} FROM {table} JOIN release USING (system, release)
                JOIN newest USING (system, {kind}, effective) ORDER BY 3"""):
        said.setdefault((system, code), []).append(text)
    return {code: sorted(texts) for code, texts in said.items()}


NOTES = {
    "includes": "includes", "excludes1": "excludes1", "excludes2": "excludes2", "codeFirst": "code_first",
    "useAdditional": "use_additional", "codeAlso": "code_also", "note": "note",
    "seventhCharacter": "seventh_character"}


def notes(kind):
    """The own notes of a kind that hold when the newest release begins, by code set and code."""
    said = {}
    for system, code, text in database.execute(
            """SELECT note.system, owner, coalesce(value || ': ', '') || text FROM note
               JOIN (SELECT system, max(effective) AS newest FROM release GROUP BY system) USING (system)
               WHERE owner_kind = 'code' AND kind = ? AND valid_from <= newest AND (valid_to IS NULL OR valid_to > newest)""",
            [kind]):
        said.setdefault((system, code), []).append(text)
    return {code: sorted(texts) for code, texts in said.items()}


def shown(uri):
    """The codes of the code sets with a uri, as they are displayed: `001.0` and `00.10` are 0010 of two volumes."""
    return {row[0] for row in database.execute(
        "SELECT display_code FROM code JOIN code_system USING (system) WHERE uri = ?", [uri])}


def undotted(code):
    return code and code.replace(".", "")


def concept_map(file, resource):
    """Returns how many targets no release held prints: conversion tables name a few such codes, crosswalks none."""
    named = {other["url"] for other in resources.values()}
    for key in ("sourceUri", "targetUri"):
        expect(resource[key] in named, file, f"{key} {resource[key]} is none of the value sets")
    (group,) = resource["group"]
    elements = [element["code"] for element in group["element"]]
    expect(len(set(elements)) == len(elements), file, "has a source code twice")
    source, target = (shown(group[key]) for key in ("source", "target"))
    mappings, unheld, is_replacements = collections.Counter(), 0, file.endswith("-replacements.json")
    for element in group["element"]:
        is_held = not source or element["code"] in source
        expect(is_held or is_replacements and is_code(element["code"]), file, f"source {element['code']} is not there")
        expect(element["target"], file, f"{element['code']}: no target")
        for one in element["target"]:
            code, comment = one.get("code"), one.get("comment", "")
            # cmd-1: a target that is narrower or inexact needs a comment.
            expect(one["equivalence"] not in ("narrower", "inexact") or comment, file,
                   f"cmd-1: {element['code']} has no comment")
            expect((code is not None) == (one["equivalence"] != "unmatched"), file, f"{element['code']}: {one}")
            is_held = code is None or not target or code in target
            expect(is_held or is_replacements, file, f"target {code} is not there")
            unheld += not is_held
            products = frozenset((one["property"].rpartition("#")[2], undotted(one["value"]))
                                 for one in one.get("product", []))
            expect(len(products) == len(one.get("product", [])), file, f"{element['code']}: a product twice")
            # What belongs to the target, all of it: "Scenario 1, choice list 1, with A, with one of B, C (list 3)".
            needed = frozenset(undotted(code) for code in re.findall(r"(?:with (?:one of )?|, )([A-Z0-9.]{3,8})\b", comment))
            mappings[undotted(element["code"]), undotted(code), one["equivalence"], *(
                (comment,) if is_replacements else (needed, products))] += 1
    wanted = replacements(group) if is_replacements else crosswalk(resource["id"])
    wrong = [*(mappings - wanted), *(wanted - mappings)]
    expect(not wrong, file, f"{len(wrong)} mappings are not those of the database: {wrong[:2]}")
    return unheld


def replacements(group):
    """Each once for a day; a source that is in force is not said to be gone."""
    current = {row["code"]: row for row in database.execute(
        "SELECT * FROM current_code JOIN code_system USING (system) WHERE uri = ?", [group["source"]])}
    wanted = collections.Counter()
    for row in database.execute("""SELECT DISTINCT previous_code AS old, code, effective FROM replacement
                                   JOIN code_system USING (system) WHERE uri = ? AND old IS NOT NULL""", [group["source"]]):
        old, comment = row["old"], f"Effective {row['effective']}"
        if old in current:
            comment += f"; {current[old]['display_code']} is in force"
            comment += " beside it" if current[old]["billable"] else ", but not billable"
        wanted[old, row["code"], "relatedto", comment] += 1
    return wanted


def crosswalk(name):
    """The newest mappings of a pair of code sets, with what else a combination needs."""
    sides = [part.replace("-", "") for part in name.split("-to-")]
    rows = database.execute(
        """SELECT * FROM crosswalk WHERE source_system = ?1 AND target_system = ?2 AND release =
             (SELECT release FROM release JOIN crosswalk USING (release)
              WHERE source_system = ?1 AND target_system = ?2 AND release.system = ?1 ORDER BY effective DESC)""",
        sides).fetchall()
    lists = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in rows:
        if row["combination"]:
            lists[row["source_code"], row["scenario"]][row["choice_list"]].append(row["target_code"])
    wanted = collections.Counter()
    for row in rows:
        others, equivalence = {}, "relatedto" if row["approximate"] else "equivalent"
        if row["target_code"] is None:
            equivalence = "unmatched"
        elif row["combination"]:
            equivalence = "inexact"
            others = {number: codes for number, codes in lists[row["source_code"], row["scenario"]].items()
                      if number != row["choice_list"]}
        wanted[row["source_code"], row["target_code"], equivalence,
               frozenset(code for codes in others.values() for code in codes),
               frozenset((str(number), codes[0]) for number, codes in others.items() if len(codes) == 1)] += 1
    return wanted


def value_set(file, resource):
    expect("compose" in resource or "expansion" in resource, file, "holds nothing")
    systems = {other["url"]: other for other in resources.values() if other["resourceType"] == "CodeSystem"}
    for include in resource["compose"]["include"]:
        expect(include.get("system") or include.get("valueSet"), file, "vsd-1")
        expect(not ("concept" in include and "filter" in include), file, "vsd-3: concept and filter")
        for one in include.get("filter", []):
            declared = {one["code"] for one in systems[include["system"]]["property"]}
            expect(one["property"] in declared and one["op"] == "=", file, f"filter {one['property']} is not declared")
        listed = [concept["code"] for concept in include.get("concept", [])]
        if "filter" in include:
            for concept in systems[include["system"]]["concept"]:
                values = {one["code"]: next(one[key] for key in one if key != "code") for one in concept["property"]}
                texts = {name: value if isinstance(value, str) else str(value).lower() for name, value in values.items()}
                if all(texts.get(one["property"]) == one["value"] for one in include["filter"]) \
                        and (resource["compose"].get("inactive", True) or "inactive" not in values):
                    listed.append(concept["code"])
        expect(len(set(listed)) == len(listed), file, "a code twice")
        if "second-trimester" in file:
            query = """SELECT display_code FROM billable_code JOIN code_system USING (system)
                       WHERE uri = ? AND trimester = 'second'"""
            wanted = {row[0] for row in database.execute(query, [include["system"]])}
            expect(set(listed) == wanted, file, f"{len(listed)} codes, {len(wanted)} in the database")


for path in sorted(folder.iterdir()):
    resources[path.name] = json.loads(path.read_text(encoding="utf-8"))
by_url = collections.Counter((one["resourceType"], one["url"]) for one in resources.values())
expect(max(by_url.values(), default=0) == 1, folder.name, "two resources share a url")
of_database = {row[0] for row in database.execute("SELECT DISTINCT uri FROM code JOIN code_system USING (system)")}
expect(of_database <= {url for kind, url in by_url if kind == "CodeSystem"}, folder.name, "a code system is missing")
for file, resource in resources.items():
    try:
        seen = parse(file, resource)
        head(file, resource)
        check = {"CodeSystem": code_system, "ConceptMap": concept_map, "ValueSet": value_set}[resource["resourceType"]]
        unheld = check(file, resource)
        if resource["resourceType"] == "ValueSet":
            held, unit = sum(len(one.get("concept", [])) for one in resource["compose"]["include"]), "codes"
        elif resource["resourceType"] == "CodeSystem":
            held, unit = len(resource.get("concept", [])), f"concepts, {resource['content']}"
        else:
            held, unit = sum(len(one["element"]) for one in resource["group"]), "elements"
        print(f"{file}: {held} {unit}" + (f", {seen} seen by the model" if 0 < seen < held else "")
              + (f", {unheld} targets that no release held prints" if unheld else ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problems.append(f"{file}: {type(error).__name__}: {error}")
for problem in problems[:50]:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
