import Foundation
import TestSupport
import Testing

/// A published table as it must come out, written by hand.
package struct ExpectedTable: Sendable, CustomTestStringConvertible {
  package var name: String
  package var columns: [String]
  package var rows: [[Value]]

  package var testDescription: String { name }

  /// A row as the JSON object of the products: a key for each value that is not null.
  package func object(at row: Int) -> [String: Value] {
    let values = zip(columns, rows[row]).filter { $0.1 != .null }
    return Dictionary(uniqueKeysWithValues: values)
  }

  /// The values of a row in a column.
  package func values(of column: String) -> [Value] {
    let position = columns.firstIndex(of: column) ?? 0
    return rows.map { $0[position] }
  }
}

// A catalog with everything that text can do to a product: quotes, commas, line breaks, backslashes, controls,
// letters beyond ASCII, blanks at the ends, empty text and no text; two releases of one system, and one of
// another whose end is stated.

package let codeSystems = ExpectedTable(
  name: "code_system",
  columns: ["system", "name", "publisher", "uri", "code_forms", "hierarchy", "publications"],
  rows: [
    [
      "icd10cm", "ICD-10-CM", "CDC/NCHS and CMS", "http://hl7.org/fhir/sid/icd-10-cm", "@??[.????]", "prefix",
      "04-01:fy{year}-april 10-01:fy{next}",
    ],
    [
      "icd10pcs", "ICD-10-PCS", "CMS", "http://www.cms.gov/Medicare/Coding/ICD10", "??? ???????", "prefix",
      "04-01:fy{year}-april 10-01:fy{next}",
    ],
  ])

package let releases = ExpectedTable(
  name: "release",
  columns: [
    "system", "release", "effective", "until", "row_count", "code_count", "billable_count", "file", "member",
    "sha256", "file_size", "basis",
  ],
  rows: [
    // The registry states no end: the next release of the system is it.
    [
      "icd10cm", "fy2024", "2023-10-01", "2024-10-01", 4, 2, 1, "2024.zip", "order, \"2024\".txt", "9a", 1,
      "file",
    ],
    ["icd10cm", "fy2025", "2024-10-01", nil, 4, 3, 2, "ordre été.txt", nil, "9b", 0, "file"],
    [
      "icd10pcs", "fy2025", "2024-10-01", "2025-10-01", 1, 1, 1, "pcs.txt", nil, "9c", 9_000_000_000,
      "addenda",
    ],
  ])

package let codes = ExpectedTable(
  name: "code",
  columns: [
    "id", "system", "code", "display_code", "valid_from", "valid_to", "ordinal", "parent", "depth", "section",
    "kind", "billable", "short_title", "long_title", "tabular_title", "trimester", "laterality", "episode",
    "encounter",
    "fracture",
    "healing", "fetus", "intent", "family", "release", "source_line", "valid_from_basis",
  ],
  rows: [
    [
      1, "icd10cm", "O343", "O34.3", "2023-10-01", "2024-10-01", 26708, nil, 0, "O30-O48", "code", false,
      "Maternal care, \"cervical\"", "Maternal care for cervical incompetence", nil, nil, nil, nil, nil, nil,
      nil,
      nil, nil, "O343", "fy2024", 1, "release",
    ],
    [
      2, "icd10cm", "O343", "O34.3", "2024-10-01", nil, 26708, nil, 0, "O30-O48", "code", false,
      "'; DROP TABLE code;",
      "back\\slash, \"quotes\" and a\nsecond line", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil,
      "fy2025", 1,
      "release",
    ],
    [
      3, "icd10cm", "O3432", "O34.32", "2023-10-01", "2024-10-01", 26711, "O343", 1, "O30-O48", "code", true,
      "Mat care", "Maternal care for cervical insufficiency", nil, "second", nil, nil, nil, nil, nil, nil,
      "self_harm", "O3432",
      "fy2024", 2, "release",
    ],
    [
      4, "icd10cm", "O3432", "O34.32", "2024-10-01", nil, 26711, "O343", 1, "O30-O48", "code", true,
      "Ménière’s — 妊娠 🤰", "Maternal care for Ménière’s disease", "Maternal care for Meniérè’s disease",
      "second", "bilateral", "puerperium",
      "subsequent", "open-I-II", "nonunion", "not_applicable_or_unspecified", nil, "O3432", "fy2025", 2,
      "release",
    ],
    [
      5, "icd10cm", "O3433", "O34.33", "2024-10-01", nil, 0, "O343", 1, nil, "code", true, nil,
      "tab\there, bell\u{7}, CR LF\r\n, DEL\u{7F}, \u{2028}", nil, "third", "left", "pregnancy", "sequela",
      nil,
      nil,
      "5", "adverse_effect", "O3432", "fy2025", 3, "release",
    ],
    [
      6, "icd10pcs", "0UVC7ZZ", "0UVC7ZZ", "2024-10-01", "2025-10-01", 15, nil, 0, nil, "code", true,
      " blanks ",
      "Restriction of Cervix,Via Natural or Artificial Opening", nil, nil, nil, nil, nil, nil, nil, nil, nil,
      "0UVC7ZZ",
      "fy2025", 1, "release",
    ],
  ])

package let mentions = ExpectedTable(
  name: "axis_mention", columns: ["code_id", "axis", "value", "role", "basis", "start", "length"],
  rows: [
    [3, "trimester", "second", nil, "title", 0, 8],
    // Two of an axis, with roles; two that begin at the same place; a bound in the middle of a word.
    [4, "trimester", "second", "labor", "title", 0, 8],
    [4, "trimester", "third", "delivery", "sibling", 9, 4],
    [4, "laterality", "bilateral", nil, "title", 9, 4],
    [5, "fetus", "5", nil, "definition", 1, 40],
    [6, "laterality", "left", "left eye", "title", 15, 6],
  ])

package let families = ExpectedTable(
  name: "family", columns: ["family", "system", "stem", "axes"],
  rows: [
    ["O343", "icd10cm", "Maternal care, \"cervical\"", "laterality"],
    ["O3432", "icd10cm", "Ménière’s, again", "trimester trimester:labor encounter"],
    ["0UVC7ZZ", "icd10pcs", "Restriction", "laterality laterality:qualifier"],
  ])

/// In SQLite, and in JSON beside the codes; not in CSV.
package let pivots = ExpectedTable(
  name: "pivot", columns: ["code_id", "axis", "role", "value", "target_id"],
  rows: [
    [1, "trimester", nil, "second", 3],
    // Two candidates for one value.
    [2, "encounter", nil, "subsequent", 4],
    [2, "encounter", nil, "subsequent", 5],
    [4, "trimester", "labor", "third", 5],
    [4, "laterality", nil, "left", 5],
    [5, "trimester", "labor", "second", 4],
  ])

package let rejected = ExpectedTable(
  name: "rejected",
  columns: ["system", "release", "role", "number", "file", "member", "line", "rule", "message", "text"],
  rows: [
    [
      "icd10cm", "fy2024", "codes", 1, "2024.zip", "order, \"2024\".txt", 3, "flag",
      "expected 0 (header) or 1 (valid for submission), found '\"'", "26712 O3433   \" Mat,care\r",
    ],
    [
      "icd10cm", "fy2024", "codes", 1, "2024.zip", "order, \"2024\".txt", 4, "blank-line",
      "expected a record, found a blank line", nil,
    ],
    [
      "icd10cm", "fy2025", "codes", 1, "ordre été.txt", nil, 4, "control-character",
      "expected printable characters",
      "26713\u{1} Ménière",
    ],
    [
      "icd10cm", "fy2025", "crosswalk", 1, "gem.txt", nil, 4, "blank-line",
      "expected a record, found a blank line", nil,
    ],
  ])

package let inputs = ExpectedTable(
  name: "input", columns: ["system", "release", "role", "number", "file", "member", "sha256", "size"],
  rows: [
    ["icd10cm", "fy2024", "codes", 1, "2024.zip", "order, \"2024\".txt", "9a", 1],
    ["icd10cm", "fy2025", "codes", 1, "ordre été.txt", nil, "9b", 0],
    ["icd10cm", "fy2025", "addenda", 1, "addenda.txt", nil, "9d", 7],
    ["icd10cm", "fy2025", "conversion", 1, "table.xlsx", nil, "9e", 8],
    ["icd10cm", "fy2025", "crosswalk", 1, "gem.txt", nil, "9f", 9],
    ["icd10pcs", "fy2025", "codes", 1, "pcs.txt", nil, "9c", 9_000_000_000],
    ["icd10pcs", "fy2025", "crosswalk", 1, "mappings.zip", "pcs.txt", "a0", 5],
  ])

package let releaseGaps = ExpectedTable(
  name: "release_gap", columns: ["system", "release", "effective", "until"],
  rows: [["icd10pcs", "fy2024", "2023-10-01", "2024-10-01"]])

package let changes = ExpectedTable(
  name: "change", columns: ["system", "release", "effective", "code", "kind", "old", "new"],
  rows: [
    ["icd10cm", "fy2025", "2024-10-01", "O343", "retitled", "a \"b\", c", "back\\slash\nand a line"],
    ["icd10cm", "fy2025", "2024-04-01", "O3433", "added", nil, "tab\there"],
  ])

package let reconciliations = ExpectedTable(
  name: "reconciliation",
  columns: ["system", "release", "baseline", "code", "action", "outcome", "line"],
  rows: [
    ["icd10cm", "fy2025", "fy2024", "O3433", "add", "matched", 3],
    ["icd10cm", "fy2025", "fy2024", "O343", "revise", "missing_in_addenda", nil],
    ["icd10pcs", "fy2025", nil, "0UVC7ZZ", "add", "baseline_not_held", 1],
  ])

package let replacements = ExpectedTable(
  name: "replacement",
  columns: ["system", "code", "effective", "previous_code", "release", "source_line"],
  rows: [
    ["icd10cm", "O3433", "2024-04-01", "O343", "fy2025", 4],
    ["icd10cm", "O3433", "2024-04-01", "O3432", "fy2025", 4],
    ["icd10cm", "O3432", "2023-10-01", nil, "fy2025", 5],
  ])

package let hcpcsDetails = ExpectedTable(
  name: "hcpcs_detail",
  columns: [
    "system", "release", "code", "kind", "pricing", "multiple_pricing", "coverage_issues_manual",
    "carriers_manual", "statute", "lab_certification", "cross_reference", "coverage", "asc_group",
    "asc_effective", "mog_group", "mog_policy", "mog_effective", "processing_note", "betos",
    "type_of_service", "anesthesia_base_units", "added", "effective", "terminated", "action", "source_line",
    "last_line",
  ],
  rows: [
    [
      "icd10cm", "fy2024", "O3432", "modifier", "11;21", "A", "60-9", "2130 A;2100", "1833(t)", "140;220",
      "J0185", "D", "YY", "2008-01-01", "000", "9", "2008-01-02", "0088", "D1F", "1;L;P", 0, "1986-01-01",
      "2019-01-01", "2018-12-31", "N", 14, 30,
    ],
    [
      "icd10pcs", "fy2025", "0UVC7ZZ", "code", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil,
      nil, nil, nil, nil, nil, nil, nil, nil, nil, 1, 1,
    ],
  ])

package let crosswalks = ExpectedTable(
  name: "crosswalk",
  columns: [
    "source_system", "source_code", "target_system", "target_code", "approximate", "no_map", "combination",
    "scenario", "choice_list", "release", "source_line",
  ],
  rows: [
    ["icd10cm", "O3433", "icd9cm", "65451", true, false, true, 2, 1, "fy2025", 1],
    ["icd10cm", "O3432", "icd9cm", nil, true, true, false, 0, 0, "fy2025", 2],
    ["icd10cm", "O3433", "icd9cm", "65453", true, false, true, 2, 2, "fy2025", 3],
    ["icd10pcs", "0UVC7ZZ", "icd9pcs", "6759", false, false, false, 0, 0, "fy2025", 1],
  ])

package let flags = ExpectedTable(
  name: "code_flag", columns: ["system", "code", "flag", "release", "source_line"],
  rows: [["icd10cm", "O3432", "poa_exempt", "fy2024", 2], ["icd10cm", "O3432", "poa_exempt", "fy2025", 3]])

package let annotations = ExpectedTable(
  name: "annotation",
  columns: [
    "system", "code", "topic", "position", "text", "source", "procedure_system", "procedure_code", "release",
    "source_line",
  ],
  rows: [
    [
      "icd10cm", "O343", "scenario", 1, "<script>alert(\"1\")</script>, a 'second'\\ — 妊娠", "ward, \"B\"",
      nil, nil, "fy2025", 2,
    ],
    [
      "icd10cm", "O343", "procedure", 1, "0UVC7ZZ cerclage", "ward, \"B\"", "icd10pcs", "0UVC7ZZ", "fy2025",
      3,
    ],
  ])

package let synonyms = ExpectedTable(
  name: "synonym", columns: ["system", "words", "meaning", "source", "release", "source_line"],
  rows: [
    ["icd10cm", "nähte, \"Shirodkar\"", "cervical incompetence — 妊娠", "ward, \"B\"", "fy2025", 2]
  ])

package let groups = ExpectedTable(
  name: "code_group",
  columns: [
    "system", "code", "grouping", "level", "group_code", "group_title", "release", "source_line",
  ],
  rows: [
    ["icd10cm", "O3433", "ccs", 1, "11", "Complications of pregnancy; \"childbirth\"", "fy2025", 2],
    ["icd10cm", "O3433", "ccs", 2, "11.6", "Other, complications", "fy2025", 2],
  ])

package let notes = ExpectedTable(
  name: "note",
  columns: [
    "id", "system", "owner_kind", "owner", "valid_from", "valid_to", "kind", "position", "value", "text",
    "release",
    "source_line",
  ],
  rows: [
    [
      1, "icd10cm", "code", "O343", "2023-10-01", nil, "inclusion_term", 1, nil,
      "cerclage, \"Shirodkar\"\nsuture — 妊娠", "fy2025", 7,
    ],
    [
      2, "icd10cm", "block", "O30-O48", "2023-10-01", "2024-10-01", "excludes1", 2, nil,
      "suture (O34.32-O34.33)", "fy2024", 8,
    ],
    [
      3, "icd10cm", "code", "O3432", "2024-10-01", nil, "seventh_character", 1, "A", "initial encounter",
      "fy2025", 9,
    ],
    [
      4, "icd10pcs", "code", "0UVC7ZZ", "2024-10-01", "2025-10-01", "note", 1, nil, "as 0UVC", "fy2025", 1,
    ],
  ])

package let noteReferences = ExpectedTable(
  name: "note_reference", columns: ["note_id", "start", "length", "first_code", "last_code"],
  rows: [[2, 8, 13, "O3432", "O3433"], [4, 3, 4, "0UVC", nil]])

package let indexTerms = ExpectedTable(
  name: "index_term",
  columns: [
    "id", "system", "index", "parent_id", "depth", "term", "modifiers", "column", "code", "is_open", "see",
    "see_also", "release", "source_line",
  ],
  rows: [
    [
      1, "icd10cm", "diseases", nil, 0, "Incompetency, \"incompetent\"", "(of) (the)", nil, nil, false,
      "Insufficiency", "Failure", "fy2025", 3,
    ],
    [2, "icd10cm", "diseases", 1, 1, "cervix", nil, "manifestation", "O343", true, nil, nil, "fy2025", 5],
  ])

package let findings = ExpectedTable(
  name: "finding",
  columns: [
    "system", "release", "number", "severity", "rule", "message", "file", "line", "column", "code",
  ],
  rows: [
    [
      "icd10cm", "fy2024", 1, "warning", "title-spacing", "expected \"single\" blanks,\nfound two",
      "2024.zip", 3,
      17, "O3433",
    ],
    ["icd10cm", "fy2025", 1, "note", "not-read", "nothing to see", nil, nil, nil, nil],
    // What emit itself finds: ICD-9-CM is not held.
    [
      "icd10cm", "fy2025", 2, "note", "target-not-held",
      "expected the codes of icd9cm in this build, found none; targets not checked: 2", "gem.txt", 1, nil,
      nil,
    ],
    [
      "icd10pcs", "fy2025", 1, "note", "target-not-held",
      "expected the codes of icd9pcs in this build, found none; targets not checked: 1",
      "mappings.zip/pcs.txt", 1, nil, nil,
    ],
  ])

package let sections = ExpectedTable(
  name: "section",
  columns: ["system", "section", "kind", "number", "title", "parent", "valid_from", "valid_to"],
  rows: [
    [
      "icd10cm", "O00-O9A", "chapter", "15", "Pregnancy, childbirth and the puerperium", nil, "2023-10-01",
      nil,
    ],
    [
      "icd10cm", "O30-O48", "block", nil, "Care, \"maternal\"", "O00-O9A", "2023-10-01", "2024-10-01",
    ],
    ["icd10cm", "O30-O48", "block", nil, "Maternal care — 妊娠", "O00-O9A", "2024-10-01", nil],
  ])

package let pcsTables = ExpectedTable(
  name: "pcs_table",
  columns: [
    "system", "release", "pcs_table", "table_row", "position", "axis", "value", "label", "definition",
    "source_line",
  ],
  rows: [
    ["icd10pcs", "fy2025", "0UV", 0, 3, "Operation", "V", "Restriction", "Closing, \"in part\"", 7],
    ["icd10pcs", "fy2025", "0UV", 1, 4, "Body Part", "C", "Cervix", nil, 9],
  ])

package let pcsDefinitions = ExpectedTable(
  name: "pcs_definition",
  columns: [
    "system", "release", "section", "position", "axis", "term", "kind", "number", "text", "source_line",
  ],
  rows: [
    ["icd10pcs", "fy2025", "0", 3, "Operation", "Restriction", "includes", 1, "cerclage", 4]
  ])

/// The tables that SQLite and CSV have.
package let smallCatalog = [
  codeSystems, releases, inputs, sections, families, codes, mentions, notes, noteReferences, indexTerms,
  changes,
  reconciliations,
  replacements,
  hcpcsDetails, crosswalks, flags, groups, annotations, synonyms, pcsTables, pcsDefinitions, rejected,
  findings,
]

package let storedTables = smallCatalog + [pivots]

/// The products of the small catalog, emitted by the command from the files that validated releases leave.
package struct Emitted {
  private let folder: TemporaryFolder
  package var output: URL { folder.url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  package init() throws {
    folder = try TemporaryFolder()
    try writeStageFiles()
    for product in ["sqlite", "json", "csv"] { try emit(product) }
  }

  /// Emits one product of the releases that the arguments choose.
  package func emit(_ product: String, _ choice: String...) throws {
    let arguments = ["emit", product, "--quiet", "--registry", "releases.csv", "--output", output.path]
    try run(codesetPath, arguments + choice, in: folder.url).succeeded()
  }

  /// Writes what history and validate leave: the rows of each code set alone, its codes numbered from 1. The
  /// end of a release is stated, or the registry tells it by the next one.
  private func writeStageFiles() throws {
    var registry = "system,release,effective,until,role,layout,file,member,sha256,url\n"
    for release in releases.rows {
      let (system, label) = (release[0], release[1])
      let isEndStated = system == "icd10pcs"
      registry +=
        [release[0], release[1], release[2], isEndStated ? release[3] : nil].map(\.inCSV)
        .joined(separator: ",") + ",codes,cms-order,\"\(release[7].inCSV)\",,,\n"
      let folder = output.appending(path: "stages/\(system.inCSV)/\(label.inCSV)")
      for stage in ["ingest", "normalize"] {
        try write("\(stage) 1", to: folder.appending(path: "\(stage)/sha256.txt"))
      }
      var found = findings.rows(of: system, label)
      found.rows.removeAll { $0[4] == "target-not-held" }
      found.name = "findings"
      found.columns.removeFirst(3)
      found.rows = found.rows.map { Array($0.dropFirst(3)) }
      try write(csvText(of: found), to: folder.appending(path: "validate/findings.csv"))
    }
    for system in codeSystems.values(of: "system") { try writeHistory(of: system) }
    try write(registry, to: folder.url.appending(path: "releases.csv"))
  }

  private func writeHistory(of system: Value) throws {
    var made = releases.rows(of: system)
    made.name = "made_of"
    made.columns = ["release", "effective", "until", "fingerprint"]
    made.rows = made.rows.map { [$0[1], $0[2], $0[3], "ingest 1 normalize 1"] }
    var none = findings
    none.rows = []
    let tables =
      [
        releases, releaseGaps, inputs, sections, families, codes, notes, indexTerms, changes, reconciliations,
        replacements,
        hcpcsDetails,
        crosswalks,
        flags, groups, annotations, synonyms, pcsTables, pcsDefinitions, rejected,
      ].map { $0.rows(of: system) } + [mentions, pivots].map { $0.rows(of: system, in: codes) }
      + [noteReferences.rows(of: system, in: notes), made, none]
    for table in tables {
      let file = output.appending(path: "stages/history/\(system.inCSV)/\(table.name).csv")
      try write(csvText(of: table), to: file)
    }
  }

  private func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

extension ExpectedTable {
  /// The rows of one code set, or of one release, codes numbered from 1.
  fileprivate func rows(of system: Value, _ release: Value? = nil) -> ExpectedTable {
    var table = self
    let ofSystem = values(of: columns.first { $0.hasSuffix("system") } ?? "")
    table.rows = rows.indices.filter { position in
      ofSystem[position] == system && release.map { $0 == values(of: "release")[position] } ?? true
    }.map { rows[$0] }
    for position in table.rows.indices {
      if name == "code" || name == "note" { table.rows[position][0] = .integer(position + 1) }
    }
    return table
  }

  /// The rows that refer to the codes or notes of one code set, by their numbers there.
  fileprivate func rows(of system: Value, in referred: ExpectedTable) -> ExpectedTable {
    var table = self
    let ids = referred.rows.filter { $0[1] == system }.map { $0[0] }
    let references = columns.indices.filter { columns[$0].hasSuffix("_id") }
    table.rows = rows.filter { ids.contains($0[0]) }.map { row in
      var row = row
      for reference in references {
        row[reference] = ids.firstIndex(of: row[reference]).map { .integer($0 + 1) } ?? nil
      }
      return row
    }
    return table
  }
}

/// A table as CSV: text quoted, numbers not, nothing for null, lines end in LF.
package func csvText(of table: ExpectedTable) -> String {
  func field(_ value: Value) -> String {
    guard case .text(let text) = value else { return value.inCSV }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
  let records = [table.columns.map { Value.text($0) }] + table.rows
  return records.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
}
