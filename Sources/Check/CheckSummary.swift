import CodeSetModel

/// What a check found in a whole table.
package struct CheckSummary {
  package var rowCount = 0
  package var counts: [CodeStatus: Int] = [:]
  /// How many fields for codes are blank.
  package var blankCount = 0
  /// By place of a code set: the latest day of its codes.
  var lastDays: [CalendarDay?]
  /// Of each code set with codes of days on which a newer release than those in the build was in force: that it was.
  package internal(set) var asOf: [(name: String, sentence: String)] = []
  private var byProblem: [Problem: Int] = [:]
  /// Whether there were more different problems than are counted one by one.
  package private(set) var isPartial = false

  package struct Problem: Hashable {
    package var status: CodeStatus
    /// The code as it should be written, or as it is; `nil`: the problem is the day, or the build.
    package var code: String?
    package var advice: String
  }

  /// How many different problems are counted one by one at the most.
  private static let mostProblems = 50_000

  /// - Parameter systemCount: of how many code sets the codes may be.
  init(systemCount: Int) {
    lastDays = Array(repeating: nil, count: systemCount)
  }

  package var codeCount: Int { counts.values.reduce(0, +) }
  package var problemCount: Int { codeCount - counts[.valid, default: 0] }

  mutating func add(_ status: CodeStatus, _ problem: @autoclosure () -> Problem) {
    counts[status, default: 0] += 1
    guard status != .valid else { return }
    let problem = problem()
    if byProblem.count < Self.mostProblems || byProblem[problem] != nil {
      byProblem[problem, default: 0] += 1
    } else {
      isPartial = true
    }
  }

  /// The commonest problems, each with how often it is met.
  package func commonest(_ limit: Int) -> [(problem: Problem, count: Int)] {
    let sorted = byProblem.sorted {
      ($1.value, $0.key.code ?? "", $0.key.advice, $0.key.status.rank)
        < ($0.value, $1.key.code ?? "", $1.key.advice, $1.key.status.rank)
    }
    return sorted.prefix(limit).map { ($0.key, $0.value) }
  }
}

extension CodeStatus {
  /// Whether it says something of the code itself, and not of its day or of the build alone.
  var isOfCode: Bool { self != .noDay && self != .notHeld }
}
