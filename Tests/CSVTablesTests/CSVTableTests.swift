import CSVTables
import CodeSetModel
import Testing

/// CSV as the registry, a declared layout and the files between stages have it.
@Suite struct CSVTableTests {
  /// A text with a header row `a,b`, and the fields of the records below it.
  struct Reading: Sendable, CustomTestStringConvertible {
    var text: String
    var values: [[String?]]
    /// The lines on which the records begin.
    var lines: [Int]

    init(_ text: String, _ values: [[String?]], lines: [Int]) {
      (self.text, self.values, self.lines) = (text, values, lines)
    }

    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Reading("a,b\n1,2\n", [["1", "2"]], lines: [2]),
    Reading("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    Reading("a,b\n1,2", [["1", "2"]], lines: [2]),
    Reading("\u{FEFF}a,b\n1,2\n", [["1", "2"]], lines: [2]),
    Reading("a,b\n\"say \"\"no\"\"\",\",\"\n", [["say \"no\"", ","]], lines: [2]),
    Reading("a,b\n\"two\nlines\",2\n3,4\n", [["two\nlines", "2"], ["3", "4"]], lines: [2, 4]),
    Reading("a,b\n\"two\r\nlines\",2\n", [["two\r\nlines", "2"]], lines: [2]),
    Reading("a,b\n,\"\"\n", [[nil, ""]], lines: [2]),
    Reading("a,b\n 1 ,\t2\n", [[" 1 ", "\t2"]], lines: [2]),
    Reading("a,b\né, \u{1F9EC}\n", [["é", " \u{1F9EC}"]], lines: [2]),
    Reading("a,b\n1\n1,2,3\n", [["1"], ["1", "2", "3"]], lines: [2, 3]),
    Reading("a,b\n", [], lines: []),
  ])
  func aTextIsReadFieldByField(_ reading: Reading) throws {
    let table = try CSVTable(Array(reading.text.utf8), file: "a.csv")
    #expect(table.header == ["a", "b"])
    #expect(table.records.map(\.values) == reading.values)
    #expect(table.records.map(\.line) == reading.lines)
  }

  @Test func anotherDelimiterSeparatesFields() throws {
    let table = try CSVTable(Array("a;b\n1,5;2\n".utf8), delimiter: UInt8(ascii: ";"), file: "a.csv")
    #expect(table.records.map(\.values) == [["1,5", "2"]])
  }

  @Test(arguments: [
    ("", "a.csv:1: error: expected a header row, found nothing [csv-syntax]"),
    ("a,b\n1,\"2\" x\n", "a.csv:2:6: error: expected matching quotes [csv-syntax]"),
    ("a,b\n1,2 \"x\"\n", "a.csv:2:5: error: expected matching quotes [csv-syntax]"),
    ("a,b\n1,2\n1,\"2\n3,4\n", "a.csv:3: error: expected matching quotes [csv-syntax]"),
    ("a,b\n1,2\r3,4\n", "a.csv:2: error: expected matching quotes [csv-syntax]"),
  ])
  func whatCannotBeReadIsSaidWithItsPlace(text: String, message: String) {
    let finding = #expect(throws: Diagnostic.self) { try CSVTable(Array(text.utf8), file: "a.csv") }
    #expect(finding?.description == message)
  }
}
