"""What a history of all releases of a registry takes, and one more release.

Run by `Benchmarks/run` in its folder, where CODESET_RELEASES names a registry.
"""

import csv
import os
import shutil
import subprocess
import zipfile

from measure import ENVIRONMENT, Measurement, remove
from prepare import COLUMNS, order_lines
from report import figures, not_run

READ = {("codes", "cms-order"), ("addenda", "cms-order-addenda"), ("conversion", "icd10cm-conversion")}


def measure_history(codeset, root, baselines, registry, rounds):
    """Measures and prints."""
    published = read_registry(registry)
    rows = write_rows("input/all.csv", published)
    half = published_until_half(published)
    build = write_registry("input/history.csv", published)
    whole = Measurement(
        "**codeset build**, all releases, all artifacts",
        [codeset, "build", "--registry", build, "--output", "history", "--quiet"], products=["history"])
    shorter = Measurement(
        "codeset build, the first half of the releases",
        [codeset, "build", "--registry", write_registry("input/half.csv", half), "--output", "half", "--quiet"],
        products=["half"])
    everything = Measurement(
        "codeset build, every file of the registry",
        [codeset, "build", "--registry", os.path.abspath(registry), "--output", "everything", "--quiet"],
        products=["everything"])
    baseline = Measurement(
        "(d) sqlite3 .import of the same rows",
        ["sqlite3", "-batch", "-bail", "-init", os.devnull, "d.sqlite"],
        stdin=f"{baselines}/sqlite3_import_history.sql", products=["d.sqlite"])
    for number in range(rounds + 1):
        for measurement in [whole, baseline, shorter, everything]:
            if not measurement.reason:
                measurement.run(is_counted=number > 0)
    one, another = measure_one_more(root, published, rounds)
    remove("earlier")
    half_rows = sum(len(lines(row)) for row in half if row["role"] == "codes")
    every_row = rows + count_other_lines(registry)
    report(whole, baseline, shorter, everything, one, another, rows, half_rows, every_row, published, rounds)


def read_registry(path):
    """The rows of the registry that are read, their files as absolute paths."""
    folder = os.path.dirname(os.path.abspath(path))
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["role"], row["layout"]) in READ]
    for row in rows:
        row["published"] = os.path.join(folder, row["file"])
    return rows


def count_other_lines(registry):
    """The lines of the files of other code sets and roles: crosswalks, flags, groups, codes and titles."""
    folder = os.path.dirname(os.path.abspath(registry))
    with open(registry, encoding="utf-8", newline="") as file:
        others = [row for row in csv.DictReader(file) if (row["role"], row["layout"]) not in READ]
    count = 0
    for row in others:
        path = os.path.join(folder, row["file"])
        if row["member"]:
            with zipfile.ZipFile(path) as packed:
                count += packed.read(row["member"]).count(b"\n")
        else:
            with open(path, "rb") as file:
                count += file.read().count(b"\n")
    return count


def write_registry(path, rows):
    """Writes a registry beside links to the files that it names."""
    with open(path, "w", newline="") as file:
        registry = csv.DictWriter(file, COLUMNS, lineterminator="\n", extrasaction="ignore")
        registry.writeheader()
        for row in rows:
            registry.writerow({**row, "file": link(row["published"]), "url": ""})
    return path


def link(published):
    """A link in `input` to a published file: a path without blanks, as make needs it."""
    name = "published/" + "-".join(published.split(os.sep)[-2:]).replace(" ", "_")
    os.makedirs("input/published", exist_ok=True)
    if not os.path.lexists(f"input/{name}"):
        os.symlink(published, f"input/{name}")
    return name


def lines(row):
    return order_lines(row["published"], row["member"])


def write_rows(path, published):
    """Writes the rows of all releases as CSV, and returns how many there are."""
    count = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["system", "release", "order", "code", "billable", "short_title", "long_title"])
        for row in published:
            if row["role"] != "codes":
                continue
            for line in lines(row):
                count += 1
                table.writerow([
                    row["system"], row["release"], line[:5], line[6:13].rstrip(), line[14],
                    line[16:76].rstrip(), line[77:]])
    return count


def published_until_half(published):
    """The rows of the earlier half of each system's releases."""
    half = []
    for system in sorted({row["system"] for row in published}):
        own = [row for row in published if row["system"] == system]
        days = sorted({row["effective"] for row in own})
        half += [row for row in own if row["effective"] in days[:len(days) // 2]]
    return half


def measure_one_more(root, published, rounds):
    """Measures make for one release alone, and for one more release of a history that stands."""
    own = [row for row in published if row["system"] == "icd10cm"]
    days = sorted({row["effective"] for row in own})
    newest = [row for row in own if row["effective"] == days[-2]]
    label = newest[0]["release"]
    before = write_registry("input/before.csv", [row for row in own if row["effective"] < days[-2]])
    after = write_registry("input/after.csv", [row for row in own if row["effective"] <= days[-2]])
    alone = write_registry("input/alone.csv", newest)

    def make(name, registry, output, products=()):
        return Measurement(
            name, ["make", "-C", root, f"OUTPUT={os.path.relpath(output, root)}",
                   f"REGISTRY={os.path.relpath(registry, root)}"], products=list(products))

    one = make(f"make, icd10cm {label} alone", alone, "alone", ["alone"])
    another = make(f"make, icd10cm {label} added to a history of {len(days) - 2} releases", after, "grown")
    history, kept = "grown/stages/history/icd10cm", "history-before"
    remove("grown")
    remove(kept)
    quietly(make("", before, "grown").command)
    shutil.copytree(history, kept)
    for number in range(rounds + 1):
        one.run(is_counted=number > 0)
        another.run(is_counted=number > 0)
        # Back to where the release is not there.
        remove(history)
        remove(f"grown/stages/icd10cm/{label}")
        shutil.copytree(kept, history)
        quietly(make("", before, "grown").command)
    for folder in ["grown", kept, "alone"]:
        remove(folder)
    return one, another


def quietly(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)


def report(
        whole, baseline, shorter, everything, one, another, rows, half_rows, every_row, published, rounds):
    releases = sum(row["role"] == "codes" for row in published)
    print(f"\n{releases} releases, {rows} rows; {rounds} rounds after 1 to warm up.\n")
    print("| what | median | fastest | user | system | peak memory | ratio | goal | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |")
    for measurement in [whole, baseline, shorter, everything, one, another]:
        if measurement.reason:
            print(not_run(measurement, ""))
            return
    peak = max(whole.peak_memory)
    print(row_of(whole, "", "memory under 600 MiB", peak < 600))
    ratio = baseline.median / whole.median
    print(row_of(baseline, f"{ratio:.2f}x", "no slower than (d)", ratio >= 1))
    per_row = (whole.median / rows) / (shorter.median / half_rows)
    print(row_of(
        shorter, f"{per_row:.2f}x", "linear: all releases take no more per row", per_row <= 1.1))
    per_row = (everything.median / every_row) / (whole.median / rows)
    peak = max(everything.peak_memory)
    print(row_of(everything, f"{per_row:.2f}x", f"{every_row} rows; memory under 600 MiB", peak < 600))
    print(row_of(one, "", "", None))
    times = another.median / one.median
    print(row_of(another, f"{times:.2f}x", "under twice a release alone", times < 2))


def row_of(measurement, ratio, goal, is_met):
    verdict = "" if is_met is None else "met" if is_met else "not met"
    return f"| {measurement.name} | {figures(measurement)} | {ratio} | {goal} | {verdict} |"
