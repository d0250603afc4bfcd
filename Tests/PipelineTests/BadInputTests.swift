import Foundation
import TestSupport
import Testing

/// A fault of line 162 of the order file, and the finding that names it.
struct SpoiledLine: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var column: Int?
  var rule: String
  var message: String
  var spoil: @Sendable (inout SampleOrderFile) -> Void

  init(
    _ description: String, column: Int?, _ rule: String, _ message: String,
    spoil: @escaping @Sendable (inout SampleOrderFile) -> Void
  ) {
    testDescription = description
    self.column = column
    self.rule = rule
    self.message = message
    self.spoil = spoil
  }
}

/// Each bad line through the command: the message, the exit status, the old products intact.
@Suite struct BadInputTests {
  static let lines = [
    SpoiledLine("too short", column: 41, "line-length", "expected at least 78 columns, found 40") {
      $0.line162 = String($0.line162.prefix(40))
    },
    SpoiledLine("ends before the long title", column: 78, "line-length", "found 77") {
      $0.line162 = String($0.line162.prefix(77))
    },
    SpoiledLine("flag 2", column: 15, "flag", "expected 0 (header) or 1 (valid for submission), found '2'") {
      $0.overwrite(column: 15, with: "2")
    },
    SpoiledLine("no flag", column: 15, "flag", "found ' '") { $0.overwrite(column: 15, with: " ") },
    SpoiledLine("no code", column: 7, "code-form", "found blanks") {
      $0.overwrite(column: 7, with: "       ")
    },
    SpoiledLine("code in small letters", column: 7, "code-form", "found 'o3432'") {
      $0.overwrite(column: 7, with: "o3432")
    },
    SpoiledLine("code with its dot", column: 7, "code-form", "found 'O34.32'") {
      $0.overwrite(column: 7, with: "O34.32")
    },
    SpoiledLine("code with a blank in it", column: 7, "code-form", "found 'O34 2'") {
      $0.overwrite(column: 7, with: "O34 2")
    },
    SpoiledLine("code of two characters", column: 7, "code-form", "found 'O3'") {
      $0.overwrite(column: 7, with: "O3   ")
    },
    SpoiledLine("duplicate", column: 7, "duplicate-code", "the first is on line 161") {
      $0.overwrite(column: 7, with: "O3431")
    },
    SpoiledLine("control character", column: 20, "control-character", "found the control character U+0007") {
      $0.overwrite(column: 20, with: "\u{7}")
    },
    SpoiledLine("control character of Windows-1252", column: 90, "control-character", "U+0081") {
      $0.overwrite(column: 90, with: "\u{81}")
    },
    SpoiledLine("tab in the titles", column: 30, "tab", "found a tab") {
      $0.overwrite(column: 30, with: "\t")
    },
    SpoiledLine("tab between the columns", column: 14, "tab", "found a tab") {
      $0.overwrite(column: 14, with: "\t")
    },
    SpoiledLine("no short title", column: 17, "empty-title", "expected a short title, found blanks") {
      $0.overwrite(column: 17, with: String(repeating: " ", count: 60))
    },
    SpoiledLine("no long title", column: 78, "empty-title", "expected a long title, found blanks") {
      $0.line162 = $0.line162.prefix(77) + " "
    },
    SpoiledLine("letters in the order number", column: 1, "order-number", "found '0O162'") {
      $0.overwrite(column: 1, with: "0O162")
    },
    SpoiledLine("shifted by one column", column: 6, "column-gap", "expected a blank between two fields") {
      $0.line162 = "0" + $0.line162
    },
    SpoiledLine("order number of the line before", column: nil, "ascending-order", "found 161") {
      $0.overwrite(column: 1, with: "00161")
    },
    SpoiledLine("a header without codes below it", column: nil, "billable-leaf", "found none") {
      $0.overwrite(column: 15, with: "0")
    },
  ]

  @Test(arguments: lines)
  func aSpoiledLineIsOneFinding(_ fault: SpoiledLine) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try sample.register(file: "icd10cm_order_sample.txt")
    var lines = try SampleOrderFile(of: sample)
    fault.spoil(&lines)
    try lines.write()
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    let place = "Inputs/sample/icd10cm_order_sample.txt:162" + (fault.column.map { ":\($0)" } ?? "")
    let errors = outcome.errorLines.filter { !$0.hasSuffix(" notes; --notes prints them") }
    #expect(errors.count == 2, "\(outcome.errors)")
    #expect(errors.first?.hasPrefix("\(place): error: ") == true, "\(outcome.errors)")
    #expect(errors.first?.hasSuffix(" [\(fault.rule)]") == true, "\(outcome.errors)")
    #expect(errors.first?.contains(fault.message) == true, "\(outcome.errors)")
    #expect(errors.last == "codeset: 1 error; nothing was published")
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test func everyFindingOfARunIsReported() throws {
    let sample = try Sample.built()
    try sample.register(file: "icd10cm_order_sample.txt")
    var lines = try SampleOrderFile(of: sample)
    lines.overwrite(column: 15, with: "2")
    lines.texts[3] = String(lines.texts[3].prefix(40))
    try lines.write()
    let outcome = try sample.codeset("build", "--quiet")
    #expect(outcome.status == 1)
    let file = "Inputs/sample/icd10cm_order_sample.txt"
    #expect(
      outcome.errorLines == [
        "\(file):4:41: error: expected at least 78 columns, found 40 [line-length]",
        "\(file):162:15: error: expected 0 (header) or 1 (valid for submission), found '2' [flag]",
        "codeset: 2 errors; nothing was published",
      ])
  }
}
