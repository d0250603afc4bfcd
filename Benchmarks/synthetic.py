"""A made-up release of the size of ICD-10-CM, in the official layout, the same bytes on every machine.

The codes stand in real blocks and have the shapes of real ones (trimesters in chapter 15, sides and
encounters in chapter 19, the placeholder X in chapter 20); the titles are composed from lists of words.
"""

import zipfile
import zlib

MEMBER = "icd10cm_order_synthetic.txt"

# Categories that lie in a block of ICD-10-CM; blocks that touch are written as one range.
CATEGORIES = """
A00-A09 A15-A28 A30-A99 B00-B10 B15-B20 B25-B83 B85-B97 B99 C00-C26 C30-C41 C43-C58 C60-C96 D00-D53 D55-D78
D80-D89 E00-E13 E15-E16 E20-E36 E40-E46 E50-E68 E70-E89 F01-F48 F50-F99 G00-G14 G20-G26 G30-G32 G35-G37
G40-G47 G50-G65 G70-G73 G80-G83 G89-G99 H00-H05 H10-H11 H15-H22 H25-H28 H30-H36 H40-H44 H46-H47 H49-H57
H60-H62 H65-H75 H80-H83 H90-H94 I00-I02 I05-I28 I30-I52 I60-I89 I95-I99 J00-J06 J09-J18 J20-J22 J30-J47
J60-J70 J80-J86 J90-J94 J96-J99 K00-K14 K20-K31 K35-K38 K40-K46 K50-K52 K55-K68 K70-K87 K90-K95 L00-L08
L10-L14 L20-L30 L40-L45 L49-L76 L80-L99 M00-M02 M05-M27 M30-M36 M40-M54 M60-M63 M65-M67 M70-M95 M99 N00-N08
N10-N23 N25-N53 N60-N65 N70-N98 O00-O16 O20-O48 O60-O77 O80-O82 O85-O92 O94-O99 P00-P15 P19-P29 P35-P39
P50-P61 P70-P74 P76-P78 P80-P84 P90-P96 Q00-Q07 Q10-Q18 Q20-Q28 Q30-Q45 Q50-Q56 Q60-Q99 R00-R23 R25-R94 R97
R99 S00-S99 T07 T14-T28 T30-T34 T36-T88 V00-V99 W00-W74 W85-W99 X00-X08 X10-X19 X30-X39 X50 X52-X58 X71-X83
X92-X99 Y00-Y09 Y21-Y33 Y35-Y38 Y62-Y84 Y90-Y99 Z00-Z53 Z55-Z99
"""

STEMS = """adeno angio arterio arthro broncho cardio cephalo cholecysto chondro cranio cysto dermato encephalo
entero gastro glosso hemato hepato hystero kerato laryngo lympho meningo myelo myo nephro neuro oophoro osteo
oto pancreato pharyngo phlebo pneumo procto pyelo rhino salpingo sclero spondylo teno thrombo tracheo uretero
vasculo""".split()
ENDINGS = """cele ectasia edema iasis itis lysis malacia megaly necrosis oma osis pathy penia plasia plegia
ptosis rrhage rrhea sclerosis spasm stasis stenosis trophy""".split()
ADJECTIVES = """acute chronic recurrent congenital acquired secondary primary localized generalized
obstructive nontraumatic drug-induced idiopathic progressive superficial deep""".split()
SITES = """shoulder|upper arm|elbow|forearm|wrist|hand|hip|thigh|knee|lower leg|ankle|foot|eyelid|orbit|ear
clavicle|scapula|rib|pelvis|thorax|neck|jaw|liver|kidney|lung|bladder|ovary|cervix uteri|thyroid gland|retina
conjunctiva|tonsil|stomach|colon|rectum|spleen|pancreas|aorta|femoral artery|ulnar nerve|peroneal tendon
""".strip().replace("\n", "|").split("|")
DETAILS = """with hemorrhage|without complication|with infection|with obstruction|with perforation
with delayed healing|due to external device|following a procedure|with foreign body|in diseases elsewhere
""".strip().replace("\n", "|").split("|")
CAUSES = """Collision with pedestrian|Fall on same level|Contact with machinery|Exposure to smoke
Struck by object|Fall from ladder|Collision with fixed object|Contact with hot fluid|Bitten by animal
Drowning in open water
""".strip().replace("\n", "|").split("|")

SIDES = [("1", ", right side"), ("2", ", left side"), ("9", ", unspecified side")]
TRIMESTERS = [
    ("0", ", unspecified trimester"),
    ("1", ", first trimester"),
    ("2", ", second trimester"),
    ("3", ", third trimester"),
]
ENCOUNTERS = [("A", ", initial encounter"), ("D", ", subsequent encounter"), ("S", ", sequela")]
FRACTURE = [
    ("A", ", initial encounter for closed fracture"),
    ("B", ", initial encounter for open fracture"),
    ("D", ", subsequent encounter for fracture with routine healing"),
    ("G", ", subsequent encounter for fracture with delayed healing"),
    ("K", ", subsequent encounter for fracture with nonunion"),
    ("P", ", subsequent encounter for fracture with malunion"),
    ("S", ", sequela"),
]
SHORTER = [
    (" unspecified", " unsp"), (" trimester", " tri"), ("initial encounter", "init"),
    ("subsequent encounter", "subs"), (" fracture", " fx"), (" healing", " heal"), (" with ", " w "),
    (" right side", " r side"), (" left side", " left side"), (" without ", " w/o "),
]


def write_release(zip_file):
    """Writes the order file into a zip."""
    lines = []
    for number, (code, billable, title) in enumerate(codes(), start=1):
        flag = "1" if billable else "0"
        lines.append(f"{number:05} {code:<7} {flag} {shortened(title):<60} {title}\r\n")
    member = zipfile.ZipInfo(MEMBER, date_time=(2024, 10, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(zip_file, "w") as archive:
        archive.writestr(member, "".join(lines))


def codes():
    """Every code in published order, with its flag and its long title."""
    for part in CATEGORIES.split():
        first, last = part[:3], part[-3:]
        for number in range(int(first[1:]), int(last[1:]) + 1):
            category = f"{first[0]}{number:02}"
            yield from below(category, disease(category), levels(category))


def below(code, title, levels):
    """A code and all that stand below it: each level adds some characters and some words."""
    yield code, not levels, title
    if levels:
        for characters, words in levels[0]:
            yield from below(code + characters, title + words, levels[1:])


def levels(category):
    """What a category is divided by, from the fourth character on."""
    chapter = category[0]
    placeholder = [("XX" + character, words) for character, words in ENCOUNTERS]
    if chapter == "S":
        encounters = FRACTURE if category[2] == "2" else ENCOUNTERS
        return [of_sites(category, 6), details(category, 4), SIDES, encounters]
    if chapter == "T":
        return [of_sites(category, 4), details(category, 3), SIDES, ENCOUNTERS]
    if chapter in "VWXY":
        return [details(category, 10), placeholder]
    if chapter == "O":
        return [details(category, 10), TRIMESTERS]
    if chapter in "HM":
        return [of_sites(category, 8), details(category, 3), SIDES]
    if pick(category, [0, 1, 2, 3]) == 0:
        return []
    if pick(category, [0, 1, 2]) == 0:
        return [of_sites(category, 6)]
    return [of_sites(category, 6), details(category, 3)]


def of_sites(category, count):
    return [(str(digit), f" of {pick(f'{category}{digit}', SITES)}") for digit in range(count)]


def details(category, count):
    return [(str(digit), f" {pick(f'{digit}{category}', DETAILS)}") for digit in range(count)]


def disease(category):
    if category[0] in "VWXY":
        return pick(category, CAUSES)
    if category[0] == "S" and category[2] == "2":
        return pick(category, ["Displaced fracture", "Nondisplaced fracture"])
    name = pick(category + "stem", STEMS) + pick(category + "ending", ENDINGS)
    return f"{pick(category, ADJECTIVES)} {name}".capitalize()


def pick(key, choices):
    """One of some choices, the same for the same key everywhere and always."""
    return choices[zlib.crc32(key.encode()) % len(choices)]


def shortened(title):
    """The title in at most 60 characters."""
    if len(title) > 60:
        for long, short in SHORTER:
            title = title.replace(long, short)
    return title[:60].rstrip()
