import CodeSetModel

/// The lines of a text file, each of which is to be in one row: rows in, counted apart from the reader.
struct LineAccount {
  /// The lines without their line ends: split at LF, as every reader does.
  let lines: [ArraySlice<UInt8>]
  /// How many rows each line is in.
  private var rows: [Int]

  init(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    rows = Array(repeating: 0, count: lines.count)
  }

  /// Enters a row: its first line, and how many lines it has.
  mutating func enter(_ line: Int, count: Int = 1) throws(LostRows) {
    guard line >= 1, line - 1 + count <= lines.count else {
      throw LostRows("a row is on line \(line) + \(count - 1) of \(lines.count)")
    }
    for place in line - 1..<line - 1 + count {
      rows[place] += 1
      if rows[place] > 1 { throw LostRows("line \(place + 1) is in two rows") }
    }
  }

  /// Enters a record of a CSV, which goes on as long as a quote is open.
  mutating func enter(recordOn line: Int) throws(LostRows) {
    try enter(line, count: extent(ofRecordOn: line))
  }

  /// Enters the rows that were rejected, with the lines that their texts have.
  mutating func enter(_ rejected: [Rejected]) throws(LostRows) {
    for row in rejected { try enter(row.line, count: row.lineCount) }
  }

  /// Enters the lines of a row of which other rows may lie between: so many, or those up to the last.
  mutating func enterApart(_ line: Int, count: Int = .max, last: Int = .max) throws(LostRows) {
    var (next, left) = (line, count)
    while left > 0, next <= min(last, lines.count) {
      if rows[next - 1] == 0 {
        try enter(next)
        left -= 1
      }
      next += 1
    }
    guard last < .max || left == 0 else {
      throw LostRows("the row of line \(line) has \(left) lines too few")
    }
  }

  /// How many lines the record of a CSV has that begins on a line.
  func extent(ofRecordOn line: Int) -> Int {
    var quotes = 0
    for place in max(0, line - 1)..<max(line - 1, lines.count) {
      quotes += lines[place].count { $0 == UInt8(ascii: "\"") }
      if quotes.isMultiple(of: 2) { return place - line + 2 }
    }
    return max(1, lines.count - line + 1)
  }

  /// The lines that are in no row.
  var others: [(number: Int, text: ArraySlice<UInt8>)] {
    lines.indices.filter { rows[$0] == 0 }.map { ($0 + 1, lines[$0]) }
  }

  /// The first lines of the CSV records that are in no row.
  var otherRecords: [Int] {
    var records: [Int] = []
    var end = 0
    for (number, _) in others where number > end {
      records.append(number)
      end = number + extent(ofRecordOn: number) - 1
    }
    return records
  }

  /// Expects that the lines which are in no row are those of the beginning that may be.
  func expectOthers(_ count: Int, asRecords: Bool = false) throws(LostRows) {
    let found = asRecords ? otherRecords : others.map(\.number)
    guard found.count == count else {
      throw LostRows(
        "expected \(count) lines that are no rows, found \(found.count): \(found.prefix(5))")
    }
  }
}

/// Whether a line holds nothing but blanks.
func isBlank(_ line: some Collection<UInt8>) -> Bool {
  line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
}

extension Rejected {
  /// How many lines of the file it has.
  var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
}
