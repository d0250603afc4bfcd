import Foundation

/// A value in a row of a product.
package enum Value: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int)
  case boolean(Bool)

  /// As SQLite stores it.
  package var inSQLite: Value {
    if case .boolean(let value) = self { .integer(value ? 1 : 0) } else { self }
  }

  /// As a CSV reader sees it that does not tell an empty field from an empty text.
  package var inCSV: String {
    switch self {
    case .null: ""
    case .text(let value): value
    case .integer(let value): String(value)
    case .boolean(let value): value ? "1" : "0"
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension Value: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

/// The rows that a query has in the `sqlite3` shell, each value by the name of its column.
package func sqlite(_ database: URL, _ query: String) throws -> [[String: Value]] {
  let outcome = try run("sqlite3", ["-batch", "-readonly", "-json", database.path, query]).succeeded()
  guard !outcome.output.isEmpty else { return [] }
  return try JSONDecoder().decode([[String: Value]].self, from: Data(outcome.output.utf8))
}

/// The values of the one column that a query has in the `sqlite3` shell.
package func sqliteColumn(_ database: URL, _ query: String) throws -> [Value] {
  try sqlite(database, query).flatMap(\.values)
}

/// The Python that has the packages of `Tests/requirements.txt`; `make test` installs them.
package let pythonEnvironment = project.appending(path: ".build/python/bin/python").path

/// What a Python script prints as JSON.
package func python<Result: Decodable>(
  _ script: String, _ arguments: String..., as type: Result.Type = Result.self
) throws -> Result {
  let environment = ["PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"]
  let outcome = try run("python3", ["-c", script] + arguments, environment: environment).succeeded()
  return try JSONDecoder().decode(type, from: Data(outcome.output.utf8))
}

/// The records of a CSV file, the header row first, as Python's csv module reads them.
package func csvRecords(_ file: URL) throws -> [[String]] {
  try python(
    """
    import csv, json, sys
    csv.field_size_limit(1 << 30)
    with open(sys.argv[1], newline='', encoding='utf-8') as file:
      print(json.dumps(list(csv.reader(file, strict=True))))
    """, file.path)
}

/// One key of a JSON object and its value.
package struct Pair: Hashable, Sendable, Decodable {
  package var key: String
  package var value: Value

  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    key = try container.decode(String.self)
    value = try container.decode(Value.self)
  }
}

/// The objects of a JSON array, their keys in the order of the file, as Python's json module reads them.
package func jsonObjects(_ file: URL) throws -> [[Pair]] {
  try python(
    """
    import json, sys
    with open(sys.argv[1], encoding='utf-8') as file:
      print(json.dumps(json.load(file, object_pairs_hook=lambda pairs: [list(pair) for pair in pairs])))
    """, file.path)
}
