import CodeSetModel

/// What a file is, by what is in it.
package struct Recognized: Hashable, Sendable {
  /// What the registry calls it; nothing where the file is known and no role reads it.
  package struct Entry: Hashable, Sendable {
    package var system: String
    package var role: String
    package var layout: String
  }

  package var entry: Entry?
  /// What was seen, for people.
  package var basis: String
  /// The fiscal year of the file that its footer compares with, and the one it counts itself.
  package var footerYears: (before: Int, after: Int)?
  /// The year that it states as its version.
  package var version: Int?

  init(_ system: CodeSystem, _ role: String, _ layout: String, _ basis: String) {
    entry = Entry(system: system.id, role: role, layout: layout)
    self.basis = basis
  }

  /// A file that is known and not read.
  init(notRead basis: String) {
    self.basis = basis
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.entry == other.entry && one.basis == other.basis
  }
  package func hash(into hasher: inout Hasher) { hasher.combine(basis) }
}

/// Recognizes a file by its content; `nil`: it is none that is known.
///
/// - Parameter name: what messages call it.
package func recognize(_ contents: [UInt8], name: String) -> Recognized? {
  switch contents.withUnsafeBytes(Appearance.init) {
  case .zip: recognizeWorkbook(contents, name: name)
  case .xml: contents.withUnsafeBytes(recognizeXML)
  case .text, .addenda: contents.withUnsafeBytes(recognizeText)
  default: nil
  }
}

/// The first lines of a text that are not blank.
struct FirstLines {
  /// Without their line ends.
  let lines: [Slice<UnsafeRawBufferPointer>]

  init(_ contents: UnsafeRawBufferPointer, count: Int = 400) {
    let start = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lines = contents[start...].prefix(200_000).split(separator: UInt8(ascii: "\n"), maxSplits: 2 * count)
      .prefix(count)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }.filter { !$0.allSatisfy(isBlank) }
  }

  /// Whether at least nine of ten lines, and one, are so.
  func mostly(_ isSo: (Slice<UnsafeRawBufferPointer>) -> Bool) -> Bool {
    let count = lines.count(where: isSo)
    return count > 0 && count * 10 >= lines.count * 9
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// What is in some columns, from 1, without the blanks around it.
  func text(_ columns: ClosedRange<Int>) -> String {
    let part = dropFirst(columns.lowerBound - 1).prefix(columns.count)
    return String(decoding: part, as: UTF8.self).trimmingBlanks
  }

  func isBlank(at column: Int) -> Bool { dropFirst(column - 1).first == UInt8(ascii: " ") }
}

extension CodeSystem {
  func isWellFormed(_ code: String) -> Bool {
    Array(code.utf8).withUnsafeBytes { isWellFormed($0) }
  }
}
