"""Asks a database for the answers of day_oracle.py, and prints where the two differ, as CSV.

    python3 day_agreement.py DATABASE < ANSWERS

A blank at the end of a title, as some CSV files of CMS print it, makes no difference.
"""

import csv
import sqlite3
import sys

ON_THAT_DAY = "effective <= :day AND (until IS NULL OR until > :day)"


def answer(database, asked):
    """The status of a code on a day, and its title."""
    if not database.execute(f"SELECT 1 FROM release WHERE system = :system AND {ON_THAT_DAY}", asked).fetchone():
        last, = database.execute(
            "SELECT until FROM release WHERE system = :system ORDER BY effective DESC LIMIT 1", asked).fetchone()
        return ("absent" if last is not None and asked["day"] >= last else "not_loaded"), ""
    row = database.execute(
        "SELECT billable, long_title FROM code WHERE system = :system AND code = :code "
        "AND valid_from <= :day AND (valid_to IS NULL OR valid_to > :day)", asked).fetchone()
    return ("absent", "") if row is None else ("valid" if row[0] else "header", row[1].rstrip())


def main():
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    asked = list(csv.DictReader(sys.stdin))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["system", "code", "day", "expected", "expected title", "found", "found title"])
    for each in asked:
        expected = (each["status"], each["title"])
        found = answer(database, each)
        if found != expected:
            out.writerow([each["system"], each["code"], each["day"], *expected, *found])
    print(len(asked), file=sys.stderr)


main()
