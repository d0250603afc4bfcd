import CodeSetModel

/// How a file that a JSON file declares is laid out: where its rows begin, and where in a row each field is.
///
///     "format": "csv", "delimiter": "|", "header": false, "skip": 2, "quote": "'", "case": "any",
///     "columns": {"code": 1, "short_title": 2, "long_title": 3}
struct DeclaredTable: Hashable, Sendable {
  enum Format: String, Hashable, Sendable, CaseIterable {
    case csv
    case workbook = "xlsx"
    case fixedWidth = "fixed-width"
  }

  /// Where a field is.
  enum Column: Hashable, Sendable {
    /// Under this name of the header row, in small letters.
    case named(String)
    /// The number of a field, from 1.
    case number(Int)
    /// The characters of a line, from 1 and inclusive; without an end, up to that of the line.
    case span(Int, Int?)
  }

  /// What becomes of a row whose code an earlier row has.
  enum Duplicates: String, Hashable, Sendable, CaseIterable {
    /// It is an error.
    case refused
    /// The first row counts.
    case first
    /// The last row counts.
    case last
    /// It is left out where it says the same as the first; else it is an error.
    case same
  }

  var format: Format
  var delimiter = UInt8(ascii: ",")
  /// The field and its column, in the order in which messages name them.
  var columns: [(key: String, column: Column)]
  var hasHeader: Bool
  /// How many lines are above the header row, or above the first row where there is none; `nil`: as many as there
  /// are above a line with the names of the columns.
  var skip: Int?
  /// What is around a value besides the quotes of CSV.
  var quote: Character?
  /// Whether codes and words may be in small letters.
  var ignoresCase = false
  var duplicates = Duplicates.refused

  static let keys = ["format", "columns", "delimiter", "header", "skip", "quote", "case", "duplicates"]

  /// Whether a value is one of these words.
  func holds(_ words: [String], _ value: String) -> Bool {
    words.contains { ignoresCase ? $0.uppercased() == value.uppercased() : $0 == value }
  }

  func column(_ key: String) -> Column? { columns.first { $0.key == key }?.column }

  static func == (one: Self, other: Self) -> Bool {
    one.format == other.format && one.delimiter == other.delimiter && one.hasHeader == other.hasHeader
      && one.skip == other.skip && one.quote == other.quote && one.ignoresCase == other.ignoresCase
      && one.duplicates == other.duplicates && one.columns.elementsEqual(other.columns, by: ==)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(format)
    for (key, column) in columns {
      hasher.combine(key)
      hasher.combine(column)
    }
  }
}

extension DeclaredTable {
  /// Reads the declaration of a table.
  ///
  /// - Parameters:
  ///   - fields: each field that may have a column, where its column is declared, and whether it must be.
  ///   - mayShareColumns: whether one column may be that of several fields.
  init(
    _ root: JSONValue, fields: [(key: String, value: JSONValue, isNeeded: Bool)],
    mayShareColumns: Bool = false
  ) throws(Diagnostic) {
    format = try root["format"].choice(Format.self)
    columns = []
    for (key, value, isNeeded) in fields {
      if isNeeded, !value.exists { throw root["columns"].fault("expected a column \(key), found none") }
      if value.exists { columns.append((key, try Self.column(value, in: format))) }
    }
    hasHeader = columns.contains { if case .named = $0.column { true } else { false } }
    let header = root["header"]
    if header.exists {
      let states = try header.boolean()
      if !states, hasHeader {
        throw header.fault("expected a header row, since columns have names, found false")
      }
      hasHeader = states
    }
    skip = try root["skip"].optional { value throws(Diagnostic) in try value.count() }
    ignoresCase =
      try root["case"].optional { value throws(Diagnostic) in try value.choice(among: ["any", "same"]) }
      == "any"
    duplicates =
      try root["duplicates"].optional { value throws(Diagnostic) in try value.choice(Duplicates.self) }
      ?? .refused
    quote = try root["quote"].optional { value throws(Diagnostic) in try value.quote() }
    if let stated = try root["delimiter"].optional(Self.delimiter) {
      guard format == .csv else {
        let kind = format == .workbook ? "cells" : "columns of fixed width"
        throw root["delimiter"].fault("expected no delimiter between \(kind), found one")
      }
      delimiter = stated
    }
    if !mayShareColumns { try expectColumnsApart(fields) }
  }

  private static func column(_ value: JSONValue, in format: Format) throws(Diagnostic) -> Column {
    if format == .fixedWidth {
      let numbers = try value.list { value throws(Diagnostic) in try value.columnNumber() }
      guard (1...2).contains(numbers.count), numbers[0] <= numbers[numbers.count - 1] else {
        throw value.fault("expected the first and the last column, found \(numbers)")
      }
      return .span(numbers[0], numbers.count == 2 ? numbers[1] : nil)
    }
    if value.isNumber { return .number(try value.columnNumber()) }
    return .named(try value.text().trimmingBlanks.lowercased())
  }

  private static func delimiter(_ value: JSONValue) throws(Diagnostic) -> UInt8 {
    let text = try value.text()
    guard let byte = text.utf8.first, text.utf8.count == 1, separates(byte) else {
      throw value.fault("expected one character between two fields, found '\(text)'")
    }
    return byte
  }

  /// Whether a byte can be between two fields: a tab, or a sign that is no quote.
  private static func separates(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t")
      || byte > UInt8(ascii: " ") && byte < 0x7F && byte != UInt8(ascii: "\"") && !isDigit(byte)
        && !isCapital(byte & 0xDF)
  }

  private func expectColumnsApart(
    _ fields: [(key: String, value: JSONValue, isNeeded: Bool)]
  ) throws(Diagnostic) {
    for (place, (key, column)) in columns.enumerated() {
      guard let value = fields.first(where: { $0.key == key })?.value else { continue }
      for (other, earlier) in columns[..<place] where Self.overlap(earlier, column) {
        throw value.fault("expected a column of its own, found that of \(other)")
      }
    }
  }

  private static func overlap(_ one: Column, _ other: Column) -> Bool {
    guard case .span(let first, let last) = one, case .span(let begin, let end) = other else {
      return one == other
    }
    return first <= end ?? .max && begin <= last ?? .max
  }
}
