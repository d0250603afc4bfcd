import CSVTables
import CodeSetModel

/// The records of a CSV whose lines may be spoiled, and the lines that are none.
///
/// A quote that is left open takes in the lines after it: only its own line is lost, the others are read again.
struct CSVRecords {
  struct Record {
    /// The line on which it begins, from 1.
    var line: Int
    var values: [String?]
    /// Its lines as they are in the file.
    var text: String
  }

  private(set) var records: [Record] = []
  private(set) var others: [NoRow] = []

  init(_ lines: [(number: Int, bytes: [UInt8])], delimiter: UInt8) {
    var parser = CSVParser(delimiter: delimiter)
    var (first, next) = (0, 0)
    while first < lines.count {
      let values: [String?]?
      do throws(CSVSyntaxError) {
        // At the end, a quote that is open is one that does not match.
        values =
          next < lines.count
          ? try parser.feed(lines[next].bytes + [UInt8(ascii: "\n")]) : try parser.finish()
        next += 1
      } catch {
        others.append(
          NoRow(
            fault: RowFault(Rule.csvSyntax, nil, "expected matching quotes"), line: lines[first].number,
            text: text(of: lines[first...first])))
        parser = CSVParser(delimiter: delimiter)
        first += 1
        next = first
        continue
      }
      if let values {
        records.append(
          Record(
            line: lines[first].number, values: values, text: text(of: lines[first..<min(next, lines.count)])))
      } else if parser.isBetweenRecords {
        others.append(
          NoRow(
            fault: RowFault(RowRule.blankLine, nil, "expected a record, found a blank line"),
            line: lines[first].number, text: text(of: lines[first..<min(next, lines.count)])))
      } else {
        continue  // A quote is open.
      }
      first = next
    }

    func text(of lines: ArraySlice<(number: Int, bytes: [UInt8])>) -> String {
      lines.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n")
    }
  }
}
