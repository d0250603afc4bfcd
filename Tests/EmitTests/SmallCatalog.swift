import Foundation
import TestSupport
import Testing

/// A published table as it must come out, written by hand.
struct ExpectedTable: Sendable, CustomTestStringConvertible {
  var name: String
  var columns: [String]
  var rows: [[Value]]

  var testDescription: String { name }

  /// The values of a row in a column.
  func values(of column: String) -> [Value] {
    let position = columns.firstIndex(of: column) ?? 0
    return rows.map { $0[position] }
  }
}

// A catalog with everything that text can do to a product: quotes, commas, line breaks, backslashes, controls,
// letters beyond ASCII, blanks at the ends, empty text and no text; two releases of one system, and one of
// another whose end is stated.

let codeSystems = ExpectedTable(
  name: "code_system", columns: ["system", "name", "publisher", "uri"],
  rows: [
    ["icd10cm", "ICD-10-CM", "CDC/NCHS and CMS", "http://hl7.org/fhir/sid/icd-10-cm"],
    ["icd10pcs", "ICD-10-PCS", "CMS", "http://www.cms.gov/Medicare/Coding/ICD10"],
  ])

let releases = ExpectedTable(
  name: "release",
  columns: [
    "system", "release", "effective", "until", "row_count", "code_count", "billable_count", "file", "member",
    "sha256", "file_size",
  ],
  rows: [
    // The registry states no end: the next release of the system is it.
    [
      "icd10cm", "fy2024", "2023-10-01", "2024-10-01", 4, 2, 1, "2024.zip", "order, \"2024\".txt", "9a", 1,
    ],
    ["icd10cm", "fy2025", "2024-10-01", nil, 4, 3, 2, "ordre été.txt", nil, "9b", 0],
    ["icd10pcs", "fy2025", "2024-10-01", "2025-10-01", 1, 1, 1, "pcs.txt", nil, "9c", 9_000_000_000],
  ])

let codes = ExpectedTable(
  name: "code",
  columns: [
    "id", "system", "code", "display_code", "valid_from", "valid_to", "ordinal", "parent", "depth", "section",
    "billable", "short_title", "long_title", "trimester", "laterality", "release", "source_line",
    "valid_from_basis",
  ],
  rows: [
    [
      1, "icd10cm", "O343", "O34.3", "2023-10-01", "2024-10-01", 26708, nil, 0, "O30-O48", false,
      "Maternal care, \"cervical\"", "Maternal care for cervical incompetence", nil, nil, "fy2024", 1,
      "release",
    ],
    [
      2, "icd10cm", "O3432", "O34.32", "2023-10-01", "2024-10-01", 26711, "O343", 1, "O30-O48", true,
      "Mat care", "Maternal care for cervical insufficiency", "second", nil, "fy2024", 2, "release",
    ],
    [
      3, "icd10cm", "O343", "O34.3", "2024-10-01", nil, 26708, nil, 0, "O30-O48", false,
      "'; DROP TABLE code;",
      "back\\slash, \"quotes\" and a\nsecond line", nil, nil, "fy2025", 1, "release",
    ],
    [
      4, "icd10cm", "O3432", "O34.32", "2024-10-01", nil, 26711, "O343", 1, "O30-O48", true,
      "Ménière’s — 妊娠 🤰", "Maternal care for Ménière’s disease", "second", "bilateral", "fy2025", 2,
      "release",
    ],
    [
      5, "icd10cm", "O3433", "O34.33", "2024-10-01", nil, 0, "O343", 1, nil, true, "",
      "tab\there, bell\u{7}, CR LF\r\n, DEL\u{7F}, \u{2028}", "third", "left", "fy2025", 3, "release",
    ],
    [
      6, "icd10pcs", "0UVC7ZZ", "0UVC7ZZ", "2024-10-01", "2025-10-01", 15, nil, 0, nil, true, " blanks ",
      "Restriction of Cervix,Via Natural or Artificial Opening", nil, nil, "fy2025", 1, "release",
    ],
  ])

let rejected = ExpectedTable(
  name: "rejected",
  columns: ["system", "release", "file", "member", "line", "rule", "message", "text"],
  rows: [
    [
      "icd10cm", "fy2024", "2024.zip", "order, \"2024\".txt", 3, "flag",
      "expected 0 (header) or 1 (valid for submission), found '\"'", "26712 O3433   \" Mat,care\r",
    ],
    [
      "icd10cm", "fy2024", "2024.zip", "order, \"2024\".txt", 4, "blank-line",
      "expected a record, found a blank line", nil,
    ],
    [
      "icd10cm", "fy2025", "ordre été.txt", nil, 4, "control-character", "expected printable characters",
      "26713\u{1} Ménière",
    ],
  ])

/// The chapters and blocks are declared in the program; the tests of normalize look at their values.
let sectionColumns = ["system", "section", "kind", "number", "title", "parent"]

let smallCatalog = [codeSystems, releases, codes, rejected]

/// The products of the small catalog, emitted by the command from the files that validated releases leave.
struct Emitted {
  private let folder: TemporaryFolder
  var output: URL { folder.url.appending(path: "Outputs") }
  var database: URL { output.appending(path: "codeset.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    try writeStageFiles()
    for product in ["sqlite", "json", "csv"] { try emit(product) }
  }

  /// Emits one product of the releases that the arguments choose.
  func emit(_ product: String, _ choice: String...) throws {
    let arguments = ["emit", product, "--quiet", "--registry", "releases.csv", "--output", output.path]
    try run(codesetPath, arguments + choice, in: folder.url).succeeded()
  }

  /// Writes what normalize leaves of each release: its rows alone, numbered from 1, their end not yet known
  /// where only the next release tells it.
  private func writeStageFiles() throws {
    var registry = "system,release,effective,until,role,layout,file,member,sha256,url\n"
    for release in releases.rows {
      let (system, label) = (release[0], release[1])
      let isEndStated = system == "icd10pcs"
      registry +=
        [release[0], release[1], release[2], isEndStated ? release[3] : nil].map(\.inCSV)
        .joined(separator: ",") + ",codes,cms-order,\"\(release[7].inCSV)\",,,\n"
      let stage = output.appending(path: "stages/\(system.inCSV)/\(label.inCSV)/normalize")
      try FileManager.default.createDirectory(at: stage, withIntermediateDirectories: true)
      for var table in [releases, codes, rejected] {
        let (ofSystem, ofRelease) = (table.values(of: "system"), table.values(of: "release"))
        table.rows = table.rows.indices.filter { ofSystem[$0] == system && ofRelease[$0] == label }
          .map { table.rows[$0] }
        for position in table.rows.indices {
          if table.name == "code" { table.rows[position][0] = .integer(position + 1) }
          let end = ["code": 5, "release": 3][table.name]
          if let end, !isEndStated { table.rows[position][end] = nil }
        }
        let text = csvText(of: table)
        try Data(text.utf8).write(to: stage.appending(path: "\(table.name).csv"))
      }
    }
    try Data(registry.utf8).write(to: folder.url.appending(path: "releases.csv"))
  }
}

/// A table as CSV: text quoted, numbers not, nothing for null, lines end in LF.
func csvText(of table: ExpectedTable) -> String {
  func field(_ value: Value) -> String {
    guard case .text(let text) = value else { return value.inCSV }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
  let records = [table.columns.map { Value.text($0) }] + table.rows
  return records.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
}
