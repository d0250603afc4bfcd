"""Writes a claims file with the codes that the baselines read, or compares what two say of it.

    prepare_claims.py write DATABASE FOLDER SYSTEM COUNT
    prepare_claims.py compare CHECKED CHECKED      exit status 1: they find other codes valid

Leaves in the folder: codes.csv, claims.csv, claims-5.csv, the same claims five times.
"""

import csv
import random
import sqlite3
import sys
from datetime import date, timedelta


def write(database, folder, system, count):
    write_codes(f"{folder}/codes.csv", database, system)
    write_claims(f"{folder}/claims.csv", database, system, int(count))
    write_five_times(f"{folder}/claims-5.csv", f"{folder}/claims.csv")


def write_codes(path, database, system):
    """The codes with their days, as the baselines read them."""
    rows = sqlite3.connect(database).execute(
        "select code, display_code, valid_from, valid_to, billable, long_title from code where system = ? "
        "order by code, valid_from", [system])
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["code", "display_code", "valid_from", "valid_to", "billable", "long_title"])
        table.writerows(rows)


def write_claims(path, database, system, count):
    """A claims file, the same in every run: most codes are right, some are headers, mistyped, or not of their day."""
    connection = sqlite3.connect(database)
    codes = connection.execute(
        "select code, display_code from code where system = ? and billable group by code", [system]).fetchall()
    first = connection.execute("select min(effective) from release where system = ?", [system]).fetchone()[0]
    days = [(date.fromisoformat(first) + timedelta(days)).isoformat() for days in range(4000)]
    slips = [
        lambda code, display: display, lambda code, display: code, lambda code, display: display.lower(),
        lambda code, display: code[:-1], lambda code, display: display + "A",
        lambda code, display: code.replace("0", "O"),
    ]
    chance = random.Random(18)
    chosen = chance.choices(slips, weights=[60, 30, 5, 3, 1, 1], k=count)
    with open(path, "w", encoding="utf-8") as file:
        file.write("claim,code,day\n")
        for number, slip in enumerate(chosen):
            file.write(f"{number},{slip(*chance.choice(codes))},{chance.choice(days)}\n")


def write_five_times(path, claims):
    with open(claims, encoding="utf-8") as file:
        header, *rows = file
    with open(path, "w", encoding="utf-8") as file:
        file.write(header)
        for _ in range(5):
            file.writelines(rows)


def compare(ours, theirs):
    sys.exit(0 if valid_claims(ours) == valid_claims(theirs) else 1)


def valid_claims(path):
    """Which claims there are, and which of them have a valid code."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["claim"]: row["status"] == "valid" for row in rows}


if __name__ == "__main__":
    {"write": write, "compare": compare}[sys.argv[1]](*sys.argv[2:])
