import ArgumentParser
import CodeSetModel
import Files
import Lookup

/// What is known of one code.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Show a code, or a block: its axes, what is above it, its family.",
    discussion: """
      EXAMPLES:
        codeset lookup O34.32
        codeset lookup o3432 --format json
        codeset lookup O34.32 --pivot trimester=third   the same, third trimester
        codeset lookup S42.001A --pivot laterality=left
        codeset lookup U07.1 --on 2020-05-01            what was in force that day
        codeset lookup A00.0 O34.32 --brief             several codes, a line each
        codeset lookup @codes.txt --json                those of a file, a JSON object on a line each
        codeset lookup - < codes.txt                    those of standard input
        codeset lookup O30-O48                          a block, its chapter and its categories
      """)

  @Argument(
    help: ArgumentHelp(
      "The codes, in any case, without the dot or with it; or chapters and blocks, as in O30-O48. "
        + "@FILE: those on the lines of a file; -: those on the lines of standard input."))
  var codes: [String]

  @Option(
    help: ArgumentHelp(
      "Show instead the code that differs on this axis alone. Where a title has two values on an axis, "
        + "its role is named too, as in trimester:labor=second.", valueName: "axis=value"))
  var pivot: PivotTo?

  @Flag(help: "A line for each code: the code and its title.")
  var brief = false

  @OptionGroup var day: DayOption
  @OptionGroup var options: DatabaseOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    for code in codes where code.utf8.count > Limit.code {
      throw ValidationError("expected a code of at most \(Limit.code) characters, found \(code.utf8.count)")
    }
  }

  func run() throws {
    let typed = try TypedCodes(codes)
    let (answers, names) = try options.read { database in
      (try typed.codes.map { try answer(to: $0, in: database) }, try SystemNames(database, on: day.on))
    }
    let found = answers.flatMap(\.found)
    if !found.isEmpty {
      switch output.format {
      case .text where brief: print(found.map { $0.brief }.joined(separator: "\n"))
      case .text: print(found.map { $0.text(names) }.joined(separator: "\n\n"))
      case .json where brief || typed.areListed: print(found.map(\.json).joined(separator: "\n"))
      case .json: print(array(found))
      }
    }
    let absences = answers.compactMap(\.absence)
    for absence in absences { printError("codeset: \(absence)") }
    guard absences.isEmpty else { throw ExitCode(Failure.Cause.notFound.exitStatus) }
  }

  /// What is printed of one text: what it means, or that it means nothing.
  private struct Answer {
    var found: [Found] = []
    var absence: String?
  }

  private enum Found: JSONRecord {
    case code(CodeRecord)
    case section(SectionRecord)

    func text(_ names: SystemNames) -> String {
      switch self {
      case .code(let record): record.text(naming: names[record.code.system])
      case .section(let record): record.text(naming: names[record.section.system])
      }
    }

    /// One line: `A00.0  Cholera, old form (retired 2021-10-01)`.
    var brief: String {
      switch self {
      case .code(let record): record.brief
      case .section(let record): record.section.section.padded(to: 10) + record.section.title
      }
    }

    func append(to text: inout JSONText) {
      switch self {
      case .code(let record): record.append(to: &text)
      case .section(let record): record.append(to: &text)
      }
    }
  }

  private func answer(to written: String, in database: CodeDatabase) throws -> Answer {
    switch try database.meaning(of: written, system: options.system, on: day.on) {
    case .sections(let sections):
      if let day = day.on {
        let sentences = sections.compactMap { database.notHeld(day, of: $0.section.system) }
        if sentences.count == sections.count { return Answer(absence: sentences.joined(separator: "; ")) }
      }
      return Answer(found: sections.map(Found.section))
    case .codes(let histories):
      var records = try database.records(for: written, system: options.system, on: day.on)
      guard !records.isEmpty else { return Answer(absence: absence(of: histories, in: database)) }
      do {
        if let pivot { records = try records.flatMap { try self.records($0, after: pivot, in: database) } }
      } catch let failure as Failure {
        return Answer(absence: failure.message)
      }
      return Answer(found: endedLast(records, try database.endedSystems(by: day.on)).map(Found.code))
    case .unknown(let suggestions):
      if let day = day.on, let sentence = database.notHeld(day, system: options.system) {
        return Answer(absence: sentence)
      }
      let systems = try database.systems()
      return Answer(absence: suggestions.sentence(naming: systems.count > 1 ? systems : []))
    }
  }

  /// The records, those of code sets that have ended after the others.
  private func endedLast(_ records: [CodeRecord], _ ended: [String: CalendarDay]) -> [CodeRecord] {
    records.filter { ended[$0.code.system] == nil } + records.filter { ended[$0.code.system] != nil }
  }

  /// Why a code has no record on the day: it was not in force, or the day lies outside the releases.
  private func absence(of histories: [CodeHistory], in database: CodeDatabase) -> String {
    guard let day = day.on else { return "" }
    let sentences = histories.map { history in
      // What the publisher states of the days needs no release of that day.
      history.isStated
        ? history.notInForce(on: day)
        : history.notKnown(on: day) ?? database.notHeld(day, of: history.system)
          ?? history.notInForce(on: day)
    }
    return sentences.joined(separator: "; ")
  }

  /// The records of the codes to which a pivot leads.
  private func records(
    _ record: CodeRecord, after pivot: PivotTo, in database: CodeDatabase
  ) throws -> [CodeRecord] {
    let code = record.code
    if record.has(pivot.value, on: pivot.axis) { return [record] }
    let targets = try database.pivots(from: code, axis: pivot.axis, to: pivot.value, on: record.day)
    guard !targets.isEmpty else {
      let has = code.axes[pivot.axis.axis].map { "\(pivot.axis.axis) \($0)" } ?? "no \(pivot.axis.axis)"
      throw Failure(
        .notFound,
        "\(code.displayCode) \(code.longTitle) has \(has); \(pivot.axis) \(pivot.value): "
          + "no counterpart in this release")
    }
    return try targets.flatMap { target in
      try database.records(for: target.code, system: target.system, on: record.day)
    }
  }
}

/// The axis and the value to which a pivot leads: `trimester=third`.
struct PivotTo: ExpressibleByArgument {
  var axis: FamilyAxis
  var value: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let axis = FamilyAxis(parts[0]), axis.axis.vocabulary.contains(parts[1]),
      axis.role.isEmpty || axis.axis.roles.contains(axis.role)
    else { return nil }
    self.axis = axis
    value = parts[1]
  }

  static let allValueStrings = Axis.allCases.flatMap { axis in
    axis.vocabulary.map { "\(axis.rawValue)=\($0)" }
  }
}
