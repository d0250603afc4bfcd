/// A code set that the program knows: who publishes it and how its codes are written.
///
/// What differs between code sets is declared here, as data. A new one is a new declaration.
public struct CodeSystem: Hashable, Sendable {
  /// The identifier used in the registry and in every table, e.g. `icd10cm`.
  public var system: String
  public var name: String
  public var publisher: String
  /// The URI by which HL7 FHIR names the code set.
  public var uri: String
  /// How many characters stand before the dot when a code is displayed; `nil`: no dot.
  public var dotAfter: Int?
  /// The lengths that codes and headers may have.
  public var codeLengths: [Int]
  /// Whether every code begins with a letter, as in ICD-10-CM (ICD-10-PCS: `0UVC7ZZ`, `B020ZZZ`).
  public var beginsWithLetter: Bool
  /// The capital letters that no code holds: ICD-10-PCS leaves out I and O, which look like digits.
  public var unusedLetters: String
  /// Whether a code stands below the codes that it begins with.
  public var isHierarchical: Bool

  public static let icd10cm = CodeSystem(
    system: "icd10cm", name: "ICD-10-CM", publisher: "CDC/NCHS and CMS",
    uri: "http://hl7.org/fhir/sid/icd-10-cm", dotAfter: 3, codeLengths: [3, 4, 5, 6, 7],
    beginsWithLetter: true, unusedLetters: "", isHierarchical: true)

  public static let icd10pcs = CodeSystem(
    system: "icd10pcs", name: "ICD-10-PCS", publisher: "CMS", uri: "http://www.cms.gov/Medicare/Coding/ICD10",
    dotAfter: nil, codeLengths: [3, 7], beginsWithLetter: false, unusedLetters: "IO", isHierarchical: true)

  /// Codes of five characters and modifiers of two, which stand beside them: A1 is nothing above A1001.
  public static let hcpcs = CodeSystem(
    system: "hcpcs", name: "HCPCS Level II", publisher: "CMS",
    uri: "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", dotAfter: nil, codeLengths: [2, 5],
    beginsWithLetter: true, unusedLetters: "", isHierarchical: false)

  /// Every code set the program can read.
  public static let all = [icd10cm, icd10pcs, hcpcs]

  /// The code set with this identifier, if the program knows it.
  public init?(system: String) {
    guard let known = Self.all.first(where: { $0.system == system }) else { return nil }
    self = known
  }

  private init(
    system: String, name: String, publisher: String, uri: String, dotAfter: Int?,
    codeLengths: [Int], beginsWithLetter: Bool, unusedLetters: String, isHierarchical: Bool
  ) {
    self.system = system
    self.name = name
    self.publisher = publisher
    self.uri = uri
    self.dotAfter = dotAfter
    self.codeLengths = codeLengths
    self.beginsWithLetter = beginsWithLetter
    self.unusedLetters = unusedLetters
    self.isHierarchical = isHierarchical
  }

  /// The code as people write it: `O3432` is `O34.32`, `0UVC7ZZ` stays as it is.
  public func displayCode(_ code: String) -> String {
    guard let dotAfter, code.utf8.count > dotAfter else { return code }
    return String(unsafeUninitializedCapacity: code.utf8.count + 1) { buffer in
      var end = 0
      for (position, byte) in code.utf8.enumerated() {
        if position == dotAfter {
          buffer[end] = UInt8(ascii: ".")
          end += 1
        }
        buffer[end] = byte
        end += 1
      }
      return end
    }
  }
}
