import ArgumentParser
import CodeSetModel
import Files
import Lookup

/// What is known of one code.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Show a code: its axes, what stands above it, its family.",
    discussion: """
      EXAMPLES:
        codeset lookup O34.32
        codeset lookup o3432 --format json
        codeset lookup O34.32 --pivot trimester=third   the same, third trimester
        codeset lookup S42.001A --pivot laterality=left
        codeset lookup U07.1 --on 2020-05-01            what was in force that day
      """)

  @Argument(help: "The code, with or without its dot, in any case.")
  var code: String

  @Option(
    help: ArgumentHelp(
      "Show instead the code that differs on this axis alone. Where a title has two values on an axis, "
        + "its role is named too, as in trimester:labor=second.", valueName: "axis=value"))
  var pivot: PivotTo?

  @OptionGroup var day: DayOption
  @OptionGroup var options: DatabaseOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard code.utf8.count <= Limit.code else {
      throw ValidationError("expected a code of at most \(Limit.code) characters, found \(code.utf8.count)")
    }
  }

  func run() throws {
    var records = try options.read { try $0.records(for: code, system: options.system, on: day.text) }
    guard !records.isEmpty else { throw try absence() }
    if let pivot { records = try records.flatMap { try self.records($0, after: pivot) } }
    switch output.format {
    case .text: print(records.map(\.text).joined(separator: "\n\n"))
    case .json: print("[\n" + records.map(\.json).joined(separator: ",\n") + "\n]")
    }
  }

  /// Why there is no record: the code was not in force, the day lies outside the releases, or there is no
  /// such code at all.
  private func absence() throws -> Failure {
    try options.read { database in
      if let day = day.text {
        let histories = try database.histories(of: code, system: options.system)
        if !histories.isEmpty {
          let sentences = histories.map { history in
            // What the publisher states of the days needs no release of that day.
            history.isStated
              ? history.notInForce(on: day)
              : database.notHeld(day, of: history.system) ?? history.notInForce(on: day)
          }
          return Failure(.notFound, sentences.joined(separator: "; "))
        }
        if let sentence = database.notHeld(day, system: options.system) {
          return Failure(.notFound, sentence)
        }
      }
      let nearest = try database.nearest(to: code, system: options.system, on: day.text)
      let names = nearest.map { "\($0.displayCode) \($0.longTitle)" }.joined(separator: ", ")
      return Failure(
        .notFound, "no code \(code)" + (names.isEmpty ? "" : "; the nearest that exists is \(names)"))
    }
  }

  /// The records of the codes to which a pivot leads.
  private func records(_ record: CodeRecord, after pivot: PivotTo) throws -> [CodeRecord] {
    let code = record.code
    if record.has(pivot.value, on: pivot.axis) { return [record] }
    let targets = try options.read {
      try $0.pivots(from: code, axis: pivot.axis, to: pivot.value, on: record.day)
    }
    guard !targets.isEmpty else {
      let has = code.axes[pivot.axis.axis].map { "\(pivot.axis.axis) \($0)" } ?? "no \(pivot.axis.axis)"
      throw Failure(
        .notFound,
        "\(code.displayCode) \(code.longTitle) has \(has); \(pivot.axis) \(pivot.value): "
          + "no counterpart in this release")
    }
    return try targets.flatMap { target in
      try options.read { try $0.records(for: target.code, system: target.system, on: record.day) }
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
