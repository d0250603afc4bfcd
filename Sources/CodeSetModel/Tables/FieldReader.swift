/// The values of one row of a table, read one by one in the order of its columns.
public struct FieldReader: Sendable {
  private let columns: [Column]
  /// One text for each column; `nil` where there is no value.
  private let values: [String?]
  private var position = 0

  public init(_ values: [String?], columns: [Column]) {
    precondition(values.count == columns.count, "a row has one value for each column")
    self.values = values
    self.columns = columns
  }

  public mutating func optionalText() -> String? {
    defer { position += 1 }
    return values[position]
  }

  public mutating func text() throws(FieldError) -> String {
    guard let value = optionalText() else { throw mismatch("a value") }
    return value
  }

  public mutating func integer() throws(FieldError) -> Int {
    guard let value = optionalText(), let number = Int(value) else { throw mismatch("a whole number") }
    return number
  }

  public mutating func optionalInteger() throws(FieldError) -> Int? {
    guard let value = optionalText() else { return nil }
    guard let number = Int(value) else { throw mismatch("a whole number") }
    return number
  }

  public mutating func boolean() throws(FieldError) -> Bool {
    switch optionalText() {
    case "0": return false
    case "1": return true
    default: throw mismatch("0 or 1")
    }
  }

  /// A value of a closed vocabulary, or `nil` where there is none.
  public mutating func optionalValue<Value: RawRepresentable<String>>() throws(FieldError) -> Value? {
    guard let text = optionalText() else { return nil }
    guard let value = Value(rawValue: text) else { throw mismatch("a value of its vocabulary") }
    return value
  }

  /// A value of a closed vocabulary.
  public mutating func value<Value: RawRepresentable<String>>() throws(FieldError) -> Value {
    guard let value: Value = try optionalValue() else { throw mismatch("a value of its vocabulary") }
    return value
  }

  /// The error about the value read last.
  private func mismatch(_ expected: String) -> FieldError {
    let found = values[position - 1].map { "'\($0)'" } ?? "nothing"
    return FieldError(column: columns[position - 1].name, expected: expected, found: found)
  }
}

/// A value that is not what its column holds.
public struct FieldError: Error, CustomStringConvertible {
  public var column: String
  public var expected: String
  public var found: String

  public var description: String { "column \(column): expected \(expected), found \(found)" }
}
