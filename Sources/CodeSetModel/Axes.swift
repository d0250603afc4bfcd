/// The trimester of pregnancy that a code's title names.
///
/// ICD-10-CM counts from the first day of the last menstrual period: first, less than 14 weeks 0 days;
/// second, 14 weeks 0 days to less than 28 weeks 0 days; third, 28 weeks 0 days until delivery.
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

/// The encounter that the seventh character stands for: active treatment, healing, or a late effect.
public enum Encounter: String, Sendable, CaseIterable {
  case initial, subsequent, sequela
}

/// Whether a fracture broke the skin, and for open fractures of long bones the Gustilo type.
public enum Fracture: String, Sendable, CaseIterable {
  case closed, open
  /// Open fracture type I or II.
  case openTypeIOrII = "open-I-II"
  /// Open fracture type IIIA, IIIB, or IIIC.
  case openTypeIII = "open-III"
}

/// How a fracture heals, as a subsequent encounter states it.
public enum Healing: String, Sendable, CaseIterable {
  case routine, delayed, nonunion, malunion
}

/// The fetus that a complication of pregnancy concerns.
public enum Fetus: String, Sendable, CaseIterable {
  case one = "1"
  case two = "2"
  case three = "3"
  case four = "4"
  case five = "5"
  case other
  /// The title's own words; also right for every single pregnancy.
  case notApplicableOrUnspecified = "not_applicable_or_unspecified"
}
