"""Holds the folder fhir to the rules of FHIR R4, and to the database that was made of the same releases.

    python fhir_check.py FOLDER [DATABASE]

Each resource is parsed by fhir.resources (PyPI), an implementation that shares nothing with the program: its models of
4.3.0, in which CodeSystem, ConceptMap and ValueSet are those of 4.0.1. What the models do not look at, the rules below
do. Prints a line for each file, and one for each fault, "FILE: RULE: what is wrong"; ends with status 1 if there is one.
"""

import collections
import datetime
import gc
import json
import pathlib
import re
import sqlite3
import sys

from fhir.resources.R4B import get_fhir_model_class

STANDARD = "http://hl7.org/fhir/concept-properties#"
# The properties that HL7 defines, with their types: the first five in R4, the others since.
STANDARD_TYPES = {
    "inactive": "boolean", "deprecated": "dateTime", "notSelectable": "boolean", "parent": "code", "child": "code",
    "status": "code", "effectiveDate": "dateTime", "deprecationDate": "dateTime", "retirementDate": "dateTime",
    "partOf": "code", "synonym": "code", "comment": "string", "itemWeight": "decimal",
}
VALUES = {
    "code": "valueCode", "Coding": "valueCoding", "string": "valueString", "integer": "valueInteger",
    "boolean": "valueBoolean", "dateTime": "valueDateTime", "decimal": "valueDecimal",
}
VALUE_TYPES = {"code": str, "Coding": dict, "string": str, "integer": int, "boolean": bool, "dateTime": str}
EQUIVALENCES = {
    "relatedto", "equivalent", "equal", "wider", "subsumes", "narrower", "specializes", "inexact", "unmatched", "disjoint",
}
OPERATORS = {"=", "is-a", "descendent-of", "is-not-a", "regex", "in", "not-in", "generalizes", "exists"}
CODE = re.compile(r"[^\s]+(\s[^\s]+)*")
AXES = ["trimester", "laterality", "episode", "encounter", "fracture", "healing", "fetus"]

faults = []


def fault(place, rule, text):
    faults.append(f"{place}: {rule}: {text}")


def expect(holds, place, rule, text):
    if not holds:
        fault(place, rule, text)


def repeated(values):
    return sorted(value for value, count in collections.Counter(values).items() if count > 1)


def is_day(text):
    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def keys_once(pairs):
    if repeated(key for key, _ in pairs):
        raise ValueError(f"a key stands twice: {repeated(key for key, _ in pairs)}")
    return dict(pairs)


def parse(place, resource):
    """Every concept and element through the models, some thousand at a time: they take 20 times the room of the file."""
    model = get_fhir_model_class(resource["resourceType"])
    lists = {"CodeSystem": ("concept", resource), "ConceptMap": ("element", (resource.get("group") or [{}])[0])}
    name, holder = lists.get(resource["resourceType"], (None, None))
    whole = holder.get(name) if name else None
    try:
        if not whole:
            return model.model_validate(resource)
        for start in range(0, len(whole), 2000):
            holder[name] = whole[start:start + 2000]
            model.model_validate(resource)
            gc.collect()
    except Exception as error:
        fault(place, "r4-model", " ".join(str(error).split())[:300])
    finally:
        if whole:
            holder[name] = whole


def check_head(place, resource):
    kind, identifier = resource["resourceType"], resource.get("id", "")
    expect(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", identifier), place, "id", f"'{identifier}'")
    expect(place == f"{kind}-{identifier}.json", place, "file-name", f"expected {kind}-{identifier}.json")
    expect(re.fullmatch(r"[a-z]+:[^\s|#]+", resource.get("url", "")), place, "url", f"'{resource.get('url')}'")
    expect(resource.get("status") == "active", place, "status", f"'{resource.get('status')}'")
    # csd-0, cmd-0, vsd-0
    expect(re.fullmatch(r"[A-Z]\w{0,254}", resource.get("name", "")), place, "name", f"'{resource.get('name')}'")
    expect(is_day(resource["date"]) if "date" in resource else True, place, "date", f"'{resource.get('date')}'")


def check_code_system(place, system):
    concepts, definitions = system.get("concept", []), system.get("property", [])
    codes = {concept["code"]: concept for concept in concepts}
    for code in repeated(concept["code"] for concept in concepts):
        fault(place, "csd-1", f"{code} stands twice")
    for key in ("code", "uri"):
        for value in repeated(each[key] for each in definitions if key in each):
            fault(place, "property-twice", value)
    types = {}
    for each in definitions:
        types[each["code"]] = each.get("type")
        expect(each.get("type") in VALUES, place, "property-type", f"{each['code']} is of type '{each.get('type')}'")
        expect(each.get("description"), place, "property-description", each["code"])
        uri = each.get("uri", "")
        own = uri.rpartition("#")
        expect(own[0] and own[2] == each["code"], place, "property-uri", f"{each['code']}: '{uri}'")
        if uri.startswith(STANDARD):
            expect(STANDARD_TYPES.get(own[2]) == each.get("type"), place, "standard-property", f"{uri}, {each.get('type')}")
    for concept in concepts:
        check_concept(place, concept, codes, types)
    check_cycles(place, codes)
    if "count" in system:
        right = len(concepts) == system["count"] if system["content"] == "complete" else len(concepts) < system["count"]
        expect(right, place, "count", f"expected {len(concepts)}, found {system['count']}")
    else:
        expect(system["content"] != "complete", place, "count", "expected the number of concepts, found none")
    has_parents = any(property_of(concept, "parent") for concept in concepts)
    expect(not has_parents or "hierarchyMeaning" in system, place, "hierarchy-meaning", "there are parents")


def property_of(concept, name):
    """The value of a property; of several, a list."""
    found = [value for each in concept.get("property", []) if each["code"] == name
             for key, value in each.items() if key.startswith("value")]
    return found if len(found) > 1 else found[0] if found else None


def check_concept(place, concept, codes, types):
    code = concept["code"]
    expect(CODE.fullmatch(code), place, "code-form", f"'{code}'")
    for name in repeated(each["code"] for each in concept.get("property", [])):
        fault(place, "property-once", f"{code} has {name} twice")
    for each in concept.get("property", []):
        name = each["code"]
        values = [key for key in each if key.startswith("value")]
        if name not in types:
            fault(place, "property-defined", f"{name} of {code} is not defined")
        elif values != [VALUES.get(types[name])]:
            fault(place, "value-type", f"{name} of {code} is of type {types[name]}, found {values}")
        elif not isinstance(each[values[0]], VALUE_TYPES[types[name]]):
            fault(place, "value-type", f"{name} of {code} is of type {types[name]}, found {each[values[0]]!r}")
        elif types[name] == "dateTime":
            expect(is_day(each[values[0]]), place, "day", f"{name} of {code}: '{each[values[0]]}'")
        elif types[name] == "code":
            # R4: "a code that identifies a reference to another concept" of the code system.
            expect(each[values[0]] in codes, place, "internal-code", f"{name} of {code}: {each[values[0]]} is no concept")
    if property_of(concept, "inactive"):
        expect(property_of(concept, "retirementDate"), place, "retirement", f"{code} is inactive since an unknown day")
    start, end = property_of(concept, "validFrom"), property_of(concept, "retirementDate")
    expect(not end or str(start) < str(end), place, "day-order", f"{code} from {start} until {end}")
    for each in concept.get("designation", []):
        expect(each.get("value", "").strip(), place, "designation", f"{code} has an empty one")


def check_cycles(place, codes):
    done = set()
    for code in codes:
        above = []
        while code in codes and code not in done and code not in above:
            above.append(code)
            code = property_of(codes[code], "parent")
            code = code if isinstance(code, str) else None
        expect(code not in above, place, "cycle", f"{code} stands below itself")
        done.update(above)


def check_value_set(place, value_set, systems):
    for include in value_set.get("compose", {}).get("include", []):
        expect("system" in include or "valueSet" in include, place, "vsd-1", "an include without a system")
        expect("system" in include or not {"concept", "filter"} & include.keys(), place, "vsd-2", "no system")
        expect(not ("concept" in include and "filter" in include), place, "vsd-3", "both concepts and filters")
        system = systems.get(include.get("system"))
        codes = {concept["code"]: concept for concept in (system or {}).get("concept", [])}
        types = {each["code"]: each["type"] for each in (system or {}).get("property", [])}
        for each in include.get("filter", []):
            expect(each.get("op") in OPERATORS, place, "filter-operator", f"'{each.get('op')}'")
            expect(each.get("property") in types, place, "filter-property", f"'{each.get('property')}' is not defined")
            if types.get(each.get("property")) == "boolean":
                expect(each.get("value") in ("true", "false"), place, "filter-value", f"'{each.get('value')}'")
        for code in repeated(concept["code"] for concept in include.get("concept", [])):
            fault(place, "concept-twice", code)
        if "version" in include:
            expect(system and include["version"] == system.get("version"), place, "version", include["version"])
        for concept in include.get("concept", []):
            known = codes.get(concept["code"])
            expect(known, place, "concept-known", concept["code"])
            expect(not known or known["display"] == concept.get("display"), place, "concept-display", concept["code"])


def expansion(value_set, systems):
    """The codes of a value set, as a server makes them out by filters of the operator "="."""
    found = set()
    for include in value_set["compose"]["include"]:
        for concept in systems[include["system"]].get("concept", []):
            properties = {each["code"]: value for each in concept.get("property", [])
                          for key, value in each.items() if key.startswith("value")}
            named = include.get("concept") is None or concept["code"] in {each["code"] for each in include["concept"]}
            kept = value_set["compose"].get("inactive", True) or not properties.get("inactive", False)
            texts = {key: str(value).lower() if isinstance(value, bool) else value for key, value in properties.items()}
            if named and kept and all(texts.get(each["property"]) == each["value"] for each in include.get("filter", [])):
                found.add(concept["code"])
    return found


def check_concept_map(place, concept_map, systems, value_sets):
    for key in ("sourceUri", "targetUri"):
        expect(concept_map.get(key) in value_sets, place, "value-set-known", f"{key}: {concept_map.get(key)}")
    for group in concept_map.get("group", []):
        expect("source" in group and "target" in group, place, "group-systems", "a group says from where and to where")
        # What a part of a code system does not have may be in the rest of it.
        known = [
            {concept["code"] for concept in systems[group[key]]["concept"]}
            if systems.get(group[key], {}).get("content") == "complete" else None for key in ("source", "target")]
        for code in repeated(element["code"] for element in group["element"]):
            fault(place, "element-twice", code)
        for element in group["element"]:
            code = element["code"]
            expect(known[0] is None or code in known[0], place, "source-known", code)
            expect(element.get("target"), place, "target", f"{code} has none")
            for target in element.get("target", []):
                kind = target.get("equivalence")
                expect(kind in EQUIVALENCES, place, "equivalence", f"{code}: '{kind}'")
                expect(kind not in ("narrower", "inexact") or target.get("comment"), place, "cmd-1", f"{code}: no comment")
                expect((kind == "unmatched") == ("code" not in target), place, "unmatched", f"{code}: {target}")
                places = [target.get("code")] + [each.get("value") for each in target.get("product", [])]
                for other in places:
                    expect(known[1] is None or other is None or other in known[1], place, "target-known", other)
                for each in target.get("product", []):
                    expect({"property", "value"} <= each.keys(), place, "product", f"{code}: {each}")


def dotted(database):
    """The code as people write it, by code set and code; another one as a code of the same form."""
    known = {(row["system"], row["code"]): row["display_code"] for row in database.execute("SELECT * FROM code")}
    after = {"icd10cm": lambda code: 3, "icd9cm": lambda code: 4 if code.startswith("E") else 3, "icd9pcs": lambda code: 2}

    def display(system, code):
        if code is None or (system, code) in known or system not in after:
            return known.get((system, code), code)
        place = after[system](code)
        return f"{code[:place]}.{code[place:]}" if len(code) > place else code
    return display


def compare(folder, resources, database):
    database = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    display = dotted(database)
    newest = {row["system"]: row for row in database.execute("SELECT * FROM release ORDER BY effective")}
    uris = dict(database.execute("SELECT system, uri FROM code_system"))
    compare_code_systems(resources, database, display, newest, uris)
    compare_maps(resources, database, display, newest)
    # The codes that the database calls billable, as a list and by properties.
    for system, uri in uris.items():
        codes = {row[0] for row in database.execute(
            "SELECT display_code FROM billable_code WHERE system = ? AND trimester = 'second'", (system,))}
        found = {place: each for place, each in resources.items()
                 if "second-trimester" in place and each["compose"]["include"][0]["system"] == uri}
        expect(len(found) == (2 if codes else 0), folder, "second-trimester", f"{len(codes)} codes, files {sorted(found)}")
        for place, each in found.items():
            other = expansion(each, systems_of(resources)) ^ codes
            expect(not other, place, "second-trimester", f"differs from the database at {sorted(other)[:5]}")


def systems_of(resources):
    return {each["url"]: each for each in resources.values() if each["resourceType"] == "CodeSystem"}


def compare_code_systems(resources, database, display, newest, uris):
    expected = collections.defaultdict(dict)
    for system in uris:
        for row in database.execute("SELECT * FROM code WHERE system = ? ORDER BY code, valid_from", (system,)):
            first = expected[uris[system]].get(row["display_code"], (row, row))[0]
            expected[uris[system]][row["display_code"]] = (first, row)
    for uri, codes in expected.items():
        place, system = next(((place, each) for place, each in resources.items() if each["url"] == uri), (uri, None))
        if not system:
            fault(uri, "missing", "the database has this code system")
            continue
        releases = [newest[name] for name in uris if uris[name] == uri and name in newest]
        last = max(each["effective"] for each in releases)
        expect(system["date"] == last, place, "newest-release", f"expected {last}, found {system['date']}")
        concepts = {concept["code"]: concept for concept in system["concept"]}
        expect(concepts.keys() == codes.keys(), place, "same-codes",
               f"{len(concepts)} concepts, {len(codes)} codes; {sorted(concepts.keys() ^ codes.keys())[:5]}")
        for code in concepts.keys() & codes.keys():
            first, row = codes[code]
            release = newest[row["system"]]
            wanted = {"notSelectable": not row["billable"] and row["kind"] == "code", "validFrom": first["valid_from"]}
            ended = row["valid_to"] is not None and row["valid_to"] <= release["effective"]
            if row["parent"]:
                wanted["parent"] = display(row["system"], row["parent"])
            if ended:
                wanted["inactive"] = True
            if ended or row["valid_to"] not in (None, release["until"]):
                wanted["retirementDate"] = row["valid_to"]
            if row["kind"] != "code":
                wanted["kind"] = row["kind"]
            wanted |= {axis: row[axis] for axis in AXES if row[axis] is not None}
            found = {each["code"]: value for each in concepts[code]["property"]
                     for key, value in each.items() if key.startswith("value")}
            expect(found == wanted, place, "same-properties", f"{code}: expected {wanted}, found {found}")
            expect(concepts[code].get("display", "") == row["long_title"], place, "same-display", code)
            titles = [each["value"] for each in concepts[code].get("designation", [])]
            short = [row["short_title"]] if row["short_title"] not in ("", row["long_title"]) else []
            expect(titles == short, place, "same-designation", f"{code}: expected {short}, found {titles}")


def compare_maps(resources, database, display, newest):
    expected = {}
    ids = {"icd10cm": "icd-10-cm", "icd10pcs": "icd-10-pcs", "icd9cm": "icd-9-cm", "icd9pcs": "icd-9-pcs"}
    for system in newest:
        rows = database.execute(
            "SELECT DISTINCT previous_code, code, effective FROM replacement WHERE system = ? AND previous_code NOT NULL",
            (system,))
        pairs = sorted((display(system, row[0]), display(system, row[1]), "relatedto", f"Effective {row[2]}", ())
                       for row in rows)
        if pairs:
            expected[f"ConceptMap-{ids.get(system, system)}-replacements.json"] = pairs
    for source, target in list(database.execute("SELECT DISTINCT source_system, target_system FROM crosswalk")):
        rows = list(database.execute(
            """SELECT crosswalk.* FROM crosswalk JOIN release ON system = source_system AND release.release = crosswalk.release
            WHERE source_system = ?1 AND target_system = ?2 AND effective = (SELECT max(effective) FROM crosswalk
            JOIN release ON system = source_system AND release.release = crosswalk.release
            WHERE source_system = ?1 AND target_system = ?2)""", (source, target)))
        parts = collections.defaultdict(list)
        for row in rows:
            if row["combination"] and row["target_code"]:
                parts[row["source_code"], row["scenario"]].append((row["choice_list"], display(target, row["target_code"])))
        wanted = []
        for row in rows:
            code, comment, products = display(target, row["target_code"]), None, ()
            kind = "unmatched" if code is None else "inexact" if row["combination"] else (
                "relatedto" if row["approximate"] else "equivalent")
            if kind == "inexact":
                scenario, choice = row["scenario"], row["choice_list"]
                comment = f"Scenario {scenario}, choice list {choice}: one code of each choice list is needed"
                products = tuple(sorted(each for each in parts[row["source_code"], scenario] if each[0] != choice))
            wanted.append((display(source, row["source_code"]), code, kind, comment, products))
        expected[f"ConceptMap-{ids.get(source, source)}-to-{ids.get(target, target)}.json"] = wanted
    maps = {place: each for place, each in resources.items() if each["resourceType"] == "ConceptMap"}
    expect(maps.keys() == expected.keys(), "ConceptMap", "same-maps", f"{sorted(maps.keys() ^ expected.keys())}")
    for place in maps.keys() & expected.keys():
        found = [
            (element["code"], target.get("code"), target["equivalence"], target.get("comment"),
             tuple(sorted((int(each["property"].rpartition("#")[2]), each["value"]) for each in target.get("product", []))))
            for group in maps[place]["group"] for element in group["element"] for target in element["target"]]
        other = collections.Counter(found)
        other.subtract(collections.Counter(expected[place]))
        rest = [f"{count:+d} {row}" for row, count in other.items() if count]
        expect(not rest, place, "same-mappings", f"{len(rest)} differ: {rest[:2]}")


def size(resource):
    if resource["resourceType"] == "CodeSystem":
        concepts = resource.get("concept", [])
        inactive = sum(1 for concept in concepts if property_of(concept, "inactive"))
        return f"{len(concepts)} concepts, {inactive} of them inactive"
    if resource["resourceType"] == "ConceptMap":
        elements = [element for group in resource["group"] for element in group["element"]]
        return f"{len(elements)} elements, {sum(len(element['target']) for element in elements)} targets"
    include = resource["compose"]["include"][0]
    return f"{len(include['concept'])} codes" if "concept" in include else f"{len(include.get('filter', []))} filters"


def main(folder, database=None):
    resources = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        try:
            resources[path.name] = json.loads(path.read_text("utf-8"), object_pairs_hook=keys_once)
        except ValueError as error:
            fault(path.name, "json", error)
    systems = systems_of(resources)
    value_sets = {each["url"] for each in resources.values() if each["resourceType"] == "ValueSet"}
    for url in repeated((each["resourceType"], each["url"]) for each in resources.values()):
        fault(folder, "url-once", url)
    for place, resource in resources.items():
        parse(place, resource)
        check_head(place, resource)
        kind = resource["resourceType"]
        if kind == "CodeSystem":
            check_code_system(place, resource)
        elif kind == "ValueSet":
            check_value_set(place, resource, systems)
        else:
            check_concept_map(place, resource, systems, value_sets)
        print(f"{place}: {size(resource)}", flush=True)
    if database:
        compare(folder, resources, database)
    for line in faults[:200]:
        print(line)
    print(f"{len(resources)} resources, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
