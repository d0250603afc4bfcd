"""Counts the rows of products: prints a JSON object from path to count.

    count_rows.py codes.sqlite codes.csv codes.json ...
"""

import csv
import json
import sqlite3
import sys


def count(path):
    if path.endswith(".sqlite"):
        return sqlite3.connect(path).execute("SELECT count(*) FROM code").fetchone()[0]
    with open(path, encoding="utf-8", newline="") as file:
        return len(json.load(file)) if path.endswith(".json") else sum(1 for _ in csv.reader(file)) - 1


if __name__ == "__main__":
    json.dump({path: count(path) for path in sys.argv[1:]}, sys.stdout)
