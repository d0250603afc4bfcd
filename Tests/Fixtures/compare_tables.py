"""Compares every value of some tables of a SQLite database with those of another database.

compare_tables.py SQLITE OTHER TABLE...: OTHER is a DuckDB database, or a folder with TABLE.jsonl, an object for each
row. Prints for each table the rows of both, and 1 where they are the same, in whatever order.
"""

import collections
import json
import os
import sqlite3
import sys


def plain(value):
    if isinstance(value, bool):
        return int(value)
    return value if value is None or isinstance(value, (int, str)) else value.isoformat()


def others(table, columns):
    if os.path.isdir(sys.argv[2]):
        with open(os.path.join(sys.argv[2], table + '.jsonl'), encoding='utf-8', newline='\n') as file:
            for line in file:
                row = json.loads(line)
                assert list(row) == columns, table
                yield tuple(plain(value) for value in row.values())
    else:
        import duckdb
        rows = duckdb.connect(sys.argv[2], read_only=True).execute(f'select * from "{table}"')
        assert [each[0] for each in rows.description] == columns, table
        while chunk := rows.fetchmany(10000):
            for row in chunk:
                yield tuple(plain(value) for value in row)


database = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
result = {}
for table in sys.argv[3:]:
    rows = database.execute(f'select * from "{table}"')
    columns = [each[0] for each in rows.description]
    expected = collections.Counter(rows)
    found = collections.Counter(others(table, columns))
    result[table] = [expected.total(), found.total(), int(expected == found)]
print(json.dumps(result))
