"""Compares the notes of a database with those of simple-icd-10-cm, which reads the same list of April 2025.

    python3 compare_notes.py codeset.sqlite

Prints how many codes were compared, and what differs.
"""

import sqlite3
import sys

import simple_icd_10_cm as peer


def listed(value):
    return [value] if isinstance(value, str) and value else list(value or [])


KINDS = {
    "inclusion_term": peer.get_inclusion_term, "excludes1": peer.get_excludes1,
    "excludes2": peer.get_excludes2, "includes": peer.get_includes,
    "use_additional": peer.get_use_additional_code, "code_first": peer.get_code_first,
}

database = sqlite3.connect(sys.argv[1])
own = {}
for code, kind, text in database.execute(
    "SELECT owner, kind, text FROM note WHERE owner_kind = 'code' AND release = 'fy2025-april' ORDER BY owner, position"
):
    own.setdefault((code, kind), []).append(text)
characters = {}
for code, value, text in database.execute(
    "SELECT owner, value, text FROM note WHERE kind = 'seventh_character' AND value IS NOT NULL AND release = 'fy2025-april'"
):
    characters.setdefault(code, {})[value] = text
codes = [row[0] for row in database.execute("SELECT DISTINCT display_code FROM code WHERE length(code) < 7")]
compared = 0
for code in codes:
    if not peer.is_valid_item(code):
        print("unknown there:", code)
        continue
    compared += 1
    for kind, get in KINDS.items():
        theirs = " ".join(" ".join(listed(get(code))).split())
        ours = " ".join(own.get((code.replace(".", ""), kind), []))
        if theirs != ours:
            print(code, kind, repr(theirs), repr(ours))
    theirs = {value: " ".join(text.split()) for value, text in peer.get_seven_chr_def(code).items()}
    ours = characters.get(code.replace(".", ""), {})
    # There, a note below a character is put behind its meaning: "stable/Old central retinal vein occlusion".
    same = theirs.keys() == ours.keys() and all(
        theirs[value] == text or theirs[value].startswith(text + "/") for value, text in ours.items())
    if not same:
        print(code, "seventh characters", theirs, ours)
print("compared", compared)
