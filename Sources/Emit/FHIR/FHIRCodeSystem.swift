import CodeSetModel

/// How the resources about a code set, or about its code system, are called.
struct FHIRName {
  /// A resource id, and the beginning of others: `icd-10-cm`.
  var id: String
  /// The name by which software calls it, without blanks: `ICD10CM`.
  var name: String
  var title: String

  /// The name of a code set alone, which may be a part of its code system: `icd-9-pcs`.
  init(of codeSet: CodeSystem) {
    let system = codeSet.id
    // The ids of other resources are not to be had for a code set that is declared.
    let isTaken =
      system == ConceptProperty.ownID || OfficialCodeSet.all.contains { system.hasPrefix($0.id) }
    id = OfficialCodeSet(system)?.id ?? (isTaken ? "own-\(system)" : system)
    let letters = system.uppercased().map { $0 == "-" ? "_" : $0 }
    name = letters.first?.isLetter == true ? String(letters) : "CODES_\(String(letters))"
    title = codeSet.name
  }

  /// The name of the code system that a code set belongs to: `icd-9-cm`, also for the procedures.
  init(codeSystemOf codeSet: CodeSystem) {
    let whole = OfficialCodeSet(codeSet.id).flatMap { CodeSystem(id: $0.codeSystem) }
    self.init(of: whole ?? codeSet)
  }
}

/// What HL7 and the publishers say of the code sets that the program knows.
struct OfficialCodeSet {
  var system: String
  var id: String
  /// The code set that the code system is named after: HL7 has one uri for the diagnoses and the procedures
  /// of ICD-9-CM, and so there is one code system.
  var codeSystem: String
  /// By which HL7 version 3 and CDA name it: HL7 Terminology.
  var oid: String
  /// Every release since FY2016, or the last ones of ICD-9-CM, has more; one with fewer is an extract.
  var fewestCodes: Int
  var copyright: String? = nil

  static let all = [
    OfficialCodeSet(
      system: "icd10cm", id: "icd-10-cm", codeSystem: "icd10cm", oid: "2.16.840.1.113883.6.90",
      fewestCodes: 90_000,
      copyright:
        "ICD-10 is copyrighted by the World Health Organization, which has authorized its adaptation for use in the United States."
    ),
    OfficialCodeSet(
      system: "icd10pcs", id: "icd-10-pcs", codeSystem: "icd10pcs", oid: "2.16.840.1.113883.6.4",
      fewestCodes: 70_000),
    OfficialCodeSet(
      system: "hcpcs", id: "hcpcs", codeSystem: "hcpcs", oid: "2.16.840.1.113883.6.285", fewestCodes: 6000),
    OfficialCodeSet(
      system: "icd9cm", id: "icd-9-cm", codeSystem: "icd9cm", oid: "2.16.840.1.113883.6.103",
      fewestCodes: 14_000),
    OfficialCodeSet(
      system: "icd9pcs", id: "icd-9-pcs", codeSystem: "icd9cm", oid: "2.16.840.1.113883.6.104",
      fewestCodes: 3800),
  ]
}

extension OfficialCodeSet {
  init?(_ system: String) {
    guard let known = Self.all.first(where: { $0.system == system }) else { return nil }
    self = known
  }
}

/// What FHIR sees as one code system: the code sets that it names by one uri. Servers keep one resource for
/// a uri and a version.
struct FHIRCodeSystem {
  var uri: String
  var name: FHIRName
  var publisher: String
  var codeSets: [CodeSystem]
  /// The newest release of each code set.
  var releases: [Release]
  /// The rows of each code, from the first to the newest: positions among the codes of the catalog.
  var concepts: [ClosedRange<Int>] = []
  private var histories: [String: CodeHistories] = [:]

  /// A code system that is named after a code set.
  private init(_ codeSet: CodeSystem, newest: Release) {
    uri = codeSet.uri
    name = FHIRName(codeSystemOf: codeSet)
    publisher = codeSet.publisher
    codeSets = [codeSet]
    releases = [newest]
  }

  /// The code systems of a catalog in its order; none without a release.
  static func all(of catalog: Tables) -> [FHIRCodeSystem] {
    var systems: [FHIRCodeSystem] = []
    for codeSet in catalog.systems {
      guard let newest = catalog.newestRelease(of: codeSet.id) else { continue }
      if let place = systems.firstIndex(where: { $0.uri == codeSet.uri }) {
        systems[place].codeSets.append(codeSet)
        systems[place].releases.append(newest)
      } else {
        systems.append(FHIRCodeSystem(codeSet, newest: newest))
      }
    }
    for place in systems.indices { systems[place].addConcepts(of: catalog) }
    return systems
  }

  private mutating func addConcepts(of catalog: Tables) {
    var known = CodeIndex()
    for codeSet in codeSets {
      let histories = CodeHistories(of: codeSet, in: catalog)
      self.histories[codeSet.id] = histories
      // A code system has a code once, even where two code sets that share its uri both have it.
      concepts += histories.byCode.filter {
        codeSets.count == 1 || known.add(catalog.codes[$0.lowerBound].content.displayCode) == nil
      }
    }
  }

  /// The release that begins last.
  var newest: Release { releases.max { $0.effective < $1.effective } ?? releases[0] }

  /// The parents of the codes are known.
  var isHierarchical: Bool { codeSets.contains { $0.hierarchy.hasParents } }

  /// A release holds only some of the codes that every edition has: it is there to try things out.
  var isExtract: Bool { releases.contains(where: \.isExtract) }

  /// Every concept of the code system is there: no extract, and no files that list billable codes alone.
  var isComplete: Bool { !isExtract && !codeSets.contains { $0.hierarchy == .notListed } }

  /// Whether a code is no longer in force when the newest release of its code set begins.
  func isInactive(_ code: CodeRow) -> Bool {
    histories[code.system]?.isRetired(code) ?? false
  }

  /// The first day on which a code is no longer in force, where that is known: where the newest release
  /// ends, it does not say what becomes of its codes.
  func retirement(of code: CodeRow) -> CalendarDay? {
    histories[code.system]?.retirement(of: code)
  }
}

extension Release {
  /// It has only some of the codes that every edition has.
  var isExtract: Bool { codeCount < OfficialCodeSet(system)?.fewestCodes ?? 0 }

  /// The release as servers name versions: the year of the edition, as HL7's and NLM's have it for ICD-10-CM.
  /// `fy2025` is 2025, `fy2025-april` is 2025-april; other labels are taken as they are.
  var version: String {
    let rest = label.utf8.dropFirst(2)
    guard label.hasPrefix("fy"), let digit = rest.first, (0x30...0x39).contains(digit) else { return label }
    return String(label.dropFirst(2))
  }
}

extension Tables {
  /// The code sets to which crosswalks lead, each once.
  var crosswalkTargets: [CodeSystem] {
    var targets: [CodeSystem] = []
    for crosswalk in crosswalks where targets.last?.id != crosswalk.targetSystem {
      guard !targets.contains(where: { $0.id == crosswalk.targetSystem }) else { continue }
      if let target = codeSet(crosswalk.targetSystem) { targets.append(target) }
    }
    return targets
  }

  /// The code set with this identifier: one that is in the build, or one that the program knows.
  func codeSet(_ system: String) -> CodeSystem? {
    systems.first { $0.id == system } ?? CodeSystem(id: system)
  }
}
