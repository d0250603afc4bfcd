import CLibCSV
import CodeSetModel

// The one file that talks to libcsv.

/// Appends a text as a quoted CSV field, its quotes doubled.
func appendQuoted(_ value: String, to buffer: inout ByteBuffer) {
  var value = value
  value.withUTF8 { text in
    let room = 2 * text.count + 2
    buffer.append(room: room) { csv_write2($0, room, text.baseAddress, text.count, UInt8(ascii: "\"")) }
  }
}

/// Reads CSV line by line: RFC 4180, any one-byte delimiter, quoted line breaks.
///
/// Lines are fed one at a time, so that every record knows the line on which it begins. Blanks around a
/// field are kept. A field that is empty and not quoted is `nil`.
package final class CSVParser {
  private var parser = csv_parser()
  private var fields: [String?] = []
  private var records: [[String?]] = []

  package init(delimiter: UInt8 = UInt8(ascii: ",")) {
    let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL)
    // 0 means success; the only failure is a null pointer.
    precondition(csv_init(&parser, options) == 0, "libcsv accepts a parser")
    csv_set_delim(&parser, delimiter)
    csv_set_space_func(&parser) { _ in 0 }
  }

  deinit {
    csv_free(&parser)
  }

  /// Whether the next byte begins a record: no quoted field is open.
  package var isBetweenRecords: Bool { parser.pstate == 0 }

  /// Feeds one line, with its line end, and returns the record that ends with it, if one does.
  ///
  /// - Throws: `CSVSyntaxError` where quotes do not match up.
  package func feed(_ line: [UInt8]) throws(CSVSyntaxError) -> [String?]? {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let consumed = csv_parse(&parser, line, line.count, Self.fieldEnded, Self.recordEnded, context)
    guard consumed == line.count else { throw CSVSyntaxError(column: consumed + 1) }
    // A carriage return amid the line ends a record for libcsv: none may go unseen.
    guard records.count <= 1 else { throw CSVSyntaxError(column: nil) }
    return records.popLast()
  }

  /// Ends the input and returns the record that had no line end, if there is one.
  package func finish() throws(CSVSyntaxError) -> [String?]? {
    let context = Unmanaged.passUnretained(self).toOpaque()
    guard csv_fini(&parser, Self.fieldEnded, Self.recordEnded, context) == 0 else {
      throw CSVSyntaxError(column: nil)
    }
    return records.popLast()
  }

  private static let fieldEnded:
    @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
      start, count, context in
      guard let context else { return }
      let parser = Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
      parser.fields.append(
        start.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: count), as: UTF8.self) })
    }

  private static let recordEnded: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    guard let context else { return }
    let parser = Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
    parser.records.append(parser.fields)
    parser.fields.removeAll(keepingCapacity: true)
  }
}

/// A line whose quotes do not match up, so that where its fields end is not known.
package struct CSVSyntaxError: Error {
  /// The byte of the line at which it shows, from 1; `nil` at the end of the input.
  package var column: Int?
}
