"""Prints the lines of a tabular list as the program should read them: an independent reading of the XML.

    python3 tabular_list.py FILE.xml

A line: owner kind, owner, kind, position, value, text; separated by tabs.
"""

import sys
import xml.etree.ElementTree as ElementTree

KINDS = {
    "includes": "includes", "inclusionTerm": "inclusion_term", "excludes1": "excludes1",
    "excludes2": "excludes2", "codeFirst": "code_first", "useAdditionalCode": "use_additional",
    "codeAlso": "code_also", "notes": "note", "sevenChrNote": "seventh_character",
    "sevenChrDef": "seventh_character", "sectionIndex": "contents",
}
OWNERS = {"chapter": "chapter", "section": "block", "diag": "code"}


def words(text):
    return " ".join((text or "").split())


def walk(element, kind, owner):
    counts = {}

    def line(what, value, text):
        counts[what] = counts.get(what, 0) + 1
        print(kind, owner, what, counts[what], value or "", text, sep="\t")

    for child in element:
        if child.tag in OWNERS:
            name = child.get("id") if child.tag == "section" else words(child.findtext("name"))
            walk(child, OWNERS[child.tag], name)
        elif child.tag == "desc":
            line("title", "placeholder" if element.get("placeholder") == "true" else None, words(child.text))
        elif child.tag in KINDS:
            for part in child:
                line(KINDS[child.tag], part.get("char") or part.get("id"), words(part.text))
        elif child.tag == "visualImpairment":
            for category in child:
                columns = [words(part.text) for part in category.iter() if part.tag in ("heading", "value")]
                line("note", None, " | ".join(columns))
        elif child.tag == "version":
            line("title", None, words(child.text))
        elif child.tag == "introduction":
            for part in child.iter():
                if part.tag in ("title", "note"):
                    line("note", None, words(part.text))
        elif child.tag != "name":
            sys.exit(f"unknown element {child.tag}")


walk(ElementTree.parse(sys.argv[1]).getroot(), "list", "")
