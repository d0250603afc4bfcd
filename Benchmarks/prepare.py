"""Puts the release to measure on into a folder, in every form that a contender reads.

    prepare.py FOLDER

Leaves there: release.zip (or release.txt) and releases.csv, the registry of this one release; order.txt, the
order file itself, in UTF-8; rows.csv, the same rows as CSV; release.json, what was chosen.
"""

import csv
import json
import os
import sys
import zipfile

from synthetic import MEMBER, write_release

COLUMNS = ["system", "release", "effective", "until", "role", "layout", "file", "member", "sha256", "url"]


def main(folder):
    os.makedirs(folder, exist_ok=True)
    is_synthetic = not os.environ.get("CODESET_RELEASES")
    row = made_up(folder) if is_synthetic else registered()
    source = row["file"]
    row["file"] = "release" + os.path.splitext(source)[1].lower()
    copy = os.path.join(folder, row["file"])
    if source != copy:
        with open(source, "rb") as original, open(copy, "wb") as file:
            file.write(original.read())
    with open(os.path.join(folder, "releases.csv"), "w", newline="") as file:
        registry = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        registry.writeheader()
        registry.writerow({column: row.get(column, "") for column in COLUMNS})

    lines = order_lines(copy, row.get("member"))
    with open(os.path.join(folder, "order.txt"), "w", encoding="utf-8", newline="") as file:
        file.writelines(line + "\r\n" for line in lines)
    rows = [
        (int(line[:5]), line[6:13].rstrip(), line[14], line[16:76].rstrip(), line[77:].rstrip())
        for line in lines
    ]
    with open(os.path.join(folder, "rows.csv"), "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["order", "code", "billable", "short_title", "long_title"])
        table.writerows(rows)
    billable = [code for _, code, flag, *_ in rows if flag == "1"]
    chosen = {
        "system": row["system"],
        "release": row["release"],
        "rows": len(rows),
        "bytes": os.path.getsize(os.path.join(folder, "order.txt")),
        "file": row["file"],
        "is_synthetic": is_synthetic,
        "code": displayed(row["system"], code_to_look_up(billable)),
    }
    with open(os.path.join(folder, "release.json"), "w") as file:
        json.dump(chosen, file, indent=2)


def registered():
    """The row of the registry that the environment chooses; without a choice the newest of ICD-10-CM."""
    path = os.environ["CODESET_RELEASES"]
    system = os.environ.get("BENCH_SYSTEM") or "icd10cm"
    label = os.environ.get("BENCH_RELEASE")
    with open(path, encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file)
            if row["role"] == "codes" and row["layout"] == "cms-order" and row["system"] == system
            and label in (None, "", row["release"])
        ]
    if not rows:
        which = f"no release {label}" if label else "no release"
        sys.exit(f"Benchmarks/run: {path}: {which} of {system} with the layout cms-order")
    newest = max(rows, key=lambda row: row["effective"])
    newest["file"] = os.path.join(os.path.dirname(os.path.abspath(path)), newest["file"])
    return newest


def made_up(folder):
    zip_file = os.path.join(folder, "release.zip")
    write_release(zip_file)
    return {
        "system": "icd10cm", "release": "synthetic", "effective": "2024-10-01", "role": "codes",
        "layout": "cms-order", "file": zip_file, "member": MEMBER,
    }


def order_lines(path, member):
    if member:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(member)
    else:
        with open(path, "rb") as file:
            text = file.read()
    try:
        text = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = text.decode("cp1252")
    return [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def code_to_look_up(billable):
    return "O3432" if "O3432" in billable else billable[len(billable) // 2]


def displayed(system, code):
    return f"{code[:3]}.{code[3:]}" if system == "icd10cm" and len(code) > 3 else code


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    try:
        main(sys.argv[1])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        sys.exit(f"Benchmarks/run: the release cannot be prepared: {error}")
