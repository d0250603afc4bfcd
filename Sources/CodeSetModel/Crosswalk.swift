/// A code beside one of the codes that another code set has for it (table `crosswalk`), from the publisher's
/// General Equivalence Mappings or a declared file.
///
/// The flags are those of the file. Mappings are no translation: a code may map to several, each approximate,
/// and the mapping back is another file that need not say the same.
public struct Crosswalk: Hashable, Sendable {
  public var sourceSystem: String
  /// The code that is mapped, undotted.
  public var sourceCode: String
  public var targetSystem: String
  /// The code it maps to, undotted and in capital letters; `nil` where the file says that there is none.
  public var targetCode: String?
  /// The two codes do not mean exactly the same.
  public var isApproximate: Bool
  /// The file says that the other code set has no code for it.
  public var hasNoMap: Bool
  /// The target alone does not say it all: a code of each choice list of the scenario is needed.
  public var isCombination: Bool
  /// Which of several ways to say it by a combination, from 1; 0 where it is none.
  public var scenario: Int
  /// Which part of the combination the target is, from 1: of each list one code is chosen. 0 where it is none.
  public var choiceList: Int
  /// The release that the mappings came with.
  public var release: String
  /// The line of the file, from 1.
  public var sourceLine: Int

  package init(
    sourceSystem: String, sourceCode: String, targetSystem: String, targetCode: String?, isApproximate: Bool,
    hasNoMap: Bool, isCombination: Bool, scenario: Int, choiceList: Int, release: String, sourceLine: Int
  ) {
    self.sourceSystem = sourceSystem
    self.sourceCode = sourceCode
    self.targetSystem = targetSystem
    self.targetCode = targetCode
    self.isApproximate = isApproximate
    self.hasNoMap = hasNoMap
    self.isCombination = isCombination
    self.scenario = scenario
    self.choiceList = choiceList
    self.release = release
    self.sourceLine = sourceLine
  }
}

extension CodeSystem {
  /// The code set to which the General Equivalence Mappings of each lead, by identifier.
  private static let equivalents = [
    "icd10cm": "icd9cm", "icd9cm": "icd10cm", "icd10pcs": "icd9pcs", "icd9pcs": "icd10pcs",
  ]

  /// The code set to which the General Equivalence Mappings of this one lead, where there are some.
  public var equivalent: CodeSystem? { Self.equivalents[id].flatMap(CodeSystem.init) }
}
