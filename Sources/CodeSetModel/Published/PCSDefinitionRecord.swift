/// What CMS says of a value of ICD-10-PCS, kept verbatim (table `pcs_definition`).
///
///     <section code="0">
///       <title>Medical and Surgical</title>
///       <axis pos="3">
///         <title>Operation</title>
///         <terms>
///           <title>Bypass</title>
///           <definition>Altering the route of passage of the contents of a tubular body part</definition>
///           <includes>Coronary artery bypass, colostomy formation</includes>
public struct PCSDefinitionRecord: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case definition, explanation, includes
  }

  public var system: String
  public var release: String
  /// The character of the section: `0`.
  public var section: String
  /// The position of the value in a code, from 1 to 7.
  public var position: Int
  /// What the position says: `Operation`.
  public var axis: String
  /// The label of the value in the tables: `Bypass`.
  public var term: String
  public var kind: Kind
  /// The place among the texts of this kind, from 1.
  public var number: Int
  public var text: String
  /// The line of the file, from 1.
  public var line: Int

  package init(
    of release: Release, section: String, position: Int, axis: String, term: String, kind: Kind, number: Int,
    text: String, line: Int
  ) {
    system = release.system
    self.release = release.label
    self.section = section
    self.position = position
    self.axis = axis
    self.term = term
    self.kind = kind
    self.number = number
    self.text = text
    self.line = line
  }
}
