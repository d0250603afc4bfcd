"""Works out from the published files alone whether a code is in force on a day: an independent second opinion.

    python3 day_oracle.py REGISTRY SEED COUNT

Prints a CSV: system, code, day, status, title. The status is `valid`, `header`, `absent` (not in force), or
`not_loaded` (no file says what was in force on that day).
"""

import csv
import io
import os
import random
import re
import sys
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

SYSTEMS = ("icd10cm", "icd10pcs", "icd9cm", "icd9pcs")


def read(folder, row):
    path = os.path.join(folder, row["file"])
    if row["member"]:
        data = zipfile.ZipFile(path).read(row["member"])
    else:
        data = open(path, "rb").read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def codes(row, text):
    """The codes of a release: {code: (billable, long title)}."""
    found = {}
    if row["layout"] == "cms-order":
        for line in text.splitlines():
            if line.strip():
                found[line[6:13].strip()] = (line[14] == "1", line[77:].strip())
    elif row["layout"] == "icd9-description":
        width = 5 if row["system"] == "icd9cm" else 4
        for line in text.splitlines():
            if line.strip():
                found[line[:width].strip()] = (True, line[width + 1 :].strip())
    elif row["layout"] == "icd9-csv":
        for record in list(csv.reader(io.StringIO(text)))[1:]:
            if record:
                found[record[0].strip()] = (True, record[1].strip())
    else:
        sys.exit(f"layout {row['layout']}")
    return found


def undo(after, text):
    """The release before some ICD-10-PCS addenda; nothing where their footer does not prove it."""
    before = dict(after)
    for line in text.splitlines():
        action = line[:13].strip()
        code, title = line[13:20].strip(), line[82:].strip()
        if action == "Add:":
            before.pop(code, None)
        elif action in ("Delete:", "Revise from:"):
            before[code] = (len(code) == 7, title)
    counts = [int(count) for count in re.findall(r"(?m)^\s*(\d+) codes in ", text)]
    if counts:
        billable = [sum(1 for flag, _ in found.values() if flag) for found in (before, after)]
        if counts != billable:
            return None
    return before


def workbook_rows(path):
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    archive = zipfile.ZipFile(path)
    strings = [
        "".join(piece.text or "" for piece in item.iter("{%s}t" % names["m"]))
        for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).findall("m:si", names)
    ]
    sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter("{%s}row" % names["m"]):
        cells = {}
        for cell in row.findall("m:c", names):
            value = cell.find("m:v", names)
            if value is not None:
                column = re.match("[A-Z]+", cell.get("r")).group()
                cells[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
        yield cells


def stated_days(folder, rows):
    """The days that the newest conversion table states for codes that came between two releases."""
    tables = [row for row in rows if row["role"] == "conversion" and row["file"].endswith(".xlsx")]
    if not tables:
        return {}
    newest = max(tables, key=lambda row: row["effective"])
    stated = {}
    for cells in workbook_rows(os.path.join(folder, newest["file"])):
        code, day = cells.get("A", "").strip().replace(".", ""), cells.get("B", "").strip()
        if day.isdigit() and len(day) == 5:
            stated[code] = (date(1899, 12, 30) + timedelta(int(day))).isoformat()
    return stated


def releases(folder, rows):
    """The releases of a code set by day: (first day, last day or "", codes or nothing)."""
    mine = [row for row in rows if row["role"] == "codes"]
    mine.sort(key=lambda row: row["effective"])
    found = [codes(row, read(folder, row)) if row["file"] else None for row in mine]
    for place in reversed(range(len(mine) - 1)):
        if found[place] is not None or found[place + 1] is None:
            continue
        before = found[place + 1]
        for row in rows:
            if row["role"] == "addenda" and row["release"] == mine[place + 1]["release"] and before:
                before = undo(before, read(folder, row))
        # Addenda that lead to the release before the unknown one are relative to that one.
        if before is not found[place + 1] and before != found[place - 1]:
            found[place] = before
    ends = [row["until"] or (mine[place + 1]["effective"] if place + 1 < len(mine) else "9999")
            for place, row in enumerate(mine)]
    return [(row["effective"], end, content) for row, end, content in zip(mine, ends, found)]


def answer(timeline, stated, code, day):
    for place, (start, end, content) in enumerate(timeline):
        if start <= day < end:
            if content is None:
                return "not_loaded", ""
            if code in content:
                billable, title = content[code]
                return ("valid" if billable else "header"), title
            later = timeline[place + 1][2] if place + 1 < len(timeline) else None
            if later and code in later:
                # A code that came before the release that prints it first, and its headers with it.
                days = [first for new, first in stated.items() if new.startswith(code)]
                if days and min(days) <= day:
                    billable, title = later[code]
                    return ("valid" if billable else "header"), title
            return "absent", ""
    first, last = timeline[0][0], timeline[-1][1]
    return ("not_loaded" if day < first else "absent" if day >= last else "not_loaded"), ""


def main():
    registry, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    folder = os.path.dirname(registry)
    rows = [row for row in csv.DictReader(open(registry, encoding="utf-8")) if row["system"] in SYSTEMS]
    chance = random.Random(seed)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["system", "code", "day", "status", "title"])
    known = {}
    for system in SYSTEMS:
        mine = [row for row in rows if row["system"] == system]
        timeline = releases(folder, mine)
        every = sorted({code for _, _, content in timeline if content for code in content})
        changing = [code for code in every
                    if len({content[code] if code in content else None
                            for _, _, content in timeline if content is not None}) > 1]
        edges = [date.fromisoformat(start) for start, _, _ in timeline]
        edges += [date.fromisoformat(end) for _, end, _ in timeline if end != "9999"]
        known[system] = (timeline, stated_days(folder, mine), every, changing, edges)
    for _ in range(count):
        system = chance.choice(SYSTEMS)
        timeline, stated, every, changing, edges = known[system]
        code = chance.choice(changing if changing and chance.random() < 0.6 else every)
        if chance.random() < 0.5:
            day = chance.choice(edges) + timedelta(chance.choice((-1, 0, 1)))
        else:
            span = (date(2026, 3, 31) - date(2009, 1, 1)).days
            day = date(2009, 1, 1) + timedelta(chance.randrange(span))
        day = day.isoformat()
        out.writerow([system, code, day, *answer(timeline, stated, code, day)])


main()
