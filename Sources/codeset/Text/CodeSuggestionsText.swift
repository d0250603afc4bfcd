import CodeSetModel
import Lookup

extension CodeSuggestions {
  /// That there is no such code, and what may have been meant.
  func sentence(naming systems: [CodeSystem]) -> String {
    let kind = typed.isOpen ? "no header" : "no code"
    var parts = ["\(kind) \(typed.text)"]
    if !absentSystems.isEmpty {
      parts.append(
        "it is formed like a code of \(absentSystems.joined(separator: " or ")), which is not in this build")
    }
    parts += formedSystems.map { "it is formed like a code of \($0.name), \($0.asOf)" }
    parts +=
      sections.isEmpty
      ? [] : ["near it: \(sections.map { "\($0.section) \($0.title)" }.joined(separator: ", "))"]
    parts += nearMisses.map { $0.text(naming: systems) }
    return parts.joined(separator: "; ")
  }
}

extension NearMiss {
  fileprivate func text(naming systems: [CodeSystem]) -> String {
    let named = codes.map { code in
      let system = systems.first { $0.id == code.system }.map { " (\($0.name))" } ?? ""
      return (
        text: reason == .below ? code.displayCode : "\(code.displayCode) \(code.longTitle)", system: system
      )
    }
    // Of codes below a text, each code set is named once, and where there are several.
    let isNamed = reason != .below || Set(named.map(\.system)).count > 1
    let names = named.enumerated().map { place, each in
      let isLast = reason != .below || named.dropFirst(place + 1).first?.system != each.system
      return each.text + (isNamed && isLast ? each.system : "")
    }
    let more = count > codes.count ? " and \(count - codes.count) more" : ""
    return "\(reason.text): \(names.joined(separator: ", "))\(more)"
  }
}

extension NearMiss.Reason {
  fileprivate var text: String {
    switch self {
    case .withoutDot: "without the dot"
    case .below: "below it"
    case .placeholderMissing: "with the placeholder X"
    case .placeholderTooMany: "without the X"
    case .leadingZeros: "with its leading zero"
    case .lookalike: "with letters and digits that look alike exchanged"
    case .above: "above it"
    }
  }
}
