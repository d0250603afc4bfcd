import CodeSetModel
import Foundation

/// One line of a text file, with the publisher's columns: one column is one character.
struct TextLine {
  /// The line's number, from 1.
  var number: Int
  /// The line in UTF-8, without its line end.
  var bytes: UnsafeRawBufferPointer
  /// Where each column begins in `bytes`, and at last where the line ends; `nil` when all is ASCII and a
  /// column is a byte.
  var columnStarts: [Int]?

  /// The number of columns.
  var length: Int { columnStarts.map { $0.count - 1 } ?? bytes.count }

  /// The text of some columns, as bytes of UTF-8. The columns are those of the line, from 1.
  subscript(columns: ClosedRange<Int>) -> UnsafeRawBufferPointer {
    let start = columnStarts?[columns.lowerBound - 1] ?? columns.lowerBound - 1
    let end = columnStarts?[columns.upperBound] ?? columns.upperBound
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// The column in which a byte of the line is.
  func column(ofByteAt offset: Int) -> Int {
    guard let columnStarts else { return offset + 1 }
    return (columnStarts.lastIndex { $0 <= offset } ?? 0) + 1
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What is to be said of how a text file is written, apart from what it says.
struct TextForm {
  var beginsWithByteOrderMark = false
  var linesEndingInLF: [Int] = []
  var lacksFinalNewline = false
  var lineCount = 0

  static let byteOrderMark = Rule(
    "byte-order-mark", .note, "A text file begins with its first line, not with a byte-order mark.")
  static let lineEnds = Rule("line-ends", .note, "The lines of an order file end in CR LF.")
  static let finalNewline = Rule("final-newline", .note, "The last line ends like the others.")
  static let encoding = Rule("encoding", .note, "Text is ASCII; other characters are in UTF-8.")
  static let rules = [byteOrderMark, lineEnds, finalNewline, encoding]
}

/// Calls `body` for each line of a file: split at LF, one CR before it dropped, a byte-order mark skipped.
///
/// A line that is not ASCII is read as UTF-8 or else as Windows-1252, with a note; `body` gets it as UTF-8.
func forEachLine(
  of contents: UnsafeRawBufferPointer, file: String, into findings: inout [Diagnostic],
  _ body: (TextLine, inout [Diagnostic]) -> Void
) -> TextForm {
  var form = TextForm()
  var start = 0
  if contents.starts(with: [0xEF, 0xBB, 0xBF]) {
    start = 3
    form.beginsWithByteOrderMark = true
  }
  while start < contents.count {
    let rest = UnsafeRawBufferPointer(rebasing: contents[start...])
    let lineFeed = position(of: UInt8(ascii: "\n"), in: rest)
    var end = lineFeed ?? rest.count
    form.lineCount += 1
    if lineFeed == nil {
      form.lacksFinalNewline = true
    } else if end > 0, rest[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    } else {
      form.linesEndingInLF.append(form.lineCount)
    }
    let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
    if isASCII(line) {
      body(TextLine(number: form.lineCount, bytes: line), &findings)
    } else {
      let place = Place(file: file, line: form.lineCount)
      withDecoded(line, at: place, noting: &findings) { bytes, starts, findings in
        body(TextLine(number: form.lineCount, bytes: bytes, columnStarts: starts), &findings)
      }
    }
    start += (lineFeed ?? rest.count) + 1
  }
  return form
}

extension TextForm {
  /// The notes about the form; `rule lineEnds` is for files whose publisher writes CR LF.
  func notes(file: String, expectingCRLF: Bool) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if beginsWithByteOrderMark {
      notes.append(
        Self.byteOrderMark.finding(
          "expected the first line, found a byte-order mark; skipped",
          at: Place(file: file, line: 1, column: 1)))
    }
    if expectingCRLF, let first = linesEndingInLF.first {
      notes.append(
        Self.lineEnds.finding(
          "expected lines that end in CR LF, found LF alone on \(linesEndingInLF.count) of \(lineCount)",
          at: Place(file: file, line: first)))
    }
    if lacksFinalNewline {
      notes.append(
        Self.finalNewline.finding(
          "expected a line end after the last line, found the end of the file",
          at: Place(file: file, line: lineCount)))
    }
    return notes
  }
}

func position(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
  guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
  return UnsafeRawPointer(found) - base
}

private func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var all: UInt8 = 0
  for byte in bytes { all |= byte }
  return all < 0x80
}

/// Decodes a line that is not ASCII and says which encoding it took it for.
private func withDecoded(
  _ line: UnsafeRawBufferPointer, at place: Place, noting findings: inout [Diagnostic],
  _ body: (UnsafeRawBufferPointer, [Int], inout [Diagnostic]) -> Void
) {
  let first = line.firstIndex { $0 >= 0x80 } ?? 0
  let text: String
  var place = place
  place.column = first + 1
  if let utf8 = String(validating: line, as: UTF8.self) {
    text = utf8
    findings.append(TextForm.encoding.finding("expected ASCII, found UTF-8; kept", at: place))
  } else {
    text = windows1252(line)
    findings.append(
      TextForm.encoding.finding("expected UTF-8, found bytes of Windows-1252; decoded", at: place))
  }
  var starts: [Int] = []
  var offset = 0
  for scalar in text.unicodeScalars {
    starts.append(offset)
    offset += UTF8.width(scalar)
  }
  starts.append(offset)
  Array(text.utf8).withUnsafeBytes { body($0, starts, &findings) }
}
