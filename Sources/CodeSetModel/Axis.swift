/// A choice that a code set makes again and again, under many diagnoses, and spells out in the title.
///
/// An axis is declared once, as an entry of `declarations`. The columns of `code`, the coordinates and pivots of
/// families, the checklist, the properties in FHIR, and the site's names and values follow from it; the words by
/// which titles name its values are in the vocabulary of the stage normalize.
public struct Axis: Sendable {
  /// The axis's place among all axes, which is that of its column.
  public let number: Int

  @usableFromInline
  init(number: Int) { self.number = number }

  /// What there is to know of an axis.
  struct Declaration: Sendable {
    var name: String
    /// What its column says, for people.
    var meaning: String
    var values: [Value]
    /// How people ask for it on a checklist, by role; its name where nothing is declared.
    var questions: [String: String] = [:]
    /// What a title says the axis of, where it says it of two things and both count: the first is the one in the
    /// column of the code; blank for a headline without a role of its own.
    var roles: [String] = []
    /// The axis that this one qualifies, and follows in a pivot.
    var follows: String?
  }

  /// A value of an axis.
  public struct Value: Sendable {
    public let name: String
    /// The value as people say it.
    public let words: String
    /// The value as an answer on a checklist, after the name of the axis.
    public let answer: String
    /// Whether a title says by it that the record does not say.
    public let isUnstated: Bool

    init(_ name: String, words: String? = nil, answer: String? = nil, isUnstated: Bool = false) {
      self.name = name
      self.words = words ?? String(name.map { $0 == "_" ? " " : $0 })
      self.answer = answer ?? self.words
      self.isUnstated = isUnstated
    }
  }

  static let declarations: [Declaration] = [
    // ICD-10-CM counts from the first day of the last menstrual period: first, less than 14 weeks 0 days; second,
    // 14 weeks 0 days to less than 28 weeks 0 days; third, 28 weeks 0 days until delivery.
    Declaration(
      name: "trimester", meaning: "the trimester of pregnancy that the title names",
      values: Trimester.allCases.map { Value($0.rawValue, isUnstated: $0 == .unspecified) },
      questions: ["labor": "trimester in which labor began", "delivery": "trimester of the delivery"],
      roles: ["delivery", "labor"]),
    Declaration(
      name: "laterality", meaning: "the side of the body that the title names",
      values: Laterality.allCases.map { Value($0.rawValue, isUnstated: $0 == .unspecified) },
      questions: ["": "side", "qualifier": "side that it is joined to"], roles: ["", "qualifier"]),
    Declaration(
      name: "episode", meaning: "the part of obstetric care that the category sets against the others",
      values: Episode.allCases.map { Value($0.rawValue) }, questions: ["": "part of care"]),
    // What the seventh character is for: active treatment, healing, or a late effect.
    Declaration(
      name: "encounter", meaning: "the encounter that the title names",
      values: [Value("initial"), Value("subsequent"), Value("sequela")]),
    // For open fractures of long bones the Gustilo type.
    Declaration(
      name: "fracture", meaning: "whether the fracture is closed or open, and its type",
      values: [
        Value("closed"), Value("open"), Value("open-I-II", words: "open type I or II"),
        Value("open-III", words: "open type IIIA, IIIB or IIIC"),
      ], follows: "encounter"),
    Declaration(
      name: "healing", meaning: "how the fracture heals",
      values: [
        Value("routine", words: "routine healing", answer: "routine"),
        Value("delayed", words: "delayed healing", answer: "delayed"), Value("nonunion"), Value("malunion"),
      ], questions: ["": "healing of the fracture"], follows: "encounter"),
    // The last value has the title's own words; it is also right for every single pregnancy.
    Declaration(
      name: "fetus", meaning: "the fetus that the complication concerns",
      values: ["1", "2", "3", "4", "5", "other"].map {
        Value($0, words: $0 == "other" ? "other fetus" : "fetus \($0)", answer: $0)
      } + [
        Value(
          "not_applicable_or_unspecified", answer: "not applicable for one fetus; unspecified",
          isUnstated: true)
      ]),
    // Of poisonings, toxic effects and external causes.
    Declaration(
      name: "intent",
      meaning: "the intent of a poisoning, toxic effect or external cause that the title names",
      values: [
        Value("accidental"), Value("self_harm", words: "self-harm"), Value("assault"),
        Value("undetermined"), Value("adverse_effect"), Value("underdosing"),
      ]),
  ]

  public static let trimester = Axis(named: "trimester")
  public static let laterality = Axis(named: "laterality")
  public static let episode = Axis(named: "episode")
  public static let encounter = Axis(named: "encounter")

  private init(named name: String) {
    guard let axis = Axis(rawValue: name) else { preconditionFailure("an axis is declared: \(name)") }
    self = axis
  }

  var declaration: Declaration { Self.declarations[number] }
}

extension Axis: Hashable {
  @inlinable
  public static func == (one: Axis, other: Axis) -> Bool { one.number == other.number }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension Axis: RawRepresentable, CaseIterable, CustomStringConvertible {
  public static let allCases = declarations.indices.map(Axis.init(number:))

  private static let names = declarations.map(\.name)

  public var rawValue: String { Self.names[number] }
  public var description: String { rawValue }

  public init?(rawValue: String) {
    guard let number = Self.names.firstIndex(of: rawValue) else { return nil }
    self.number = number
  }
}

extension Axis {
  public var meaning: String { declaration.meaning }
  public var values: [Value] { declaration.values }

  /// The names of the values.
  public var vocabulary: [String] { Self.vocabularies[number] }

  /// The names of the values, by the number of the axis.
  @usableFromInline
  static let vocabularies = declarations.map { $0.values.map(\.name) }

  /// What the values may be said of, where titles say the axis of two things.
  public var roles: [String] { declaration.roles.filter { !$0.isEmpty } }

  /// The role that the value in the column of the code has, where titles say the axis of two things.
  public var headlineRole: String { declaration.roles.first ?? "" }

  /// The role of the value that is not in the column of the code, where there may be two.
  public var secondRole: String? { declaration.roles.dropFirst().first }

  /// The axis that this one qualifies, and follows in a pivot: a fracture is open or closed, and heals, within an
  /// encounter.
  public var followed: Axis? { declaration.follows.flatMap(Axis.init(rawValue:)) }
}

/// The trimester of pregnancy that a code's title names.
public enum Trimester: String, Sendable, CaseIterable {
  case first, second, third
  /// The title says that the trimester is not specified.
  case unspecified
}

/// The side of the body that a code's title names.
public enum Laterality: String, Sendable, CaseIterable {
  case right, left
  /// Both sides are affected.
  case bilateral
  /// One side is affected, and the title does not say which.
  case unilateral
  /// The title says that the side is not specified, where sibling codes specify it.
  case unspecified
}

/// The part of obstetric care that a category sets against the others.
public enum Episode: String, Sendable, CaseIterable {
  case pregnancy, childbirth, puerperium
}
