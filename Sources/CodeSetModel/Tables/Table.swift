/// A published table: the same columns, under the same names, in SQLite, CSV and the JSON objects.
public struct Table: Sendable {
  public var name: String
  /// What a row is, for the documentation and the data package.
  public var meaning: String
  public var columns: [Column]
  public var primaryKey: [String]
  public var foreignKeys: [ForeignKey]

  package init(
    _ name: String, _ meaning: String, columns: [Column], primaryKey: [String] = [],
    foreignKeys: [ForeignKey] = []
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.primaryKey = primaryKey
    self.foreignKeys = foreignKeys
  }

  /// Columns whose values name a row of another table.
  public struct ForeignKey: Sendable {
    public var columns: [String]
    public var table: String
    public var references: [String]

    package init(_ columns: [String], to table: String, _ references: [String]) {
      self.columns = columns
      self.table = table
      self.references = references
    }
  }
}

/// A column of a published table.
public struct Column: Sendable {
  public enum Kind: Sendable {
    case text, integer
    /// 0 or 1 in SQLite and CSV, `true` or `false` in JSON.
    case boolean
    /// ISO 8601, `2024-10-01`.
    case date
  }

  public var name: String
  public var kind: Kind
  /// Whether a row may go without a value.
  public var isOptional: Bool
  /// The values that may occur, where the vocabulary is closed.
  public var vocabulary: [String]
  public var meaning: String

  package init(
    _ name: String, _ kind: Kind, optional isOptional: Bool = false, vocabulary: [String] = [],
    _ meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.vocabulary = vocabulary
    self.meaning = meaning
  }
}

/// What the values of a row are handed to, one by one in the order of the table's columns: a CSV record, a
/// JSON object, a row of SQLite.
public protocol FieldSink: ~Copyable {
  mutating func text(_ value: String)
  mutating func integer(_ value: Int)
  mutating func boolean(_ value: Bool)
  mutating func day(_ value: CalendarDay)
  mutating func null()
}

extension FieldSink where Self: ~Copyable {
  @inlinable
  public mutating func text(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  @inlinable
  public mutating func integer(_ value: Int?) {
    if let value { integer(value) } else { null() }
  }

  @inlinable
  public mutating func boolean(_ value: Bool?) {
    if let value { boolean(value) } else { null() }
  }

  @inlinable
  public mutating func day(_ value: CalendarDay?) {
    if let value { day(value) } else { null() }
  }

  @inlinable
  public mutating func text(_ value: (some RawRepresentable<String>)?) {
    if let value { text(value.rawValue) } else { null() }
  }
}

/// A value that is a row of a published table.
public protocol TableRow: Sendable {
  static var table: Table { get }
  /// Hands over one value for each column, in order.
  func write(to sink: inout some (FieldSink & ~Copyable))
}

/// A row that travels between stages as a line of CSV, and so is read back.
public protocol StageRow: TableRow {
  /// Reads the values in the order in which `write(to:)` hands them over.
  init(from fields: inout FieldReader) throws(FieldError)

  /// The codes that the row refers to by their positions among all that it is listed with, the first one being that
  /// by which the table is sorted; none for a table that refers to no positions.
  var positions: [Int] { get }
  static var refersToPositions: Bool { get }
  /// Has the row refer to codes so many positions later.
  mutating func movePositions(by count: Int)
}

extension StageRow {
  public var positions: [Int] { [] }
  public static var refersToPositions: Bool { false }
  public mutating func movePositions(by count: Int) {}
}
