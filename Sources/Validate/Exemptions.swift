import CodeSetModel

/// A known fault of published releases, and the ground on which it is accepted.
///
/// A finding that an exemption covers becomes a note. An exemption that covers nothing is itself an error,
/// so that the list cannot outlive the faults.
package struct Exemption: Sendable {
  package var system: String
  package var releases: [String]
  package var rule: String
  /// The codes that have the fault; none where the file as a whole has it.
  package var codes: [String]
  /// How many codes of a file have it, where they are too many to be named; `nil`: those in `codes`.
  package var count: Int?
  /// Why the fault is accepted, with its source.
  package var reason: String

  package init(
    system: String, releases: [String], rule: String, codes: [String] = [], count: Int? = nil, reason: String
  ) {
    self.system = system
    self.releases = releases
    self.rule = rule
    self.codes = codes
    self.count = count
    self.reason = reason
  }

  /// Whether it is about a code, or about the file as a whole.
  fileprivate func covers(_ code: String?) -> Bool {
    if count != nil { return code != nil }
    return code.map(codes.contains) ?? codes.isEmpty
  }
}

extension Rule {
  static let unusedExemption = Rule(
    "unused-exemption", .error, "Every exemption covers a finding of its release.")
}

/// Whether the file of a release is the one in which its known faults were seen. Another file of the same label, such
/// as an extract or a corrected edition, is checked by every rule; but it may be the same text in another zip, and what
/// is an error is excused in a code that is named.
private func isFaultyFile(of release: Release) -> Bool {
  faultyFiles["\(release.system) \(release.label)"] == release.sha256
}

/// Turns the findings that an exemption covers into notes that give the reason.
package func excuse(
  _ findings: [Diagnostic], of release: Release, exemptions: [Exemption]? = nil
) -> [Diagnostic] {
  let isFaultyFile = isFaultyFile(of: release)
  let own = (exemptions ?? knownFaults).filter {
    $0.system == release.system && $0.releases.contains(release.label)
  }
  return findings.map { finding in
    guard let exemption = own.first(where: { $0.rule == finding.rule && $0.covers(finding.code) }),
      isFaultyFile || exemptions != nil || finding.severity == .error && !exemption.codes.isEmpty
    else { return finding }
    var excused = finding
    excused.severity = .note
    excused.message += "; exempt: \(exemption.reason)"
    return excused
  }
}

extension Exemption {
  fileprivate func miscounted(_ found: Int, in release: Release) -> Diagnostic {
    Rule.unusedExemption.finding(
      "expected \(count ?? 0) findings of \(rule) in \(release.system) \(release.label), found \(found)")
  }
}

/// The exemptions of a release that cover none of its findings, as findings.
///
/// - Parameter rules: the rules that were checked; exemptions from others are left alone.
package func unusedExemptions(
  in findings: [Diagnostic], of release: Release, from rules: [Rule], exemptions: [Exemption]? = nil
) -> [Diagnostic] {
  let covered = Set(findings.map { [$0.rule, $0.code] })
  return (exemptions ?? (isFaultyFile(of: release) ? knownFaults : [])).filter {
    exemption in
    exemption.system == release.system && exemption.releases.contains(release.label)
      && rules.contains { $0.id == exemption.rule }
  }
  .flatMap { exemption in
    if let count = exemption.count {
      let found = findings.count { $0.rule == exemption.rule }
      return found == count ? [] : [exemption.miscounted(found, in: release)]
    }
    let codes = exemption.codes.isEmpty ? [nil] : exemption.codes.map(Optional.some)
    return codes.filter { !covered.contains([exemption.rule, $0]) }.map { code in
      Rule.unusedExemption.finding(
        "expected a finding of \(exemption.rule)\(code.map { " for \($0)" } ?? "") in \(release.system) "
          + "\(release.label), found none", code: code)
    }
  }
}
