import CodeSetModel
import Files
import Validate

extension Stages {
  /// Stage 5: one product, from what the stages before left of some releases; no names mean all.
  package func emit(_ product: Product, systems: [String], releases labels: [String]) throws -> RunOutcome {
    try run { outcome in
      if product == .report {
        try emitReport(systems: systems, releases: labels)
      } else {
        let (catalog, acrossCodeSets) = try catalog(systems: systems, releases: labels)
        // What stops no product is said once.
        outcome.add(
          acrossCodeSets.map(\.diagnostic)
            .filter { product == .sqlite || $0.severity == .error }.located(in: registry.folder))
        guard !outcome.isStopped else { return }
        if product == .sqlite { try expectPathForSQLite(in: output) }
        let folder = try OutputFolder(path: output, access: .shared, notice: files.notice)
        try folder.publish(product, files: try product.write(catalog, into: folder.building))
      }
    }
  }

  /// The reports read the published database. With names, the newest of the releases named.
  private func emitReport(systems: [String], releases labels: [String]) throws {
    _ = try registry.entries(systems: systems, releases: labels)
    let folder = try OutputFolder(path: output, access: .shared, notice: files.notice)
    let files = try writeReports(
      of: labels, systems: systems, reading: "\(output)/\(Product.sqlite.rawValue)", into: folder.building,
      jobs: 1)
    try folder.publish(.report, files: files)
  }

  /// The hashes of the products in the output folder; those that are not named are removed.
  package func emitManifest(
    of products: [Product], systems: [String], releases labels: [String]
  ) throws -> RunOutcome {
    try run { _ in
      let (catalog, _) = try catalog(systems: systems, releases: labels, onlyReleases: true)
      // Alone: the products must not change while their hashes are taken.
      let folder = try OutputFolder(path: output, access: .exclusive, notice: files.notice)
      try expectOwn(products.map(\.rawValue), in: output)
      try Manifest(of: catalog, products: products, in: output).write(into: folder.building)
      try folder.publishProducts(
        [Manifest.name], removing: Product.optional.filter { !products.contains($0) }.map(\.rawValue))
    }
  }

  /// The catalog of some releases, from the files that the stages left.
  ///
  /// - Parameter onlyReleases: leave out everything but the releases and their files.
  /// - Returns: the catalog, and what is to be said of how its code sets refer to each other, which is in it.
  private func catalog(
    systems: [String], releases labels: [String], onlyReleases: Bool = false
  ) throws -> (Tables, acrossCodeSets: [Finding]) {
    let entries = try registry.entries(systems: systems, releases: labels)
    var histories = try entries.systems.map { system in
      let own = entries.filter { $0.system == system }
      try files.expectHistory(of: own)
      guard !onlyReleases else { return try files.readReleases(of: system) }
      var history = try files.readHistory(of: system)
      history.addFindings(
        try history.releases.map { try files.read(Diagnostic.self, "validate", of: system.id, $0.label) })
      return history
    }
    let acrossCodeSets = histories.checkAcrossCodeSets()
    return (Tables(histories: histories), acrossCodeSets)
  }
}

extension StageFiles {
  /// - Throws: `Failure` when the history of these releases is not there, or they are not validated.
  fileprivate func expectHistory(of entries: [RegistryEntry]) throws {
    for entry in entries { try expectValidated(entry.system.id, entry.release.label) }
    let system = entries[0].system.id
    let made = try entries.map { entry in
      MadeOf(entry.release, fingerprint: try fingerprint(of: system, entry.release.label))
    }
    guard try historyMadeOf(system) == made else {
      throw Failure(
        .inputOutput,
        "\(historyFolder(of: system)): not the history of these releases; `codeset history \(system)` makes it"
      )
    }
  }
}
