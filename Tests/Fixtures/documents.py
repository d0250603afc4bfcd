"""Runs the commands that a document shows, in order, and compares what they print with what it says.

    documents.py run CODESET DOCUMENT [--update] [--with TAG ...]
    documents.py blocks DOCUMENT ...

A block of a document is a command block where a line of it begins with `$ `. The word after the three backquotes
says what it needs; blocks that need nothing have none or `console`:

    official                  the official releases, which CODESET_RELEASES names
    postgresql, pypi          a PostgreSQL server; Datasette and DuckDB of PyPI
    unrun: REASON             what cannot run in a test, and why
    file=PATH                 no commands: the text of a file that the reader writes

All blocks of a document run in one folder, which is like a clone in which `make` has run. A line `...` is any lines.
With --update the document gets what the commands print now; a line `...` stays where it was.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TAGS = ["official", "postgresql", "pypi"]
LANGUAGES = ["", "console", "sh", "sql", "json", "csv", "swift", "make", "text"]


class Block:
    """The lines between two fences: where they are, and what the fence says they need."""

    def __init__(self, document, start, information, lines):
        self.place = f"{document}:{start + 1}"
        self.start = start
        self.lines = lines
        self.unrun = None
        self.file = None
        self.tags = []
        head, colon, reason = information.partition("unrun:")
        if colon:
            self.unrun = reason.strip()
            if not self.unrun:
                raise SystemExit(f"{self.place}: expected the reason after 'unrun:'")
        words = head.split()
        for word in words:
            if word in TAGS:
                self.tags.append(word)
            elif word.startswith("file="):
                self.file = word.removeprefix("file=")
            elif word not in LANGUAGES:
                raise SystemExit(f"{self.place}: expected one of {', '.join(TAGS)}, found '{word}'")

    @property
    def has_commands(self):
        return self.file is None and any(line.startswith("$ ") for line in self.lines)

    def commands(self):
        """Each command, the first line of what it prints, and those lines."""
        starts = [at for at, line in enumerate(self.lines) if line.startswith("$ ")]
        if starts and starts[0] != 0:
            raise SystemExit(f"{self.place}: expected a command in the first line of the block")
        for start, end in zip(starts, starts[1:] + [len(self.lines)]):
            yield self.lines[start][2:], start + 1, self.lines[start + 1 : end]


def blocks_of(document, text):
    """The blocks of a document, from top to bottom."""
    lines = text.split("\n")
    blocks, start = [], None
    for at, line in enumerate(lines):
        if not line.lstrip().startswith("```"):
            continue
        if start is None:
            start = at
        else:
            blocks.append(Block(document, start, lines[start].lstrip()[3:], lines[start + 1 : at]))
            start = None
    if start is not None:
        raise SystemExit(f"{document}:{start + 1}: expected the end of the block")
    return blocks


def difference(one, other):
    """How much two lines differ: 0 where they are the same, at most 1.5."""
    if one == other:
        return 0
    ours, theirs = set(one.split()), set(other.split())
    return 1.5 - len(ours & theirs) / max(len(ours | theirs), 1)


def refreshed(expected, found):
    """The lines to show: those that were found, with `...` where it was. Equal to `expected` where nothing drifted."""
    rows, columns = len(expected), len(found)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step = [[None] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows, -1, -1):
        for column in range(columns, -1, -1):
            ways = []
            if row < rows and expected[row] == "...":
                ways.append((cost[row + 1][column], "end"))
                if column < columns:
                    ways.append((cost[row][column + 1], "any"))
            elif row < rows:
                ways.append((1 + cost[row + 1][column], "gone"))
                if column < columns:
                    ways.append((difference(expected[row], found[column]) + cost[row + 1][column + 1], "same"))
            if column < columns:
                ways.append((1 + cost[row][column + 1], "new"))
            if ways:
                cost[row][column], step[row][column] = min(ways, key=lambda way: way[0])
    shown, row, column = [], 0, 0
    while row < rows or column < columns:
        way = step[row][column]
        if way == "end":
            shown.append("...")
        elif way in ("same", "new"):
            shown.append(found[column])
        row += way in ("end", "gone", "same")
        column += way in ("any", "same", "new")
    return shown


def make_clone(folder, codeset):
    """Fills a folder like a clone of the project that is built."""
    for name in ["Makefile", "Package.swift", "Inputs/sample", "Inputs/official/releases.csv", "Outputs/README.md"]:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, target)
        else:
            shutil.copy2(PROJECT / name, target)
    (folder / "Sources").mkdir()
    for name in ["codeset", "example"]:
        program = folder / ".build/release" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\nexec '{Path(codeset).with_name(name)}' \"$@\"\n")
        program.chmod(0o755)


def link_official(folder, registry):
    """Puts the official files where `codeset fetch` would, and the registry that names them: it may lack releases
    that are not at hand."""
    shutil.copy2(registry, folder / "Inputs/official/releases.csv")
    for row in csv.DictReader(registry.open(encoding="utf-8")):
        target = folder / "Inputs/official" / row["file"]
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to((registry.parent / row["file"]).resolve())


def shell(command, folder):
    """What a command prints to a terminal, output and errors, as lines."""
    path = os.pathsep.join([str(PROJECT / ".build/python/bin"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    for name in ["MAKEFLAGS", "MAKELEVEL", "UPDATE_GOLDENS"]:
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False, timeout=600)
    lines = done.stdout.decode("utf-8").split("\n")
    return [line.rstrip() for line in (lines[:-1] if lines[-1] == "" else lines)]


def run(arguments):
    """Runs a document. Says what differs; rewrites the document if it is asked to."""
    document = PROJECT / arguments.document
    lines = document.read_text(encoding="utf-8").split("\n")
    changes = []
    with tempfile.TemporaryDirectory(prefix="codeset-document-") as scratch:
        folder = Path(scratch) / "codeset"
        make_clone(folder, arguments.codeset)
        if "official" in arguments.tags:
            link_official(folder, Path(os.environ["CODESET_RELEASES"]).resolve())
        # The first page begins with it; the others go on from there.
        if arguments.document != "README.md":
            shell("make --silent", folder)
        for block in blocks_of(arguments.document, "\n".join(lines)):
            if block.file:
                target = folder / block.file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
            if not block.has_commands or block.unrun or not set(block.tags) <= set(arguments.tags):
                continue
            for command, offset, expected in block.commands():
                shown = refreshed([line.rstrip() for line in expected], shell(command, folder))
                if shown != [line.rstrip() for line in expected]:
                    changes.append((block.start + 1 + offset, expected, shown, command))
    for start, expected, shown, command in changes:
        print(f"{arguments.document}:{start}: $ {command}")
        for sign, them in [("-", expected), ("+", shown)]:
            print("".join(f"{sign} {line}\n" for line in them), end="")
    if arguments.update and changes:
        for start, expected, shown, _ in reversed(changes):
            lines[start : start + len(expected)] = shown
        document.write_text("\n".join(lines), encoding="utf-8")
    return 1 if changes else 0


def list_blocks(arguments):
    """Prints each command block: its place, what it needs or why it does not run, and its first command."""
    for document in arguments.documents:
        for block in blocks_of(document, (PROJECT / document).read_text(encoding="utf-8")):
            if block.has_commands:
                need = f"unrun: {block.unrun}" if block.unrun else " ".join(block.tags) or "runs"
                print(f"{block.place}\t{need}\t{next(block.commands())[0]}")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("run")
    one.add_argument("codeset")
    one.add_argument("document")
    one.add_argument("--update", action="store_true")
    one.add_argument("--with", dest="tags", action="append", choices=TAGS, default=[])
    one.set_defaults(action=run)
    several = commands.add_parser("blocks")
    several.add_argument("documents", nargs="+")
    several.set_defaults(action=list_blocks)
    arguments = parser.parse_args()
    return arguments.action(arguments)


if __name__ == "__main__":
    sys.exit(main())
