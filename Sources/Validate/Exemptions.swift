import CodeSetModel

/// A known fault of published releases, and the ground on which it is accepted.
///
/// A finding that an exemption covers becomes a note. An exemption that covers nothing is itself an error,
/// so that the list cannot outlive the faults.
public struct Exemption: Sendable {
  public var system: String
  public var releases: [String]
  public var rule: String
  public var codes: [String]
  /// Why the fault is accepted, with its source.
  public var reason: String

  package init(system: String, releases: [String], rule: String, codes: [String], reason: String) {
    self.system = system
    self.releases = releases
    self.rule = rule
    self.codes = codes
    self.reason = reason
  }
}

extension Rule {
  static let unusedExemption = Rule(
    "unused-exemption", .error, "Every exemption covers a finding of its release.")
}

/// Turns the findings that an exemption covers into notes that give the reason.
public func excuse(
  _ findings: [Diagnostic], of release: Release, exemptions: [Exemption] = knownFaults
) -> [Diagnostic] {
  let own = exemptions.filter { $0.system == release.system && $0.releases.contains(release.label) }
  return findings.map { finding in
    guard let code = finding.code,
      let exemption = own.first(where: { $0.rule == finding.rule && $0.codes.contains(code) })
    else { return finding }
    var excused = finding
    excused.severity = .note
    excused.message += "; exempt: \(exemption.reason)"
    return excused
  }
}

/// The exemptions of a release that cover none of its findings, as findings.
public func unusedExemptions(
  in findings: [Diagnostic], of release: Release, exemptions: [Exemption] = knownFaults
) -> [Diagnostic] {
  let covered = Set(findings.compactMap { finding in finding.code.map { [finding.rule, $0] } })
  return exemptions.filter { $0.system == release.system && $0.releases.contains(release.label) }
    .flatMap { exemption in
      exemption.codes.filter { !covered.contains([exemption.rule, $0]) }.map { code in
        Rule.unusedExemption.finding(
          "expected a finding of \(exemption.rule) for \(code) in \(release.system) \(release.label), found none",
          code: code)
      }
    }
}
