"""Judges synthetic claims with `codeset check` and with the scripts of load/, and says where they differ.

    claim_agreement.py CODESET OUTPUT COUNT ENGINE ...

OUTPUT is a folder of products with load/; an engine is sqlite, duckdb, postgresql (of the environment, with the
tables loaded) or spark. Prints how many claims have each status; exit status 1 where an engine differs.
"""

import csv
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

SEED = 18


def claims(database, count):
    """Codes of every kind on days of every kind, the same in every run."""
    connection = sqlite3.connect(database)
    codes = connection.execute("select system, code, display_code from code group by 1, 2 order by 1, 2").fetchall()
    days = [row[0] for row in connection.execute(
        "select valid_from from code union select valid_to from code where valid_to is not null "
        "union select effective from release union select effective from release_gap order by 1")]
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    chance = random.Random(SEED)
    slips = [
        lambda code, display: code, lambda code, display: display, lambda code, display: display.lower(),
        lambda code, display: f" {display} ", lambda code, display: code[:-1], lambda code, display: display + "A",
        lambda code, display: code.replace("0", "O"), lambda code, display: display + "-",
        lambda code, display: display[:2] + "." + display[2:].replace(".", ""), lambda code, display: "",
    ]
    for number in range(count):
        system, code, display = chance.choice(codes)
        slip = chance.choices(slips, weights=[30, 30, 10, 5, 5, 5, 5, 2, 2, 1])[0]
        if chance.random() < 0.3:
            day = date.fromisoformat(chance.choice(days)) + timedelta(days=chance.choice([-1, 0, 1]))
        else:
            day = first + timedelta(days=chance.randrange(-400, (last - first).days + 800))
        text = "" if chance.random() < 0.01 else day.isoformat()
        yield number, system, slip(code, display), text


def by_check(codeset, output, path):
    checked = subprocess.run(
        [codeset, "check", path, "--code", "code", "--date", "day", "--system-column", "system", "--quiet",
         "--database", f"{output}/codeset.sqlite"], capture_output=True, encoding="utf-8")
    if checked.returncode not in (0, 1):
        sys.exit(checked.stderr)
    return {int(row["claim_id"]): row["status"] for row in csv.DictReader(checked.stdout.splitlines())}


def script(output, engine):
    return Path(output, f"load/check-{engine}.sql").read_text(encoding="utf-8")


def by_sqlite(output, path):
    connection = sqlite3.connect(f"{output}/codeset.sqlite")
    connection.execute("create temp table claim (claim_id integer, system text, code text, day text)")
    with open(path, newline="", encoding="utf-8") as file:
        rows = [[field or None for field in row] for row in csv.reader(file)][1:]
    connection.executemany("insert into claim values (?, ?, ?, ?)", rows)
    connection.executescript(script(output, "sqlite"))
    return connection.execute("select claim_id, status from claim_status").fetchall()


def by_duckdb(output, path):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set file_search_path = '{output}'")
    connection.execute(Path(output, "load/duckdb.sql").read_text(encoding="utf-8"))
    connection.execute(
        f"create table claim as from read_csv('{path}', header = true, columns = "
        "{'claim_id': 'bigint', 'system': 'text', 'code': 'text', 'day': 'date'})")
    connection.execute(script(output, "duckdb"))
    return connection.execute("select claim_id, status from claim_status").fetchall()


def by_postgresql(output, path):
    commands = f"""
        \\set QUIET on
        create temp table claim (claim_id bigint, system text, code text, day date);
        \\copy claim from '{path}' with (format csv, header)
        {script(output, "postgresql").replace("create or replace view", "create temp view")}
        \\pset format csv
        \\pset tuples_only on
        select claim_id, status from claim_status;
        """
    printed = subprocess.run(
        ["psql", "-X", "-v", "ON_ERROR_STOP=1"], input=commands, check=True, capture_output=True, encoding="utf-8")
    return [(int(row[0]), row[1]) for row in csv.reader(printed.stdout.splitlines())]


def by_spark(output, path):
    sys.path.insert(0, f"{output}/load")
    import spark
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    spark.load(session, output)
    rows = session.read.csv(path, header=True, schema="claim_id bigint, system string, code string, day date")
    return [(row.claim_id, row.status) for row in spark.check(session, rows).select("claim_id", "status").collect()]


def main():
    codeset, output, count, *engines = sys.argv[1:]
    ways = {"sqlite": by_sqlite, "duckdb": by_duckdb, "postgresql": by_postgresql, "spark": by_spark}
    output = str(Path(output).resolve())
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/claims.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["claim_id", "system", "code", "day"])
            writer.writerows(claims(f"{output}/codeset.sqlite", int(count)))
        expected = by_check(codeset, output, path)
        with open(path, newline="", encoding="utf-8") as file:
            written = {int(row["claim_id"]): row for row in csv.DictReader(file)}
        print(dict(sorted(Counter(expected.values()).items())))
        faults = 0
        for engine in engines:
            rows = ways[engine](output, path)
            found = {number: status or "" for number, status in rows}
            different = [number for number in expected if expected[number] != found.get(number)]
            if len(rows) != len(expected):
                different.append(0)
            print(f"{engine}: {len(rows)} claims, {len(different)} different")
            for number in different[:5]:
                print(" ", written[number], expected[number], found.get(number), file=sys.stderr)
            faults += len(different)
        sys.exit(1 if faults else 0)


main()
