extension Tables {
  /// Everything that a build publishes, of the histories of its code sets.
  package init(histories: consuming [SystemHistory], sections: [Section]) {
    let codeSets = histories.map(\.tables)
    histories.removeAll()
    self.init(joining: codeSets)
    self.sections = sections
  }

  /// The newest release of a system: the one whose codes are the current ones.
  public func currentRelease(of system: String) -> Release? {
    releases.filter { $0.system == system }.max { $0.effective < $1.effective }
  }

  /// The positions of a system's current codes, in order: those in force when its newest release begins.
  public func currentCodes(of system: String) -> [Int] {
    guard let newest = currentRelease(of: system)?.effective else { return [] }
    return codes.indices.filter { position in
      let code = codes[position]
      return code.system == system && code.validFrom <= newest && code.validTo.map { $0 > newest } ?? true
    }
  }
}
