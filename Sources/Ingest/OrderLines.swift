import CodeSetModel
import Foundation

/// The lines of an order file that was read, kept for the release that comes next.
///
/// A release prints most codes as the one before did; only the order number is another. What was read from
/// such a line holds again, and is not read twice.
package struct OrderLines: Sendable {
  private let contents: [UInt8]
  /// Where the line of each record is; empty for one that had to be decoded.
  private let lines: [Range<Int>]
  private let records: [OrderRecord]
  private let codes: CodeIndex
  /// The record whose line is expected next: codes follow each other as they did.
  private var next = 0

  /// - Parameters:
  ///   - lines: where the line of each record is in `contents`.
  ///   - codes: the codes of `records`, each once.
  init(contents: [UInt8], lines: [Range<Int>], records: [OrderRecord], codes: CodeIndex) {
    self.contents = contents
    self.lines = lines
    self.records = records
    self.codes = codes
  }

  /// The columns of the order number and the blank after it, in which equal lines may differ.
  private static let orderNumber = 0..<6

  /// The record on a line that were in the release before.
  mutating func record(on line: TextLine) -> OrderRecord? {
    guard next < lines.count, line.columnStarts == nil, line.bytes.count == lines[next].count,
      line.bytes.count > Self.orderNumber.count, line.bytes[5] == UInt8(ascii: " "),
      line.bytes[..<5].allSatisfy(isDigit)
    else { return nil }
    let skipped = Self.orderNumber.upperBound
    let start = lines[next].lowerBound
    let isSame = contents.withUnsafeBytes { contents in
      guard let before = contents.baseAddress, let now = line.bytes.baseAddress else { return false }
      return memcmp(before + start + skipped, now + skipped, line.bytes.count - skipped) == 0
    }
    guard isSame else { return nil }
    var record = records[next]
    next += 1
    record.orderNumber = string(UnsafeRawBufferPointer(rebasing: line.bytes[..<5]))
    record.line = line.number
    return record
  }

  /// Goes on after a code that is printed otherwise than before.
  mutating func skip(_ code: String) {
    if let position = codes.position(of: code) { next = position + 1 }
  }
}
