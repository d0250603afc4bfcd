"""Checks the folder fhir of a build: fhir_check.py FOLDER DATABASE.

Each file is parsed with the R4B models of fhir.resources; of lists longer than LIMIT the models see evenly spread
members, since they take some 0.7 ms for each. What follows sees everything: the invariants of FHIR R4 that the models
do not know, and the comparison with the SQLite database. Prints what each file holds; problems go to standard error,
and make the status 1.
"""
import collections, datetime, importlib, json, pathlib, re, sqlite3, sys

LIMIT = 1000
AXES = ("trimester", "laterality", "episode", "encounter", "fracture", "healing", "fetus")
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
    expect(resource.get("status") == "active", file, "status")


def code_system(file, resource):
    concepts, declared = resource.get("concept", []), {}
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
            expect(name not in values, file, f"{code}: property {name} twice")
            values[name] = one.get(given[0]) if given else None
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
    for row in rows:
        concept = codes.get(row["display_code"], {"values": {}})
        inactive = row["valid_to"] is not None and row["valid_to"] <= row["newest"]
        wanted = {
            "display": row["long_title"] or None, "parent": row["above"], "validFrom": row["first"],
            "notSelectable": not row["billable"] and row["kind"] != "modifier", "inactive": inactive or None,
            "kind": "modifier" if row["kind"] == "modifier" else None, **{axis: row[axis] for axis in AXES},
            "retirementDate": row["valid_to"] if inactive or row["valid_to"] != row["until"] else None}
        found = {**concept["values"], "display": concept.get("display")}
        for name, value in wanted.items():
            expect(found.get(name) == value, file, f"{row['display_code']}: {name} {found.get(name)!r}, expected {value!r}")
        expect(set(found) <= set(wanted), file, f"{row['display_code']}: {set(found) - set(wanted)}")


def shown(uri):
    """The codes of the code sets with a uri, as they are displayed."""
    return {row[0]: row[1] for row in database.execute(
        "SELECT DISTINCT code, display_code FROM code JOIN code_system USING (system) WHERE uri = ?", [uri])}


def undotted(pairs):
    return {(a.replace(".", ""), b and b.replace(".", "")) for a, b in pairs}


def concept_map(file, resource):
    """Returns how many targets no release held prints: conversion tables name a few such codes, crosswalks none."""
    named = {other["url"] for other in resources.values()}
    for key in ("sourceUri", "targetUri"):
        expect(resource[key] in named, file, f"{key} {resource[key]} is none of the value sets")
    (group,) = resource["group"]
    elements = [element["code"] for element in group["element"]]
    expect(len(set(elements)) == len(elements), file, "has a source code twice")
    source, target = (set(shown(group[key]).values()) for key in ("source", "target"))
    pairs, unheld, is_replacements = [], 0, file.endswith("-replacements.json")
    for element in group["element"]:
        expect(not source or element["code"] in source or is_code(element["code"]), file, f"source {element['code']}")
        expect(element["target"], file, f"{element['code']}: no target")
        for one in element["target"]:
            # cmd-1: a target that is broader or inexact needs a comment.
            expect(one["equivalence"] not in ("narrower", "inexact") or one.get("comment"), file,
                   f"cmd-1: {element['code']} has no comment")
            expect(("code" in one) == (one["equivalence"] != "unmatched"), file, f"{element['code']}: {one}")
            is_held = "code" not in one or not target or one["code"] in target
            expect(is_held or is_replacements, file, f"target {one.get('code')} is not there")
            unheld += not is_held
            for product in one.get("product", []):
                expect(not target or product["value"] in target, file, f"product {product['value']} is not there")
            pairs.append((element["code"], one.get("code")))
    if is_replacements:
        query = """SELECT DISTINCT previous_code, code FROM replacement JOIN code_system USING (system)
                   WHERE uri = ? AND previous_code IS NOT NULL"""
        rows = database.execute(query, [group["source"]])
    else:
        sides = [part.replace("-", "") for part in resource["id"].split("-to-")]
        newest = database.execute(
            """SELECT release FROM (SELECT DISTINCT source_system AS system, release FROM crosswalk
                                    WHERE source_system = ? AND target_system = ?) JOIN release USING (system, release)
               ORDER BY effective DESC LIMIT 1""", sides).fetchone()[0]
        rows = database.execute(
            """SELECT source_code, target_code FROM crosswalk
               WHERE source_system = ? AND target_system = ? AND release = ?""", [*sides, newest])
    wanted = {tuple(row) for row in rows}
    expect(undotted(pairs) == wanted, file, f"{len(set(pairs))} mappings, {len(wanted)} in the database")
    return unheld


def value_set(file, resource):
    expect("compose" in resource or "expansion" in resource, file, "holds nothing")
    declared = {other["url"]: {one["code"] for one in other.get("property", [])} for other in resources.values()
                if other["resourceType"] == "CodeSystem"}
    for include in resource["compose"]["include"]:
        expect(include.get("system") or include.get("valueSet"), file, "vsd-1")
        expect(not ("concept" in include and "filter" in include), file, "vsd-3: concept and filter")
        for one in include.get("filter", []):
            expect(one["property"] in declared[include["system"]], file, f"filter {one['property']} is not declared")
        listed = [concept["code"] for concept in include.get("concept", [])]
        expect(len(set(listed)) == len(listed), file, "a code twice")
        if "second-trimester-codes" in file:
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
            held, unit = len(resource.get("concept", [])), "concepts"
        else:
            held, unit = sum(len(one["element"]) for one in resource["group"]), "elements"
        print(f"{file}: {held} {unit}" + (f", {seen} seen by the model" if 0 < seen < held else "")
              + (f", {unheld} targets that no release held prints" if unheld else ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problems.append(f"{file}: {type(error).__name__}: {error}")
for problem in problems[:50]:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
