import Foundation
import TestSupport
import Testing

/// What a registry says is data for make, and never a rule.
@Suite struct MakefileTests {
  /// A file of a registry, and what is made by the command in it, were it run.
  static let commands = [
    "a.txt; touch PWNED", "a.txt | b.txt", "a=b.txt", "a%.txt", "$(shell touch PWNED)", "$$(touch PWNED)",
    "a b.txt", "a#b.txt", "a:b.txt", "a\\b.txt", "a*.txt", "a(b).txt", "a?[b].txt", "'`touch PWNED`'.txt",
    "~a.txt",
  ]

  @Test(arguments: commands)
  func aFileMayHaveAnyNameAndRunsNothing(_ name: String) throws {
    let sample = try HistorySample()
    let codes = sample.url.appending(path: name)
    try FileManager.default.copyItem(
      at: project.appending(path: "Inputs/sample/icd10pcs_order_sample.txt"), to: codes)
    try write("icd10pcs,sample,2024-10-01,,codes,cms-order,\"\(name)\",,,", in: sample)
    let products = sample.output.appending(path: "json/index.json").path
    for options in [["-n"], []] {
      let outcome = try sample.make(options + [products])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try sample.make([products]).output.contains("ingest") == false)
    // Another file of this name is read again.
    let text = try Data(contentsOf: codes)
    try text.write(to: codes)
    #expect(try sample.make([products]).succeeded().output.contains("ingest icd10pcs sample"))
    #expect(try sample.pwned() == [])
  }

  @Test(
    arguments: [
      "system", "release", "effective", "until", "role", "layout", "file", "member", "sha256", "url",
    ],
    ["\n", "\t", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}"])
  func aControlCharacterIsAFinding(in column: String, _ character: String) throws {
    let sample = try HistorySample()
    let columns = [
      "system", "release", "effective", "until", "role", "layout", "file", "member", "sha256", "url",
    ]
    let values = [
      "icd10pcs", "sample", "2024-10-01", "2025-10-01", "codes", "cms-order", "a.txt", "m", "0", "u",
    ]
    let fields = zip(columns, values).map { name, value in
      name == column ? "\"\(value)\(character)X!=touch\tPWNED\n\"" : value
    }
    try write(fields.joined(separator: ","), in: sample)
    let code = String(character.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
    let finding =
      "history.csv:2: error: expected the \(column) without control characters, found U+"
      + String(repeating: "0", count: 4 - code.count) + code + " [registry]"
    for command in ["build", "depend", "fetch"] {
      let outcome = try sample.codeset(command)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(finding), "\(command): \(outcome.errors)")
    }
    #expect(try sample.make(["-n"]).status != 0)
    #expect(try sample.pwned() == [])
  }

  @Test(arguments: [
    "a;b", "a|b", "a=b", "a%b", "a$b", "a#b", "a:b", "a\\b", "a b", "a\tb", "a\nb", "a'b", "a`b`", "a*b", "",
  ])
  func oddPathsAreRefused(_ path: String) throws {
    let sample = try HistorySample()
    for variable in ["OUTPUT", "REGISTRY"] {
      let outcome = try sample.make(["-n", "\(variable)=\(path)"])
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(variable), "\(outcome.errors)")
      #expect(outcome.output == "")
    }
  }

  private func write(_ row: String, in sample: HistorySample) throws {
    let header = "system,release,effective,until,role,layout,file,member,sha256,url\n"
    try Data("\(header)\(row)\n".utf8).write(to: sample.registry)
  }
}

extension HistorySample {
  fileprivate func make(_ arguments: [String]) throws -> Outcome {
    try TestSupport.make(arguments, registry: registry, output: output)
  }

  /// What a command has made that was in the registry.
  fileprivate func pwned() throws -> [String] {
    try [url, project].flatMap { try FileManager.default.contentsOfDirectory(atPath: $0.path) }
      .filter { $0 == "PWNED" }
  }
}
