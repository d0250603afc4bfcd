/// A code set: who publishes it, how its codes are written, and how they are arranged.
///
/// What differs between code sets is declared here, as data. A new one is a new declaration: here, or in a
/// JSON file that the registry names.
public struct CodeSystem: Hashable, Sendable {
  /// The identifier used in the registry and in every table, e.g. `icd10cm`.
  public var id: String
  public var name: String
  public var publisher: String
  /// The URI by which HL7 FHIR names the code set.
  public var uri: String
  /// The forms that a code may have: with one of them it is well formed.
  public var forms: [CodeForm]
  /// The capital letters that no code holds: ICD-10-PCS leaves out I and O, which look like digits.
  public var unusedLetters: String
  public var hierarchy: Hierarchy
  /// When in a year its releases come into force; empty where that is not known, or it has ended.
  public var publications: [Publication]
  /// The release that each year brings, so that one which a registry lacks was in force all the same; `nil` where none
  /// is certain, or records print their days.
  package var yearly: Publication?

  /// How the codes of a code set are arranged.
  public enum Hierarchy: String, Sendable, CaseIterable {
    /// Below the longest other code of the release that a code begins with.
    case prefix
    /// Below headers that the files do not list: parents are not known.
    case notListed = "not_listed"
    /// Below the code that the file states as the parent.
    case stated
    /// Side by side.
    case none

    /// Whether the parents of codes are known.
    public var hasParents: Bool { self == .prefix || self == .stated }
  }

  package init(
    id: String, name: String, publisher: String, uri: String, forms: [CodeForm],
    unusedLetters: String = "", hierarchy: Hierarchy, publications: [Publication] = [],
    yearly: Publication? = nil
  ) {
    self.id = id
    self.name = name
    self.publisher = publisher
    self.uri = uri
    self.forms = forms
    self.unusedLetters = unusedLetters
    self.hierarchy = hierarchy
    self.publications = publications
    self.yearly = yearly
  }

  public static let icd10cm = CodeSystem(
    id: "icd10cm", name: "ICD-10-CM", publisher: "CDC/NCHS and CMS",
    uri: "http://hl7.org/fhir/sid/icd-10-cm", forms: CodeForm.declared("@??[.????]"), hierarchy: .prefix,
    publications: fiscalYears, yearly: fiscalYears.last)

  public static let icd10pcs = CodeSystem(
    id: "icd10pcs", name: "ICD-10-PCS", publisher: "CMS", uri: "http://www.cms.gov/Medicare/Coding/ICD10",
    forms: CodeForm.declared("???", "???????"), unusedLetters: "IO", hierarchy: .prefix,
    publications: fiscalYears, yearly: fiscalYears.last)

  /// ICD-10 comes into force with the fiscal year, and is amended in the middle of it.
  private static let fiscalYears = [
    Publication(day: "04-01", label: "fy{year}-april"), Publication(day: "10-01", label: "fy{next}"),
  ]

  public static let icd9cm = CodeSystem(
    id: "icd9cm", name: "ICD-9-CM", publisher: "CDC/NCHS and CMS",
    uri: "http://hl7.org/fhir/sid/icd-9-cm", forms: CodeForm.declared("###[.##]", "V##[.##]", "E###[.#]"),
    hierarchy: .notListed, yearly: versions)

  public static let icd9pcs = CodeSystem(
    id: "icd9pcs", name: "ICD-9-CM Volume 3", publisher: "CMS",
    uri: "http://hl7.org/fhir/sid/icd-9-cm", forms: CodeForm.declared("##.#[#]"),
    hierarchy: .notListed, yearly: versions)

  private static let versions = Publication(day: "10-01", label: "v{version}")

  /// Codes of five characters and modifiers of two, which are beside them: A1 is nothing above A1001.
  public static let hcpcs = CodeSystem(
    id: "hcpcs", name: "HCPCS Level II", publisher: "CMS",
    uri: "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", forms: CodeForm.declared("@####", "@?"),
    hierarchy: .none,
    publications: [
      Publication(day: "01-01", label: "{year}"), Publication(day: "04-01", label: "{year}-april"),
      Publication(day: "07-01", label: "{year}-july"), Publication(day: "10-01", label: "{year}-october"),
    ])

  /// Every code set that the program knows without a declaration.
  public static let all = [icd10cm, icd10pcs, hcpcs, icd9cm, icd9pcs]

  /// The code set with this identifier, if the program knows it.
  public init?(id: String) {
    guard let known = Self.all.first(where: { $0.id == id }) else { return nil }
    self = known
  }

  /// Whether a code, without its dot, could be one of this code set. Which letters and digits are where is
  /// left to the publisher: releases bring letters in new positions.
  public func isWellFormed(_ code: UnsafeRawBufferPointer) -> Bool {
    forms.contains { $0.matches(code) }
      && (unusedLetters.isEmpty || !code.contains { unusedLetters.utf8.contains($0) })
  }

  /// The code as people write it: `O3432` is `O34.32`, `0UVC7ZZ` stays as it is.
  public func displayCode(_ code: String) -> String {
    guard let dotAfter = dotAfter(in: code), code.utf8.count > dotAfter else { return code }
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

  /// How many characters are before the dot of a code.
  private func dotAfter(in code: String) -> Int? {
    // As a rule all forms agree, and the code need not be looked at.
    if forms.allSatisfy({ $0.dotAfter == forms[0].dotAfter }) { return forms.first?.dotAfter }
    var code = code
    return code.withUTF8 { bytes in
      forms.first { $0.matches(UnsafeRawBufferPointer(bytes)) }?.dotAfter
    }
  }
}
