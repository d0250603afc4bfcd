import ArgumentParser
import CodeSetModel
import Lookup

/// What two releases differ in.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two releases of a code set.",
    discussion: """
      What is in force on the first day of each release is compared, not what happened in between. The first \
      release may be the later one: the differences then read backwards. In HCPCS, whose codes come and go within \
      a year, `codeset summary` counts more.

      EXAMPLES:
        codeset diff --system icd10cm fy2024 fy2025
        codeset diff --system icd10cm fy2016 fy2025 --format csv > changes.csv
      """)

  @Argument(help: "The release to compare from, e.g. fy2024.")
  var from: String

  @Argument(help: "The release to compare with, e.g. fy2025.")
  var to: String

  @OptionGroup var options: DatabaseOptions
  @OptionGroup var output: ListFormatOption

  func run() throws {
    let (first, second, differences) = try options.read { database in
      let held = try database.releases.heldReleases(of: options.system)
      let (first, second) = (try held.release(from), try held.release(to))
      return (first, second, try database.differences(from: first, to: second))
    }
    switch output.format {
    case .text: print(Self.text(differences, from: first, to: second))
    case .csv: print(csv(differences), terminator: "")
    case .json: print(array(differences))
    }
  }

  /// How many differences there are, and then each, by kind.
  private static func text(
    _ differences: [CodeDifference], from first: Release, to second: Release
  ) -> String {
    let kinds = Change.Kind.allCases.map { kind in (kind, differences.filter { $0.kind == kind }) }
      .filter { !$0.1.isEmpty }
    let counts = kinds.map { "\($1.count) \($0.text)" }
    let ends = [first, second].map { "\($0.label) (\($0.effective))" }
    let summary = counts.isEmpty ? "no differences" : counts.joined(separator: ", ")
    var lines = ["\(first.system) from \(ends[0]) to \(ends[1]): \(summary)"]
    for (kind, differences) in kinds {
      lines += ["", kind.text]
      for difference in differences {
        let name = difference.displayCode.padded(to: 10)
        let isSame = difference.old == difference.new
        if isSame, let title = difference.new { lines.append("  \(name)\(title)") }
        if !isSame, let old = difference.old { lines.append("- \(name)\(old)") }
        if !isSame, let new = difference.new { lines.append("+ \(name)\(new)") }
      }
    }
    return lines.map(printable).joined(separator: "\n")
  }
}

extension CodeDifference: TableRow {
  public static let table = Table(
    "difference", "What two releases differ in.",
    columns: [
      Column("code", .text, "the code, undotted"),
      Column("display_code", .text, "the code as people write it"),
      Column("kind", .text, vocabulary: Change.Kind.allCases.map(\.rawValue), "what differs"),
      Column("old", .text, optional: true, "the title in the first release; null: it lacks the code"),
      Column("new", .text, optional: true, "the title in the second release; null: it lacks the code"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(displayCode)
    sink.text(kind)
    sink.text(old)
    sink.text(new)
  }
}

extension Change.Kind {
  /// The kind for people, as it follows a number.
  var text: String {
    switch self {
    case .added: "added"
    case .removed: "removed"
    case .becameBillable: "became billable"
    case .becameHeader: "became a header"
    case .retitled: "retitled"
    case .shortRetitled: "with another short title"
    }
  }
}
