import CodeSetModel

/// What a text that a person typed for a code means in an artifact.
public enum TypedCodeMeaning: Sendable {
  /// A code, in each code set that ever had it.
  case codes([CodeHistory])
  /// A chapter or a block.
  case sections([SectionRecord])
  /// Neither; and what may have been meant.
  case unknown(CodeSuggestions)
}

extension CodeDatabase {
  /// What a typed text means.
  ///
  /// - Parameters:
  ///   - system: only in this code set; `nil`: in all.
  ///   - day: the day on which categories and suggestions are in force; `nil`: as of the newest release.
  public func meaning(
    of written: String, system: String?, on day: CalendarDay? = nil
  ) throws -> TypedCodeMeaning {
    let histories = try histories(of: written, system: system)
    guard histories.isEmpty else { return .codes(histories) }
    let typed = TypedCode(written)
    let sections = try sections(named: typed, system: system, on: day)
    guard sections.isEmpty else { return .sections(sections) }
    return .unknown(try suggestions(for: typed, system: system, on: day))
  }
}
