"""Prints the entries of an alphabetic index as the program should read them: an independent reading of the XML.

    python3 alphabetic_index.py FILE.xml

A line: the terms from the main term down, joined by " > ", and a code without its dot, or nothing; separated by a tab.
"""

import sys
import xml.etree.ElementTree as ElementTree


def words(text):
    return " ".join((text or "").split())


def title(term):
    found = term.find("title")
    if found is None:
        return ""
    return words((found.text or "") + "".join(part.tail or "" for part in found))


def codes(term):
    for child in term:
        if child.tag in ("code", "codes", "tab", "manif", "cell"):
            yield words(child.text)
        elif child.tag in ("see", "use"):
            for part in child:
                yield words(part.text)


def walk(term, above):
    path = above + [title(term)]
    found = [code.replace(".", "").rstrip("-") for code in codes(term)]
    found = [code for code in found if code and code == code.upper() and " " not in code]
    for code in found or [""]:
        print(" > ".join(path), code, sep="\t")
    for child in term:
        if child.tag == "term":
            walk(child, path)


for letter in ElementTree.parse(sys.argv[1]).getroot().iter("letter"):
    for main in letter.findall("mainTerm"):
        walk(main, [])
