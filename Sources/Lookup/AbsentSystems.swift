import CodeSetModel

extension TypedCode {
  /// The names of the code sets that are not in a build and have codes of this form, where no code set of the
  /// build is more likely.
  package func absentSystems(besides present: [CodeSystem]) -> [String] {
    let absent = (CodeSystem.all + Self.otherSystems).filter { system in
      !present.contains { $0.id == system.id } && isFormed(like: system)
    }
    let closest = present.filter { isFormed(like: $0) }.map { openPlaces(in: $0) }.min() ?? .max
    let nearest = absent.map { openPlaces(in: $0) }.min() ?? .max
    guard nearest <= closest else { return [] }
    return absent.filter { openPlaces(in: $0) == nearest }.map(\.name)
  }

  /// Code sets that the program knows by the form of their codes alone.
  private static let otherSystems: [CodeSystem] = [
    known(
      "cpt", "CPT", publisher: "American Medical Association", "#####", "####A", "####F", "####M", "####T",
      "####U"),
    known("loinc", "LOINC", publisher: "Regenstrief Institute", "###-#", "####-#", "#####-#"),
    known("ndc", "NDC", publisher: "FDA", "####-####-##", "#####-###-##", "#####-####-#", "#####-####-##"),
  ]

  private static func known(
    _ id: String, _ name: String, publisher: String, _ forms: String...
  ) -> CodeSystem {
    CodeSystem(
      id: id, name: name, publisher: publisher, uri: "", forms: forms.compactMap { CodeForm($0) },
      hierarchy: .none)
  }
}
