"""Writes every table as Parquet and compares what DuckDB, pyarrow and Spark read from it with SQLite.

    parquet_tables.py OUTPUT READER

READER is duckdb, pyarrow or spark; DuckDB writes what the first two read, load/spark.py what Spark does. Prints how
many tables and rows agree; exit status 1 where one does not.
"""

import datetime
import os
import sqlite3
import sys
from pathlib import Path


def plain(value):
    """A value as SQLite has it."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def written_by_duckdb():
    import duckdb

    connection = duckdb.connect()
    os.makedirs("parquet", exist_ok=True)
    for script in ["load/duckdb.sql", "load/parquet.sql"]:
        connection.execute(Path(script).read_text(encoding="utf-8"))
    return connection


def with_duckdb():
    connection = written_by_duckdb()
    return lambda table: connection.execute(f"from 'parquet/{table}.parquet'").fetchall()


def with_pyarrow():
    import pyarrow.parquet

    written_by_duckdb()

    def rows(table):
        read = pyarrow.parquet.read_table(f"parquet/{table}.parquet")
        meanings = read.schema.metadata
        if any(f"codeset.{name}".encode() not in meanings for name in read.column_names):
            sys.exit(f"{table}: a column without its meaning")
        return [tuple(row.values()) for row in read.to_pylist()]
    return rows


def with_spark():
    sys.path.insert(0, "load")
    import spark
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    spark.load(session, os.getcwd(), f"{os.getcwd()}/parquet")
    return lambda table: [tuple(row) for row in session.read.parquet(f"parquet/{table}").collect()]


def main():
    os.chdir(sys.argv[1])
    rows = {"duckdb": with_duckdb, "pyarrow": with_pyarrow, "spark": with_spark}[sys.argv[2]]()
    database = sqlite3.connect("codeset.sqlite")
    tables = sorted(path.stem for path in Path("csv").glob("*.csv"))
    count = 0
    for table in tables:
        expected = database.execute(f'select * from "{table}"').fetchall()
        found = [tuple(plain(value) for value in row) for row in rows(table)]
        if sorted(expected, key=repr) != sorted(found, key=repr):
            sys.exit(f"{table}: expected {len(expected)} rows as in SQLite, found {len(found)}")
        count += len(expected)
    print(f"{len(tables)} tables, {count} rows agree")


main()
