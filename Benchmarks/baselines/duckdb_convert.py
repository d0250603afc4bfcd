"""(b) DuckDB: the columns of an order file as CSV and as JSON.

    python duckdb_convert.py order.txt codes.csv codes.json
"""

import sys

import duckdb

order_file, csv_file, json_file = sys.argv[1:]
database = duckdb.connect()
# No line holds a tab, so each is one field.
database.execute(
    r"""
    CREATE TABLE code AS
    SELECT CAST(line[1:5] AS INTEGER) AS "order", rtrim(line[7:13]) AS code, line[15] = '1' AS billable,
      rtrim(line[17:76]) AS short_title, line[78:] AS long_title
    FROM read_csv(?, auto_detect = false, header = false, columns = {'line': 'VARCHAR'},
      delim = '\t', quote = '', escape = '', new_line = '\r\n')
    """,
    [order_file],
)
database.execute("COPY code TO $file (FORMAT csv, HEADER)", {"file": csv_file})
database.execute("COPY code TO $file (FORMAT json, ARRAY)", {"file": json_file})
