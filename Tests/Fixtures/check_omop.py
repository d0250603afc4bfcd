"""Says in what the product omop of a folder is not what the SQLite database there calls for.

check_omop.py FOLDER: prints a JSON object: `problems`, and of each table `rows`.
"""

import collections
import datetime
import json
import os
import sqlite3
import sys

LARGEST = 2**31 - 1
VOCABULARIES = {'icd10cm': 'ICD10CM', 'icd10pcs': 'ICD10PCS', 'hcpcs': 'HCPCS', 'icd9cm': 'ICD9CM',
                'icd9pcs': 'ICD9Proc'}
COLUMNS = {
    'CONCEPT': 'concept_id concept_name domain_id vocabulary_id concept_class_id standard_concept concept_code '
               'valid_start_date valid_end_date invalid_reason',
    'CONCEPT_RELATIONSHIP': 'concept_id_1 concept_id_2 relationship_id valid_start_date valid_end_date invalid_reason',
    'CONCEPT_SYNONYM': 'concept_id concept_synonym_name language_concept_id',
    'VOCABULARY': 'vocabulary_id vocabulary_name vocabulary_reference vocabulary_version vocabulary_concept_id',
}
REVERSE = {'Is a': 'Subsumes', 'Subsumes': 'Is a', 'Concept replaced by': 'Concept replaces',
           'Concept replaces': 'Concept replaced by'}

folder = sys.argv[1]
problems = []
database = sqlite3.connect(f'file:{folder}/codeset.sqlite?mode=ro', uri=True)


def table(name):
    with open(os.path.join(folder, 'omop', name + '.csv'), encoding='utf-8', newline='\n') as file:
        lines = [line.rstrip('\n').split('\t') for line in file]
    if lines[0] != COLUMNS[name].split():
        problems.append(f'{name}: columns {lines[0]}')
    return lines[1:]


def check(is_right, *what):
    if not is_right and len(problems) < 20:
        problems.append(' '.join(map(str, what)))


def last_day(end):
    day = datetime.date.fromisoformat(end) - datetime.timedelta(days=1) if end else datetime.date(2099, 12, 31)
    return day.strftime('%Y%m%d')


def first_day(day):
    return day.replace('-', '')


def successor(system, code, end):
    """What alone replaced a code, where a release holds it."""
    others = replaced[system, code, end] - {code} if end else set()
    return next((each for each in others if (system, each) in rows), None) if len(others) == 1 else None


def concept_class(system, code, billable, kind):
    billing = 'billing' if billable else 'nonbill'
    if system == 'icd10cm':
        return f'{len(code)}-char {billing} code'
    if system == 'icd10pcs':
        return 'ICD10PCS' if len(code) == 7 else 'ICD10PCS Hierarchy'
    if system == 'hcpcs':
        return 'HCPCS Modifier' if kind == 'modifier' else 'HCPCS'
    if system == 'icd9pcs':
        return f'{len(code)}-dig {billing} code'
    if code[0] == 'E':
        return f'{len(code) - 1}-dig {billing} E code'
    return f'{len(code)}-dig {billing} ' + ('V code' if code[0] == 'V' else 'code')


def domain(system, code):
    if system in ('icd10pcs', 'icd9pcs'):
        return 'Procedure'
    observation = {'icd10cm': 'VWXYZ', 'icd9cm': 'VE'}
    return 'Condition' if system in observation and code[0] not in observation[system] else 'Observation'


# What is retired, and what alone replaced it on the day after.
replaced = collections.defaultdict(set)
for system, code, previous, day in database.execute(
        'select system, code, previous_code, effective from replacement where previous_code is not null'):
    replaced[system, previous, day].add(code)
ends = dict(database.execute('select system, until from release order by effective'))
records = {row[:2]: row[2:] for row in database.execute(
    'select d.system, d.code, d.cross_reference, d.terminated from hcpcs_detail as d '
    'join release as r on r.system = d.system and r.release = d.release order by r.effective')}
for (system, code), (others, last) in records.items():
    if others and last:
        day = (datetime.date.fromisoformat(last) + datetime.timedelta(days=1)).isoformat()
        replaced[system, code, day] |= set(others.split(';'))

rows = collections.defaultdict(list)
for row in database.execute('select system, code, display_code, valid_from, valid_to, billable, kind, short_title, '
                            'long_title, parent from code order by valid_from'):
    rows[row[0], row[1]].append(row)

concepts = table('CONCEPT')
ids = [int(row[0]) for row in concepts]
check(len(set(ids)) == len(ids), 'CONCEPT: ids are not unique')
check(all(2_000_000_000 < each <= LARGEST for each in ids), 'CONCEPT: ids are not local')
id_of, named = {}, {}
systems = {vocabulary: system for system, vocabulary in VOCABULARIES.items()}
for row in concepts:
    system = systems[row[3]]
    code = row[6].replace('.', '')
    id_of[system, code] = int(row[0])
    known = rows.get((system, code))
    if not known:
        check(False, 'CONCEPT: no such code', row)
        continue
    last = known[-1]
    name = last[8] if len(last[8]) <= 255 else last[7]
    named[int(row[0])] = name
    end = last[4]
    reason = 'U' if successor(system, code, end) else '' if end == ends[system] or end is None else 'D'
    expected = [row[0], name, domain(system, code), VOCABULARIES[system],
                concept_class(system, code, last[5], last[6]), '', last[2], first_day(known[0][3]), last_day(end), reason]
    check(row == expected, 'CONCEPT: expected', expected, 'found', row)
    check(row[7] <= row[8], 'CONCEPT: ends before it begins', row)
check(len(id_of) == len(rows) == len(concepts), 'CONCEPT: expected', len(rows), 'found', len(concepts))

links = collections.defaultdict(list)
for (system, code), known in rows.items():
    for row in known:
        if row[9]:
            links[id_of[system, code], id_of[system, row[9]], 'Is a'].append((row[3], row[4], ends[system]))
    end = known[-1][4]
    other = successor(system, code, end)
    if other:
        links[id_of[system, code], id_of[system, other], 'Concept replaced by'].append((end, None, None))
expected = set()
for (one, other, name), days in links.items():
    end = None if any(each[1] is None for each in days) else max(each[1] for each in days)
    rest = (first_day(min(each[0] for each in days)), last_day(end), '' if end in (None, days[0][2]) else 'D')
    expected |= {(one, other, name) + rest, (other, one, REVERSE[name]) + rest}
relationships = [(int(row[0]), int(row[1])) + tuple(row[2:]) for row in table('CONCEPT_RELATIONSHIP')]
check(set(relationships) == expected, 'CONCEPT_RELATIONSHIP: missing', sorted(expected - set(relationships))[:3],
      'unexpected', sorted(set(relationships) - expected)[:3])
check(len({row[:3] for row in relationships}) == len(relationships), 'CONCEPT_RELATIONSHIP: twice')
found = set(relationships)
for row in relationships:
    check((row[1], row[0], REVERSE[row[2]]) + row[3:] in found, 'CONCEPT_RELATIONSHIP: no reverse', row)

expected = set()
for (system, code), known in rows.items():
    each = id_of[system, code]
    expected |= {(each, title[:1000]) for title in known[-1][7:9] if title != named[each]}
for system, code, text in database.execute(
        "SELECT note.system, owner, text FROM note "
        "JOIN (SELECT system, max(effective) AS day FROM release GROUP BY system) USING (system) "
        "WHERE kind = 'inclusion_term' AND owner_kind = 'code' AND valid_from <= day AND coalesce(valid_to, '9') > day"):
    if (system, code) in rows and text != named[id_of[system, code]]:
        expected.add((id_of[system, code], text[:1000]))
synonyms = table('CONCEPT_SYNONYM')
check({(int(row[0]), row[1]) for row in synonyms} == expected and len(synonyms) == len(expected), 'CONCEPT_SYNONYM')
check({row[2] for row in synonyms} <= {'4180186'}, 'CONCEPT_SYNONYM: language')

vocabularies = table('VOCABULARY')
check({row[0] for row in vocabularies} == {row[3] for row in concepts}, 'VOCABULARY', vocabularies)
print(json.dumps({'problems': problems, 'rows': {
    'CONCEPT': len(concepts), 'CONCEPT_RELATIONSHIP': len(relationships), 'CONCEPT_SYNONYM': len(synonyms),
    'VOCABULARY': len(vocabularies)}}))
