import CodeSetModel

/// A code set as OMOP knows it: a row of its table `VOCABULARY`, and how it classifies the codes.
struct Vocabulary {
  var id: String
  var name: String
  var reference: String
  /// The concept that stands for the vocabulary itself; 0: none.
  var conceptID: Int
  var numbers: ConceptNumbers
  /// The domain and the class of a concept, as OMOP names them.
  ///
  /// OMOP takes the domain of a diagnosis or of a HCPCS code from the standard concept it is mapped to, code by code.
  /// No mapping is at hand here: this is what holds for the whole of a chapter or of a code set, and `Observation`
  /// where it is mixed.
  var classify: @Sendable (CodeRow) -> (domain: String, conceptClass: String)

  init(of system: CodeSystem) {
    self = Self.known[system.id] ?? Self(declared: system)
  }

  private init(
    id: String, name: String, reference: String, conceptID: Int, numbers: ConceptNumbers,
    classify: @escaping @Sendable (CodeRow) -> (domain: String, conceptClass: String)
  ) {
    self.id = id
    self.name = name
    self.reference = reference
    self.conceptID = conceptID
    self.numbers = numbers
    self.classify = classify
  }

  /// A code set that OMOP does not know.
  private init(declared system: CodeSystem) {
    self.init(
      id: String(system.id.prefix(20)), name: system.name, reference: system.uri, conceptID: 0,
      numbers: .declared
    ) { _ in ("Observation", "Undefined") }
  }

  private static let known = [
    "icd10cm": Vocabulary(
      id: "ICD10CM",
      name: "International Classification of Diseases, Tenth Revision, Clinical Modification (NCHS)",
      reference: "http://www.cdc.gov/nchs/icd/icd10cm.htm", conceptID: 44_819_098, numbers: .icd10cm
    ) { code in
      // Chapters 20 and 21: external causes, and factors that influence health status.
      let isObservation = code.code.utf8.first.map { $0 >= UInt8(ascii: "V") } ?? false
      let billing = code.isBillable ? "billing" : "nonbill"
      return (isObservation ? "Observation" : "Condition", "\(code.code.utf8.count)-char \(billing) code")
    },
    "icd10pcs": Vocabulary(
      id: "ICD10PCS", name: "ICD-10 Procedure Coding System (CMS)",
      reference: "http://www.cms.gov/Medicare/Coding/ICD10/index.html", conceptID: 44_819_125,
      numbers: .icd10pcs
    ) { ("Procedure", $0.code.utf8.count == 7 ? "ICD10PCS" : "ICD10PCS Hierarchy") },
    "hcpcs": Vocabulary(
      id: "HCPCS", name: "Healthcare Common Procedure Coding System (CMS)",
      reference: "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", conceptID: 44_819_101,
      numbers: .hcpcs
    ) { ("Observation", $0.kind == .modifier ? "HCPCS Modifier" : "HCPCS") },
    "icd9cm": Vocabulary(
      id: "ICD9CM",
      name:
        "International Classification of Diseases, Ninth Revision, Clinical Modification, Volume 1 and 2 (NCHS)",
      reference: "http://www.cms.gov/Medicare/Coding/ICD9ProviderDiagnosticCodes/codes.html", conceptID: 5046,
      numbers: .icd9cm
    ) { code in
      // OMOP counts the letter V as a digit, and E not.
      let billing = code.isBillable ? "billing" : "nonbill"
      let count = code.code.utf8.count
      switch code.code.utf8.first {
      case UInt8(ascii: "V"): return ("Observation", "\(count)-dig \(billing) V code")
      case UInt8(ascii: "E"): return ("Observation", "\(count - 1)-dig \(billing) E code")
      default: return ("Condition", "\(count)-dig \(billing) code")
      }
    },
    "icd9pcs": Vocabulary(
      id: "ICD9Proc",
      name:
        "International Classification of Diseases, Ninth Revision, Clinical Modification, Volume 3 (NCHS)",
      reference: "http://www.cms.gov/Medicare/Coding/ICD9ProviderDiagnosticCodes/codes.html",
      conceptID: 44_819_099, numbers: .icd9pcs
    ) { ("Procedure", "\($0.code.utf8.count)-dig \($0.isBillable ? "billing" : "nonbill") code") },
  ]
}
