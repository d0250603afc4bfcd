/// The concept ids of a code set: a range of those that OMOP leaves to local concepts, from 2,000,000,001 to the
/// largest that its 32-bit column holds.
///
/// A code of seven letters and digits has more forms than there are ids. It is read as a number (0-9 are 1-10, A-Z are
/// 11-36, in base 37), and its remainder is its place in the range. The moduli are chosen so that no two codes have
/// the same: of HCPCS and ICD-9-CM, no two of all codes that their forms allow; of ICD-10-CM and ICD-10-PCS, no two
/// of those in the official releases from FY2016 to FY2025. So the id of a code is the same in every build, whatever
/// else is in it.
///
/// A code of a release to come may meet one that is there (about one in seven hundred will): the one that is in
/// force first keeps its id, the other takes the next that is free. A test on the official releases tells.
struct ConceptNumbers: Hashable, Sendable {
  /// The first id of the range.
  var first: Int
  /// How many ids it has.
  var modulus: Int

  static let icd10cm = ConceptNumbers(first: 2_000_000_001, modulus: 69_992_182)
  static let icd10pcs = ConceptNumbers(first: 2_070_000_000, modulus: 69_999_793)
  static let hcpcs = ConceptNumbers(first: 2_140_000_000, modulus: 562_203)
  static let icd9cm = ConceptNumbers(first: 2_141_000_000, modulus: 684_276)
  static let icd9pcs = ConceptNumbers(first: 2_142_000_000, modulus: 16_844)
  /// All code sets that OMOP does not know; what the codes of two of them have in common is not known either.
  static let declared = ConceptNumbers(first: 2_143_000_000, modulus: 4_483_647)

  /// The id that a code has, unless another one has it.
  func id(of code: String) -> Int {
    var remainder = 0
    for byte in code.utf8 { remainder = (remainder * 37 + digit(byte)) % modulus }
    return first + remainder
  }

  private func digit(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 1
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 11
    default: 0
    }
  }

  /// The id after one, at the end of the range its first.
  func id(after id: Int) -> Int { id + 1 < first + modulus ? id + 1 : first }
}

/// More codes than a range has ids.
struct TooManyConcepts: Error, CustomStringConvertible {
  var range: ConceptNumbers

  var description: String { "expected at most \(range.modulus) codes in code sets that OMOP does not know" }
}
