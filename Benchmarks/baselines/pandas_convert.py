"""(c) pandas: the columns of an order file as SQLite, JSON and CSV.

    python pandas_convert.py order.txt codes.sqlite codes.json codes.csv
"""

import sqlite3
import sys

import pandas

order_file, sqlite_file, json_file, csv_file = sys.argv[1:]
codes = pandas.read_fwf(
    order_file,
    colspecs=[(0, 5), (6, 13), (14, 15), (16, 76), (77, None)],
    names=["order", "code", "billable", "short_title", "long_title"],
    dtype={"order": int, "code": str, "billable": int, "short_title": str, "long_title": str},
    keep_default_na=False,
    encoding="utf-8",
)
with sqlite3.connect(sqlite_file) as database:
    codes.to_sql("code", database, index=False)
codes.to_json(json_file, orient="records")
codes.to_csv(csv_file, index=False)
