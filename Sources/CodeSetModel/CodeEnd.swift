/// How a code ceased to be valid for submission after mappings to it were published.
public struct CodeEnd: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    /// No longer in force.
    case retired
    /// In force as a header above other codes.
    case header
  }

  public var state: State
  /// The first day on which it is no longer valid for submission; `nil` for a header that never was.
  public var day: CalendarDay?
  /// Whether it may have ceased to be earlier: nothing is known of the release before that day.
  public var isAtTheLatest = false
  /// The codes valid for submission that have its content since, undotted, by the conversion tables.
  public var successors: [String]

  package init(_ state: State, day: CalendarDay?, atTheLatest: Bool = false, successors: [String]) {
    self.state = state
    self.day = day
    isAtTheLatest = atTheLatest
    self.successors = successors
  }

  /// What became of the code, for people: `retired 2019-10-01; became H81.4`.
  ///
  /// - Parameters:
  ///   - limit: how many successors are named at the most.
  ///   - display: a code as people write it.
  public func text(limit: Int = .max, display: (String) -> String) -> String {
    let since = day.map { state == .header ? " since \($0)" : " \($0)" } ?? ""
    let ended = (state == .header ? "a header" : "retired") + since + (isAtTheLatest ? " at the latest" : "")
    guard !successors.isEmpty else { return ended }
    let more = successors.count > limit ? " and \(successors.count - limit) more" : ""
    return "\(ended); became \(successors.prefix(limit).map(display).joined(separator: ", "))\(more)"
  }
}

/// A mapping with what became of its target, as it is in JSON.
public struct CrosswalkWithEnd: TableRow {
  public var mapping: Crosswalk
  /// `nil`: the target is valid for submission, or nothing is known of it.
  public var end: CodeEnd?

  package init(_ mapping: Crosswalk, end: CodeEnd?) {
    self.mapping = mapping
    self.end = end
  }

  public static let table = Table(
    Crosswalk.table.name, Crosswalk.table.meaning,
    columns: Crosswalk.table.columns + [
      Column(
        "target_state", .text, optional: true, vocabulary: CodeEnd.State.allCases.map(\.rawValue),
        "what the target has become: no longer in force, or a header"),
      Column("target_ended", .date, optional: true, "the first day on which it is no longer valid"),
      Column(
        "target_became", .text, optional: true,
        "the codes that have its content since, undotted, separated by blanks"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    mapping.write(to: &sink)
    sink.text(end?.state)
    sink.day(end?.day)
    let successors = end?.successors ?? []
    sink.text(successors.isEmpty ? nil : successors.joined(separator: " "))
  }
}
