import CodeSetModel
import Foundation

extension Rule {
  static let declaration = Rule(
    "declaration", .error, "The JSON file that declares a code set says what is needed, and nothing unknown.")
}

/// A value of a JSON file, with its path: what is wrong with it is a finding that names the path.
struct JSONValue {
  private let value: Any?
  private let file: String
  /// `$.columns.code`.
  private let path: String

  private init(_ value: Any?, file: String, path: String) {
    self.value = value
    self.file = file
    self.path = path
  }

  init(parsing contents: [UInt8], file: String) throws(Diagnostic) {
    let parsed = Result { try JSONSerialization.jsonObject(with: Data(contents)) }
    guard case .success(let value) = parsed else {
      throw Rule.declaration.finding("expected JSON, found something else", at: Place(file: file, line: 1))
    }
    self.init(value, file: file, path: "$")
  }

  /// The value under a key of an object; one that does not exist where there is none.
  subscript(key: String) -> JSONValue {
    JSONValue((value as? [String: Any])?[key], file: file, path: "\(path).\(key)")
  }

  var exists: Bool { value != nil }
  var isObject: Bool { value is [String: Any] }

  func fault(_ message: String) -> Diagnostic {
    Rule.declaration.finding("\(path): \(message)", at: Place(file: file, line: 1))
  }

  func expectKeys(among known: [String]) throws(Diagnostic) {
    guard let object = value as? [String: Any] else { throw fault("expected an object, found \(found)") }
    if let unknown = object.keys.sorted().first(where: { !known.contains($0) }) {
      throw self[unknown].fault("expected one of \(known.joined(separator: ", ")), found '\(unknown)'")
    }
  }

  func text() throws(Diagnostic) -> String {
    guard let text = value as? String, !text.isEmpty else { throw fault("expected a text, found \(found)") }
    return text
  }

  /// A name that can be part of a path, of a resource id of FHIR (64 characters) and a vocabulary's id of OMOP (20).
  func identifier() throws(Diagnostic) -> String {
    let text = try text()
    guard text.utf8.allSatisfy({ isDigit($0) || isCapital($0 & 0xDF) && $0 > 0x60 || $0 == 0x2D }) else {
      throw fault("expected small letters, digits and hyphens, found '\(text)'")
    }
    guard text.utf8.count <= 20 else { throw fault("expected at most 20 characters, found '\(text)'") }
    // The stages keep a folder of this name beside those of the code sets.
    guard text != "history" else { throw fault("expected another name, found 'history'") }
    return text
  }

  /// An absolute URI without a version: `https://riverside.example/charges`, `urn:oid:2.16.840.1`.
  func uri() throws(Diagnostic) -> String {
    let text = try text()
    let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.count < text.utf8.count - 1, let first = scheme.first, isCapital(first & 0xDF),
      scheme.allSatisfy({ isDigit($0) || isCapital($0 & 0xDF) || "+-.".utf8.contains($0) }),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    else { throw fault("expected an absolute URI such as https://publisher.example/codes, found '\(text)'") }
    return text
  }

  func columnNumber() throws(Diagnostic) -> Int {
    guard isNumber, let number = value as? NSNumber, let column = Int(exactly: number.doubleValue),
      column > 0,
      column < 100_000
    else { throw fault("expected the number of a column, from 1, found \(found)") }
    return column
  }

  func boolean() throws(Diagnostic) -> Bool {
    guard isBoolean, let truth = value as? Bool else { throw fault("expected true or false, found \(found)") }
    return truth
  }

  /// A number from 0.
  func count() throws(Diagnostic) -> Int {
    guard isNumber, let number = value as? NSNumber, let count = Int(exactly: number.doubleValue),
      (0..<100_000).contains(count)
    else { throw fault("expected a number from 0, found \(found)") }
    return count
  }

  /// The sign that is around a value.
  func quote() throws(Diagnostic) -> Character {
    let text = try text()
    guard let quote = text.first, text.count == 1, quote.isPunctuation || quote.isSymbol else {
      throw fault("expected the sign around a value, found '\(text)'")
    }
    return quote
  }

  /// A text that may be empty.
  func word() throws(Diagnostic) -> String {
    guard let text = value as? String else { throw fault("expected a text, found \(found)") }
    return text.trimmingBlanks
  }

  var isNumber: Bool { value is NSNumber && !isBoolean }

  func choice(among known: [String]) throws(Diagnostic) -> String {
    guard let text = value as? String, known.contains(text) else {
      throw fault("expected one of \(known.joined(separator: ", ")), found \(found)")
    }
    return text
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) throws(Diagnostic)
    -> Choice
  {
    let text = try choice(among: Choice.allCases.map(\.rawValue))
    guard let choice = Choice(rawValue: text) else { preconditionFailure("\(text) is no choice") }
    return choice
  }

  func list<Element>(
    _ element: (JSONValue) throws(Diagnostic) -> Element
  ) throws(Diagnostic) -> [Element] {
    guard let list = value as? [Any] else { throw fault("expected a list, found \(found)") }
    var elements: [Element] = []
    for (place, value) in list.enumerated() {
      elements.append(try element(JSONValue(value, file: file, path: "\(path)[\(place)]")))
    }
    return elements
  }

  func optional<Value>(
    _ body: (JSONValue) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value? {
    exists ? try body(self) : nil
  }

  private var isBoolean: Bool {
    guard let number = value as? NSNumber else { return false }
    return ["B", "c"].contains(String(cString: number.objCType))
  }

  /// What is there, for a message.
  private var found: String {
    switch value {
    case nil: "nothing"
    case let text as String: "'\(text)'"
    case let number as NSNumber where isBoolean: number.boolValue ? "true" : "false"
    case let number as NSNumber: "\(number)"
    case is [Any]: "a list"
    case is [String: Any]: "an object"
    default: "null"
    }
  }
}
