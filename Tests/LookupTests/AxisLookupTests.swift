import Foundation
import TestSupport
import Testing

/// `codeset lookup` of axes, families and pivots.
@Suite struct AxisLookupTests {
  /// The values of a code, and after them each mention: axis, value, role, basis, and the words themselves.
  @Test(arguments: [
    (
      "O60.13X0", ["trimester third", "fetus not_applicable_or_unspecified"],
      [
        "trimester second labor title: second trimester", "trimester third delivery title: third trimester",
        "fetus not_applicable_or_unspecified title: not applicable or unspecified",
      ]
    ),
    (
      "H54.0X33", ["laterality bilateral"],
      ["laterality right right eye title: right", "laterality left left eye title: left"]
    ),
    (
      "H54.40", ["laterality unspecified"],
      ["laterality unilateral one eye title: one eye", "laterality unspecified sibling: unspecified"]
    ),
    ("H54.413A", ["laterality right"], ["laterality right right eye title: right"]),
    (
      "S42.001A", ["laterality right", "encounter initial", "fracture closed"],
      [
        "laterality right title: right", "encounter initial title: initial encounter",
        "fracture closed title: for closed fracture",
      ]
    ),
    (
      "S42.009K", ["laterality unspecified", "encounter subsequent", "healing nonunion"],
      [
        "laterality unspecified sibling: unspecified",
        "encounter subsequent title: subsequent encounter for fracture",
        "healing nonunion title: with nonunion",
      ]
    ),
    (
      "O99.011", ["trimester first", "episode pregnancy"],
      ["episode pregnancy title: pregnancy", "trimester first title: first trimester"]
    ),
    ("O99.02", ["episode childbirth"], ["episode childbirth title: childbirth"]),
    ("I50.1", [], []), ("I50.814", [], []),
    ("T81.500A", ["encounter initial"], ["encounter initial title: initial encounter"]),
    ("M26.60", [], []),
    ("M26.609", ["laterality unspecified"], ["laterality unspecified title: unspecified"]),
    ("Q75.002", ["laterality bilateral"], ["laterality bilateral title: bilateral"]),
    ("H90.2", ["laterality unspecified"], ["laterality unspecified sibling: unspecified"]),
    ("Z3A.13", ["trimester first"], ["trimester first definition: 13"]),
    ("Z3A.14", ["trimester second"], ["trimester second definition: 14"]),
    ("Z3A.27", ["trimester second"], ["trimester second definition: 27"]),
    ("Z3A.28", ["trimester third"], ["trimester third definition: 28"]),
    ("Z3A.3", ["trimester third"], ["trimester third definition: 30-39"]), ("Z3A.1", [], []),
  ])
  func showsTheAxesWithTheirWords(code: String, values: [String], mentions: [String]) throws {
    let output = try Sample.built().codeset("lookup", code, "--format", "json").succeeded().output
    let found: [[String]] = try python(
      """
      import json, sys
      record, = json.loads(sys.argv[1])
      code = record['code']
      axes = ['trimester', 'laterality', 'episode', 'encounter', 'fracture', 'healing', 'fetus', 'intent']
      title = code['long_title'].encode()
      def words(each): return title[each['start']:each['start'] + each['length']].decode()
      print(json.dumps([
        [f'{axis} {code[axis]}' for axis in axes if axis in code],
        [' '.join(filter(None, [each['axis'], each['value'], each.get('role'), each['basis']])) + ': ' + words(each)
         for each in record['mentions']]]))
      """, output)
    #expect(found == [values, mentions])
  }

  /// "Unspecified side" is what is not specified, not the disorder at the head of the title.
  @Test func namesThePlaceOfTheWords() throws {
    let sample = try Sample.built()
    let mentions = try sqlite(
      sample.database,
      """
      SELECT start, length FROM axis_mention JOIN code ON code.id = code_id WHERE code = 'M26609'
      """)
    #expect(mentions == [["start": 46, "length": 11]])
  }

  // MARK: Pivots

  @Test(arguments: [
    ("S42.001A", "laterality=left", ["S42.002A"]), ("S42.001A", "laterality=unspecified", ["S42.009A"]),
    ("S42.001A", "encounter=sequela", ["S42.001S"]),
    ("S42.001A", "encounter=subsequent", ["S42.001D", "S42.001G", "S42.001K", "S42.001P"]),
    ("S42.001P", "encounter=initial", ["S42.001A", "S42.001B"]), ("S42.001A", "fracture=open", ["S42.001B"]),
    ("S42.001D", "healing=malunion", ["S42.001P"]), ("S42.001", "laterality=left", ["S42.002"]),
    ("O34.32", "trimester=third", ["O34.33"]), ("o3432", "trimester=unspecified", ["O34.30"]),
    ("O60.13X0", "trimester:labor=third", ["O60.14X0"]), ("O60.13X0", "trimester=second", ["O60.12X0"]),
    ("O60.13X0", "trimester:delivery=second", ["O60.12X0"]), ("O60.13X0", "fetus=2", ["O60.13X2"]),
    ("H30.121", "laterality=left", ["H30.122"]), ("H30.122", "laterality=bilateral", ["H30.123"]),
    ("H54.413A", "laterality=left", ["H54.42A3"]), ("M26.601", "laterality=unspecified", ["M26.609"]),
    ("T46.4X5A", "encounter=sequela", ["T46.4X5S"]),
    // The code has the value already.
    ("O34.32", "trimester=second", ["O34.32"]), ("O60.13X0", "trimester=third", ["O60.13X0"]),
    ("O60.13X0", "trimester:labor=second", ["O60.13X0"]),
  ])
  func aPivotLeadsTo(code: String, pivot: String, targets: [String]) throws {
    let sample = try Sample.built()
    let outcome = try sample.codeset("lookup", code, "--pivot", pivot)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    // The records are those of the codes themselves.
    let records = try targets.map { try sample.codeset("lookup", $0).succeeded().output }
    #expect(outcome.output == records.joined(separator: "\n"))
    let objects = try sample.codeset("lookup", code, "--pivot", pivot, "--format", "json").succeeded().output
    let found: [String] = try python(
      "import json, sys; print(json.dumps([each['code']['display_code'] for each in json.loads(sys.argv[1])]))",
      objects)
    #expect(found == targets)
  }

  @Test(arguments: [
    (
      "I50.1", "laterality=left",
      "I50.1 Left ventricular failure, unspecified has no laterality; laterality left"
    ),
    (
      "O34.32", "laterality=left",
      "O34.32 Maternal care for cervical incompetence, second trimester has no laterality; laterality left"
    ),
    (
      "O60.12X0", "trimester=first",
      "O60.12X0 Preterm labor second trimester with preterm delivery second trimester, not applicable or "
        + "unspecified has trimester second; trimester first"
    ),
    (
      "Z3A.13", "trimester=second",
      "Z3A.13 13 weeks gestation of pregnancy has trimester first; trimester second"
    ),
    (
      "H54.413", "laterality=left",
      "H54.413 Blindness, right eye, category 3 has laterality right; laterality left"
    ),
  ])
  func aPivotThatDoesNotExistIsExplained(code: String, pivot: String, message: String) throws {
    let outcome = try Sample.built().codeset("lookup", code, "--pivot", pivot)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: \(message): no counterpart in this release\n")
  }

  // MARK: Families

  @Test func jsonHoldsTheFamilyWithItsMembers() throws {
    let sample = try Sample.built()
    let output = try sample.codeset("lookup", "O34.32", "--format", "json").succeeded().output
    let same: Bool = try python(
      """
      import csv, json, sys
      record, = json.loads(sys.argv[1])
      folder = sys.argv[2]
      codes = {each['code']: each for each in json.load(open(folder + '/json/icd10cm/codes.json'))}
      category = json.load(open(folder + '/json/icd10cm/categories/O34.json'))
      detailed, = [each for each in category if each['code'] == 'O3432']
      families = {each['family']: each for each in csv.DictReader(open(folder + '/csv/family.csv', newline=''))}
      for each in record['mentions']: assert each.pop('code_id') == record['code']['id']
      print(json.dumps(record['family'] == families['O3430']
        and record['members'] == [codes[each] for each in ['O3430', 'O3431', 'O3432', 'O3433']]
        and record['mentions'] == detailed['mentions']
        and {each['target'] for each in detailed['pivots']} == {'O3430', 'O3431', 'O3433'}))
      """, output, sample.output.path)
    #expect(same)
  }

  @Test(arguments: ["I50.1", "Z3A.13", "H54.0X33"])
  func aCodeThatStandsAloneHasNoFamily(_ code: String) throws {
    let sample = try Sample.built()
    #expect(try !sample.codeset("lookup", code).output.contains("\nfamily "))
    let output = try sample.codeset("lookup", code, "--format", "json").succeeded().output
    let keys: [String] = try python(
      "import json, sys; record, = json.loads(sys.argv[1]); print(json.dumps(list(record)))", output)
    #expect(
      keys == [
        "code", "mentions", "parents", "sections", "children", "history", "changes", "replaces",
        "replaced_by", "crosswalks", "mapped_from", "flags", "groups", "checklist", "annotations",
        "notes",
      ])
  }

  /// ICD-10-PCS has the side of a body part and of what it is joined to: two axes of the table.
  @Test func theSideOfAQualifierIsAnAxisOfTheTable() throws {
    let sample = try Sample()
    let sides = ["Right", "Left"].flatMap { side in ["Right", "Left"].map { (side, $0) } }
    let lines =
      [orderLine(1, "031", isBillable: false, "Upper Arteries, Bypass")]
      + zip(sides, ["0313090", "0313091", "0314090", "0314091"]).enumerated().map { place, row in
        let title = "Bypass \(row.0.0) Subclavian Artery to \(row.0.1) Upper Arm Artery"
        return orderLine(place + 2, row.1, title)
      }
    try Data(orderFile(lines)).write(to: sample.inputs.appending(path: "bypass.txt"))
    try sample.register(file: "bypass.txt", system: "icd10pcs")
    try sample.codeset("build").succeeded()
    let output = try sample.codeset("lookup", "0313091").succeeded().output
    #expect(
      output.contains(
        """
        family      Bypass Subclavian Artery to Upper Arm Artery
                    laterality:qualifier  right      left
                    right                 0313090    0314090
                    left                  [0313091]  0314091

        """))
    let turned = try sample.codeset("lookup", "0313091", "--pivot", "laterality:qualifier=right")
    #expect(turned.output.hasPrefix("0313090 "))
    let other = try sample.codeset("lookup", "0313091", "--pivot", "laterality=left")
    #expect(other.output.hasPrefix("0314091 "))
  }

  // MARK: Holes

  /// What the sample leaves without a counterpart is told once by `build`, and once by the stages: by
  /// `validate`, which reports on the release as a whole.
  @Test func codesWithoutCounterpartAreNotedOnce() throws {
    let sample = try Sample()
    #expect(try sample.codeset("build", "--notes").succeeded().errorLines == holesOfTheSample)
    for stage in ["ingest", "normalize"] {
      #expect(try sample.codeset(stage, "icd10cm", "sample").succeeded().errors == "")
    }
    let validated = try sample.codeset("validate", "icd10cm", "sample", "--notes").succeeded()
    #expect(validated.errorLines == holesOfTheSample)
    #expect(try sample.codeset("validate", "icd10cm", "sample", "--quiet").errors == "")
    for stage in ["ingest", "normalize", "validate"] {
      #expect(try sample.codeset(stage, "icd10pcs", "sample").succeeded().errors == "")
    }
  }
}
