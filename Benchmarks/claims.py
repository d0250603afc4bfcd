"""What it takes to judge the codes of a claims file by their days.

Run by `Benchmarks/run` in its folder, with the products that it has built there.
"""

import os
import sqlite3
import subprocess
import sys

from measure import ENVIRONMENT, Measurement, remove
from report import figures, not_run

ROWS = 1_000_000
PREPARE = os.path.join(os.path.dirname(os.path.realpath(__file__)), "prepare_claims.py")


def measure_claims(codeset, baselines, output, system, python, reason, rounds):
    """Measures and prints; OUTPUT is a folder of products."""
    database = f"{output}/codeset.sqlite"
    apart("write", database, "input", system, str(ROWS))
    whole = check_of(codeset, database, system, "input/claims.csv", f"**codeset check**, {ROWS:,} rows")
    longer = check_of(codeset, database, system, "input/claims-5.csv", f"codeset check, {5 * ROWS:,} rows")
    duckdb, pandas = [
        Measurement(
            name, [python, f"{baselines}/{script}", "input/codes.csv", "input/claims.csv", product],
            products=[product], reason=reason)
        for name, script, product in [
            ("(e) DuckDB, as-of join", "duckdb_check.py", "e.csv"),
            ("(f) pandas, as-of join", "pandas_check.py", "f.csv"),
        ]
    ]
    for number in range(rounds + 1):
        for measurement in [whole, longer, duckdb, pandas]:
            if not measurement.reason:
                measurement.run(is_counted=number > 0)
        if number == 0:
            for baseline, product in [(duckdb, "e.csv"), (pandas, "f.csv")]:
                if not baseline.reason and apart("compare", whole.stdout, product) != 0:
                    baseline.reason = "it finds other codes valid"
    remove("earlier")
    report(whole, longer, duckdb, pandas, database, system, rounds)


def apart(*arguments):
    """A process of its own does what takes memory: it would count as that of those measured after it."""
    return subprocess.run([sys.executable, "-B", PREPARE, *arguments], env=ENVIRONMENT).returncode


def check_of(codeset, database, system, claims, name):
    # Exit status 1: a code is not valid.
    printed = f"{os.path.basename(claims)}.checked"
    return Measurement(
        name, [codeset, "check", claims, "--date", "day", "--system", system, "--database", database,
         "--quiet"],
        stdout=printed, products=[printed], good=(0, 1))


def report(whole, longer, duckdb, pandas, database, system, rounds):
    intervals = sqlite3.connect(database).execute(
        "select count(*) from code where system = ?", [system]).fetchone()[0]
    print(f"\nClaims with a day each, {intervals:,} rows of {system}; {rounds} rounds after 1 to warm up.\n")
    print("| what | median | fastest | user | system | peak memory | ratio | goal | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for measurement in [whole, longer]:
        if measurement.reason:
            print(not_run(measurement, ""))
            return
    peak, longer_peak = max(whole.peak_memory), max(longer.peak_memory)
    is_met = whole.median < 2 and peak < 100
    print(row_of(whole, "", "under 2 s on one core, memory under 100 MiB", is_met))
    print(row_of(longer, f"{longer.median / whole.median:.2f}x", "no more memory", longer_peak < 1.1 * peak))
    for baseline, goal in [(duckdb, "no slower than (e)"), (pandas, "no slower than (f)")]:
        if baseline.reason:
            print(not_run(baseline, goal))
            continue
        ratio = baseline.median / whole.median
        print(row_of(baseline, f"{ratio:.2f}x", goal, ratio >= 1))


def row_of(measurement, ratio, goal, is_met):
    return f"| {measurement.name} | {figures(measurement)} | {ratio} | {goal} | {'met' if is_met else 'not met'} |"
