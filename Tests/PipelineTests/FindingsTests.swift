import Foundation
import TestSupport
import Testing

/// What becomes of the findings of a run: counted or printed, written to a file, or taken for errors.
@Suite struct FindingsTests {
  private struct Line: Decodable, Equatable {
    var severity, rule, message: String
    var file: String?
    var line, column: Int?
  }

  private func lines(of file: URL) throws -> [Line] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test func notesAreCounted() throws {
    let sample = try Sample()
    let line = "codeset: \(holesOfTheSample.count) notes; --notes prints them"
    #expect(try sample.codeset("build").succeeded().errorLines == [line])
    #expect(try sample.codeset("build", "--notes").succeeded().errorLines == holesOfTheSample)
    #expect(try sample.codeset("build", "--notes", "--quiet").succeeded().errorLines == [])
    try sample.codeset("ingest", "icd10cm", "sample").succeeded()
    try sample.codeset("normalize", "icd10cm", "sample").succeeded()
    #expect(try sample.codeset("validate", "icd10cm", "sample").succeeded().errorLines == [line])
  }

  /// Whether they are printed or not, and of a stage as of a build; what the file held before is gone.
  @Test func theFileHasEveryFinding() throws {
    let sample = try Sample()
    let file = sample.url.appending(path: "findings.jsonl")
    try Data("of another run\n".utf8).write(to: file)
    try sample.codeset("build", "--quiet", "--findings", "findings.jsonl").succeeded()
    let found = try lines(of: file)
    #expect(
      found.map { "\($0.file ?? ""):\($0.line ?? 0): \($0.severity): \($0.message) [\($0.rule)]" }
        == holesOfTheSample)
    try sample.codeset("ingest", "icd10cm", "sample", "--findings", "findings.jsonl").succeeded()
    #expect(try lines(of: file) == [])
  }

  @Test func theFileIsWrittenWhenTheBuildFails() throws {
    let sample = try Sample()
    try sample.register(file: "icd10cm_order_sample.txt")
    var order = try SampleOrderFile(of: sample)
    order.overwrite(column: 15, with: "2")
    try order.write()
    let file = sample.url.appending(path: "findings.jsonl")
    for command in [["build"], ["ingest", "icd10cm", "sample"]] {
      try? FileManager.default.removeItem(at: file)
      let outcome = try sample.codeset(command + ["--findings", "findings.jsonl"])
      #expect(outcome.status == 1)
      #expect(
        try lines(of: file).filter { $0.severity == "error" } == [
          Line(
            severity: "error", rule: "flag",
            message: "expected 0 (header) or 1 (valid for submission), found '2'",
            file: "Inputs/sample/icd10cm_order_sample.txt", line: 162, column: 15)
        ])
    }
  }

  @Test func aFileThatCannotBeWrittenIsStatusThree() throws {
    let sample = try Sample()
    let outcome = try sample.codeset("build", "--findings", "nowhere/findings.jsonl")
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("codeset: nowhere/findings.jsonl: cannot be written: "))
    #expect(!FileManager.default.fileExists(atPath: sample.database.path))
  }

  /// HCPCS prints doubled blanks, which are warnings; the sample of ICD-10 has notes alone.
  @Test func strictTakesWarningsForErrors() throws {
    let hcpcs = try HCPCSSample()
    let arguments = ["build", "--registry", "hcpcs.csv", "--output", "strict"]
    let outcome = try hcpcs.codeset(arguments + ["--strict"])
    #expect(outcome.status == 1)
    #expect(!outcome.errors.contains(": warning: "))
    #expect(outcome.errors.contains(": error: expected single blanks between words, "))
    #expect(outcome.errors.hasSuffix(" errors; nothing was published\n"), "\(outcome.errors)")
    let database = hcpcs.url.appending(path: "strict/codeset.sqlite")
    #expect(!FileManager.default.fileExists(atPath: database.path))
    try hcpcs.codeset(arguments).succeeded()
    #expect(FileManager.default.fileExists(atPath: database.path))
    try Sample().codeset("build", "--strict").succeeded()
    let stage = ["ingest", "hcpcs", "2018", "--registry", "hcpcs.csv", "--output", "stages"]
    #expect(try hcpcs.codeset(stage + ["--strict"]).status == 1)
    #expect(try hcpcs.codeset(stage).status == 0)
  }
}
