import CodeSetModel
import Files
import History

extension SystemHistory {
  /// The findings that people are shown. Of the releases before the newest, only what concerns the history is
  /// noted: the other notes were printed when these releases came, and are in the table `finding`.
  var worthPrinting: [Diagnostic] {
    let ofHistory = Set(historyRules.map(\.id))
    let newest = tables.releases.last?.label
    return tables.findings.filter {
      $0.release == newest || $0.diagnostic.severity != .note || ofHistory.contains($0.diagnostic.rule)
    }.map(\.diagnostic)
  }
}

extension [Diagnostic] {
  /// The findings with their files as this process names them.
  ///
  /// - Parameter folder: the registry's folder, to which the files are relative.
  package func located(in folder: String) -> [Diagnostic] {
    guard folder != "." else { return self }
    return map { finding in
      var finding = finding
      if let file = finding.place?.file { finding.place?.file = Files.path(of: file, in: folder) }
      return finding
    }
  }
}

extension [RegistryEntry] {
  /// The code sets of the releases, each once.
  var systems: [CodeSystem] {
    reduce(into: []) { systems, entry in
      if !systems.contains(entry.system) { systems.append(entry.system) }
    }
  }
}
