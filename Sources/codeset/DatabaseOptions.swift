import ArgumentParser
import CodeSetModel
import Files
import Foundation
import Lookup

/// Where the artifact is that a command reads.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The SQLite artifact. (default: the one that the environment names in CODESET_DATABASE, else "
        + "Outputs/codeset.sqlite)", valueName: "file"))
  var database: String?

  @Option(help: ArgumentHelp("Only this code set, e.g. icd10cm.", valueName: "id"))
  var system: String?

  @OptionGroup var verbosity: Verbosity

  /// The artifact's path: as it is named here, or in the environment, or where `codeset build` puts it.
  private var path: String {
    if let database { return database }
    let named = ProcessInfo.processInfo.environment["CODESET_DATABASE"] ?? ""
    return named.isEmpty ? "Outputs/codeset.sqlite" : named
  }

  /// Reads from the artifact.
  func read<Value>(_ body: (CodeDatabase) throws -> Value) throws(Failure) -> Value {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.inputOutput, "\(path): no such file; `codeset build` or `make` makes it")
    }
    do {
      let artifact = try CodeDatabase(path: path, today: Today.day)
      if let system { _ = try artifact.releases.heldReleases(of: system) }
      return try body(artifact)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be read as a codeset artifact: \(error)")
    }
  }
}

/// The day that counts as today: the environment's `CODESET_TODAY`, or that of the clock.
enum Today {
  static var day: CalendarDay {
    let named = ProcessInfo.processInfo.environment["CODESET_TODAY"].flatMap { CalendarDay($0) }
    return named ?? .today
  }
}

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(name: .customLong("format"), help: ArgumentHelp("text or json.", valueName: "format"))
  var named = OutputFormat.text

  @Flag(help: "The same as --format json.")
  var json = false

  var format: OutputFormat { json ? .json : named }
}

/// The day of which a question is asked.
struct DayOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("As of this day, e.g. 2020-05-01. (default: the newest release)", valueName: "date"))
  var on: CalendarDay?
}

extension CalendarDay: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension CodeDatabase {
  /// The sentence that the releases of a system do not cover a day; `nil` where they do.
  func notHeld(_ day: CalendarDay, of system: String) -> String? {
    let covered = coverage(of: system)
    guard !covered.contains(where: { $0.contains(day) }) else { return nil }
    return
      "no release of \(system) in this build is in force on \(day); its releases cover the days \(covered.text)"
  }

  /// The sentence that the releases of a system, or of any, do not cover a day; `nil` where one does.
  func notHeld(_ day: CalendarDay, system: String?) -> String? {
    let systems = releases.filter { system == nil || $0.system == system }.systems
    let sentences = systems.compactMap { notHeld(day, of: $0) }
    guard !systems.isEmpty, sentences.count == systems.count else { return nil }
    return sentences.joined(separator: "; ")
  }
}

extension [ValidityInterval] {
  /// `from 2015-10-01 until 2017-10-01 and from 2020-10-01`.
  var text: String {
    map { "from \($0.from)" + ($0.until.map { " until \($0)" } ?? "") }.joined(separator: " and ")
  }
}
