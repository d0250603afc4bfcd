import ArgumentParser
import CodeSetModel
import Pipeline

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
      for row in axisVocabulary { print("\(row.kind)\t\(row.words)\t\(row.meaning)") }
      return
    }
    let (system, label) = try chosen.expected(or: "--list-vocabulary")
    try options.report { try options.stages().normalize(system, label) }
  }
}

/// Stage 3: every rule.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Stage 3: hold a release to every rule.",
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
    try options.report { try options.stages().validate(system, label) }
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
