import CodeSetModel
import Files

/// The releases of one code set that an artifact holds.
struct HeldReleases {
  var system: String
  /// By effective date.
  var releases: [Release]

  /// - Throws: `Failure` where no release has the label.
  func release(_ label: String) throws(Failure) -> Release {
    guard let release = releases.first(where: { $0.label == label }) else {
      let labels = releases.map(\.label).joined(separator: ", ")
      throw Failure(.notFound, "no release \(label) of \(system); this build has \(labels)")
    }
    return release
  }
}

extension [Release] {
  /// The code sets of the releases, each once.
  var systems: [String] {
    reduce(into: []) { systems, release in
      if !systems.contains(release.system) { systems.append(release.system) }
    }
  }

  /// The releases of a code set, which may be left unnamed where there is one only.
  ///
  /// - Throws: `Failure` where no release, or those of several code sets, fit.
  func heldReleases(of named: String?) throws(Failure) -> HeldReleases {
    let names = systems.joined(separator: ", ")
    guard let system = named ?? systems.first else { throw Failure(.notFound, "this build has no release") }
    guard named != nil || systems.count == 1 else {
      throw Failure(.usage, "expected --system, one of \(names), since there are several; found none")
    }
    guard systems.contains(system) else {
      throw Failure(.notFound, "no code set \(system); this build has \(names)")
    }
    return HeldReleases(system: system, releases: filter { $0.system == system })
  }
}
