/// An entry of a classification's alphabetic index, or of one of its tables, with a code that it leads to (table
/// `index_term`). A term that leads to several codes, as those of the tables do, has a row for each.
///
/// `Appendicitis (pneumococcal) (retrocecal)` > `with` > `peritoneal abscess` leads to K35.33: the main term has the
/// depth 0, what is below it its own.
public struct IndexTerm: Hashable, Sendable {
  /// Which index or table it is of.
  public enum Index: String, Sendable, CaseIterable {
    case diseases
    case externalCauses = "external_causes"
    case neoplasms, drugs, procedures
  }

  /// The number of the term in this build. The rows of one term have numbers one after the other.
  public var id: Int
  public var system: String
  public var index: Index
  /// The number of the first row of the term above it; `nil` for a main term.
  public var parent: Int?
  /// 0 for a main term.
  public var depth: Int
  /// The words of the entry, without its nonessential modifiers.
  public var term: String
  /// The words in parentheses, which may be there or not: `(acute) (chronic)`.
  public var modifiers: String?
  /// Of the table of neoplasms or of drugs, the column: `Malignant Primary`; of a second code, `manifestation`.
  public var column: String?
  /// The code, undotted; of ICD-10-PCS often what codes begin with.
  public var code: String?
  /// Whether more characters are needed: the index prints a dash, or the beginning of codes.
  public var isOpen: Bool
  /// The term to look under instead.
  public var see: String?
  /// The term to look under, too.
  public var seeAlso: String?
  /// The newest release that comes with this index.
  public var release: String
  /// The line of the file on which the term begins, from 1.
  public var sourceLine: Int

  package init(
    id: Int, system: String, index: Index, parent: Int?, depth: Int, term: String, modifiers: String?,
    release: String, sourceLine: Int
  ) {
    self.id = id
    self.system = system
    self.index = index
    self.parent = parent
    self.depth = depth
    self.term = term
    self.modifiers = modifiers
    isOpen = false
    self.release = release
    self.sourceLine = sourceLine
  }
}
