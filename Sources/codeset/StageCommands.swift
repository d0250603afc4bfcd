import ArgumentParser
import CodeSetModel
import History
import Ingest
import Normalize
import Validate

/// Stage 2: the canonical model.
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Stage 2: bring a release into the canonical model: hierarchy, billability, axes.")

  @Flag(help: "Print the words by which the axes are read, and stop.")
  var listVocabulary = false

  @OptionGroup var chosen: StageRelease
  @OptionGroup var options: FolderOptions

  func validate() throws {
    if !listVocabulary { _ = try chosen.expected(or: "--list-vocabulary") }
  }

  func run() throws {
    if listVocabulary {
      for row in vocabularyRows { print("\(row.kind)\t\(row.words)\t\(row.meaning)") }
      return
    }
    let (system, label) = try chosen.expected(or: "--list-vocabulary")
    let stages = options.stages
    try reportingDiagnostics(options.verbosity) {
      let ingested = try stages.readRelease("ingest", of: system, label)
      let records = try stages.read(OrderRecord.self, "ingest", of: system, label)
      let rejected = try stages.read(Rejected.self, "ingest", of: system, label)
      let hcpcs = try stages.read(HCPCSRecord.self, "ingest", of: system, label)
      let earlier = try stages.read(Diagnostic.self, "ingest", of: system, label)
      let entry = try options.releases(systems: [system], labels: [label])[0]
      var normalized = normalize(
        records, of: ingested, system: entry.system, rejected: rejected, hcpcs: hcpcs)
      normalized.add(try stages.companions(of: entry), of: entry.system)
      let findings = excuse(normalized.findings, of: ingested)
      var report = FindingsReport(verbosity: options.verbosity, folder: options.folder)
      // The notes are left to `validate`, which reports on the release as a whole.
      report.add(findings.filter { $0.severity != .note })
      try report.finish()
      try stages.write("normalize", of: system, label) { tables in
        tables.add(normalized.edition)
        tables.add(earlier + findings)
      }
    }
  }
}

/// Stage 4: every rule.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Stage 4: hold a release to every rule.",
    discussion: "A finding of severity error stops the build before anything is published.")

  @Flag(help: "Print every rule of every stage and stop.")
  var listRules = false

  @OptionGroup var chosen: StageRelease
  @OptionGroup var options: FolderOptions

  func validate() throws {
    if !listRules { _ = try chosen.expected(or: "--list-rules") }
  }

  func run() throws {
    if listRules {
      for (stage, rule) in allRules { print("\(stage)\t\(rule.id)\t\(rule.severity)\t\(rule.summary)") }
      return
    }
    let (system, label) = try chosen.expected(or: "--list-rules")
    let stages = options.stages
    try reportingDiagnostics(options.verbosity) {
      let edition = try stages.readEdition(of: system, label)
      let earlier = try stages.read(Diagnostic.self, "normalize", of: system, label)
      let findings = judge(edition, found: Validate.validate(edition), earlier: earlier)
      var report = FindingsReport(verbosity: options.verbosity, folder: options.folder)
      let ofNormalize = Set(normalizeRules.map(\.id))
      report.add(earlier.filter { $0.severity == .note && ofNormalize.contains($0.rule) } + findings)
      try report.finish()
      try stages.write("validate", of: system, label) { $0.add(earlier + findings) }
    }
  }
}

/// The release of a stage that can also print a list instead.
struct StageRelease: ParsableArguments {
  @Argument(help: "The code set, e.g. icd10cm.")
  var system: String?

  @Argument(help: "The release's label, e.g. fy2025.")
  var release: String?

  /// - Throws: wrong usage, where there is none.
  func expected(or flag: String) throws -> (system: String, label: String) {
    guard let system, let release else {
      throw ValidationError("Missing expected arguments '<system> <release>' (or '\(flag)').")
    }
    return (system, release)
  }
}

/// The findings of validation, known faults excused, and those exemptions that cover nothing.
///
/// - Parameter found: what `validate` found.
func judge(_ edition: Edition, found: [Diagnostic], earlier: [Diagnostic]) -> [Diagnostic] {
  let findings = excuse(found, of: edition.release)
  return findings
    + unusedExemptions(
      in: earlier + findings, of: edition.release, from: ingestRules + normalizeRules + validateRules)
}

/// Every rule, by the stage that checks it.
let allRules: [(stage: String, rule: Rule)] =
  (Registry.rules + FetchList.rules).map { ("registry", $0) } + ingestRules.map { ("ingest", $0) }
  + normalizeRules.map { ("normalize", $0) } + historyRules.map { ("history", $0) }
  + (validateRules + rulesAcrossCodeSets).map { ("validate", $0) }

/// Runs a stage; a file between the stages that is not what it should be is a finding like any other.
func reportingDiagnostics(_ verbosity: Verbosity, _ body: () throws -> Void) throws {
  do {
    try body()
  } catch let finding as Diagnostic {
    var report = FindingsReport(verbosity: verbosity)
    report.add([finding])
    try report.finish()
  }
}
