import CodeSetModel
import Lookup

extension [CrosswalkStep] {
  /// What a code maps to, a line each; the codes that are needed together below their scenario.
  var targetLines: [(name: String, text: String)] {
    var lines: [(name: String, text: String)] = []
    var scenario: (set: [String], number: Int)?
    for step in byScenario {
      let mapping = step.mapping
      guard mapping.isCombination else {
        lines.append((step.name, step.title + step.remark))
        continue
      }
      if scenario?.set != mapping.set || scenario?.number != mapping.scenario {
        scenario = (mapping.set, mapping.scenario)
        lines.append(("scenario \(mapping.scenario)", "one code of each list (\(step.origin))"))
      }
      lines.append(
        ("  list \(mapping.choiceList)  \(step.name)", step.title + (step.ended.map { " (\($0))" } ?? "")))
    }
    return lines.shortened
  }

  /// The mappings of each release to each code set, the codes that are needed together side by side.
  private var byScenario: [CrosswalkStep] {
    var sets: [[String]] = []
    for step in self where !sets.contains(step.mapping.set) { sets.append(step.mapping.set) }
    return sets.flatMap { set in
      filter { $0.mapping.set == set }.sorted { one, other in
        (one.mapping.scenario, one.mapping.choiceList, one.mapping.sourceLine)
          < (other.mapping.scenario, other.mapping.choiceList, other.mapping.sourceLine)
      }
    }
  }

  /// What maps to a code, a line each.
  var sourceLines: [(name: String, text: String)] {
    map { step in
      (step.name, step.title + step.remark + (step.mapping.isCombination ? ", together with others" : ""))
    }.shortened
  }
}

extension Crosswalk {
  /// Which mappings it is one of: scenarios are numbered within them.
  fileprivate var set: [String] { [release, targetSystem] }
}

extension CrosswalkStep {
  /// The code at the far end, with its code set: `icd9cm 649.73`.
  fileprivate var name: String {
    let code = system == mapping.targetSystem ? mapping.targetCode : mapping.sourceCode
    guard let code else { return system }
    return "\(system) \(self.code?.displayCode ?? CodeSystem(id: system)?.displayCode(code) ?? code)"
  }

  fileprivate var title: String {
    if system == mapping.targetSystem && mapping.targetCode == nil { return "no code, as the mappings say" }
    return code?.longTitle ?? "which no release in this build has"
  }

  /// How near the two codes come, and which release says so.
  fileprivate var origin: String {
    "\(mapping.isApproximate && mapping.targetCode != nil ? "approximate; " : "")\(mapping.release)"
  }

  /// What became of the code at the far end.
  fileprivate var ended: String? {
    end?.text(limit: 5) { CodeSystem(id: system)?.displayCode($0) ?? $0 }
  }

  fileprivate var remark: String { " (\([origin, ended].compactMap(\.self).joined(separator: "; ")))" }
}

extension [(name: String, text: String)] {
  /// The first lines, and how many more there are: one code may have a hundred.
  var shortened: Self {
    let limit = 20
    guard count > limit else { return self }
    return prefix(limit) + [("and \(count - limit) more", "")]
  }
}

extension CodeFlag {
  /// The flag for people, with the release that says so.
  var line: (name: String, text: String) {
    let meaning = flag == .poaExempt ? "exempt from present-on-admission reporting " : ""
    return (flag.rawValue, "\(meaning)(\(release))")
  }
}

extension CodeGroup {
  /// The group for people, with the release that says so.
  var line: (name: String, text: String) {
    ("\(grouping.rawValue) \(group)", "\(title.isEmpty ? "" : "\(title) ")(\(release))")
  }
}
