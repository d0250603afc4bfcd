/// The values of one row of a table, read one by one in the order of its columns.
public struct FieldReader: Sendable {
  private let columns: [Column]
  /// One text for each column; `nil` where there is no value.
  private let values: [String?]
  private var next = 0

  package init(_ values: [String?], columns: [Column]) {
    precondition(values.count == columns.count, "a row has one value for each column")
    self.values = values
    self.columns = columns
  }

  public mutating func optionalText() -> String? {
    defer { next += 1 }
    return values[next]
  }

  public mutating func text() throws(FieldError) -> String {
    guard let value = optionalText() else { throw mismatch("a value") }
    return value
  }

  public mutating func integer() throws(FieldError) -> Int {
    guard let value = optionalText(), let number = Int(value) else { throw mismatch("a whole number") }
    return number
  }

  /// A number from 0.
  public mutating func count() throws(FieldError) -> Int {
    let number = try integer()
    guard number >= 0 else { throw mismatch("a number from 0") }
    return number
  }

  /// So many decimal digits.
  public mutating func digits(_ count: Int) throws(FieldError) -> String {
    let value = try text()
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard value.utf8.count == count, value.utf8.allSatisfy(digits.contains) else {
      throw mismatch("\(count) digits")
    }
    return value
  }

  /// The position, from 0, of the row with an `id`, from 1.
  public mutating func position() throws(FieldError) -> Int {
    let id = try integer()
    guard id > 0 else { throw mismatch("an id from 1") }
    return id - 1
  }

  /// One of some texts.
  public mutating func text(in vocabulary: [String]) throws(FieldError) -> String {
    let value = try text()
    guard vocabulary.contains(value) else { throw mismatch("one of \(vocabulary.joined(separator: ", "))") }
    return value
  }

  /// The place of a text among some texts, from 1; 0 where there is no value.
  public mutating func optionalPlace(in vocabulary: [String]) throws(FieldError) -> Int {
    guard let value = optionalText() else { return 0 }
    guard let place = vocabulary.firstIndex(of: value) else { throw mismatch("a value of its vocabulary") }
    return place + 1
  }

  public mutating func optionalInteger() throws(FieldError) -> Int? {
    guard let value = optionalText() else { return nil }
    guard let number = Int(value) else { throw mismatch("a whole number") }
    return number
  }

  /// A number as it is written, with its leading zeros.
  public mutating func optionalNumber() throws(FieldError) -> String? {
    guard let value = optionalText() else { return nil }
    guard Int(value) != nil else { throw mismatch("a whole number") }
    return value
  }

  public mutating func boolean() throws(FieldError) -> Bool {
    switch optionalText() {
    case "0": return false
    case "1": return true
    default: throw mismatch("0 or 1")
    }
  }

  /// 0 or 1, or `nil` where there is no value.
  public mutating func optionalBoolean() throws(FieldError) -> Bool? {
    guard values[next] != nil else {
      next += 1
      return nil
    }
    return try boolean()
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

  public mutating func day() throws(FieldError) -> CalendarDay {
    guard let day = try optionalDay() else { throw mismatch("a day") }
    return day
  }

  public mutating func optionalDay() throws(FieldError) -> CalendarDay? {
    guard let text = optionalText() else { return nil }
    guard let day = CalendarDay(text) else { throw mismatch("a day like 2024-10-01") }
    return day
  }

  /// The error about the value read last.
  private func mismatch(_ expected: String) -> FieldError {
    let found = values[next - 1].map { "'\($0)'" } ?? "nothing"
    return FieldError(column: columns[next - 1].name, expected: expected, found: found)
  }
}

/// A value that is not what its column holds.
public struct FieldError: Error, CustomStringConvertible {
  public var column: String
  public var expected: String
  public var found: String

  public var description: String { "column \(column): expected \(expected), found \(found)" }
}
