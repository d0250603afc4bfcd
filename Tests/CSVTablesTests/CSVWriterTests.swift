import CSVTables
import CodeSetModel
import Testing

/// What is written can be read back, and its bytes are known.
@Suite struct CSVWriterTests {
  private func written(_ write: (inout CSVWriter) -> Void) -> String {
    var writer = CSVWriter(Rejected.table)
    writer.buffer.removeAll()
    write(&writer)
    return String(decoding: writer.buffer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", "\"\""), ("Cholera", "\"Cholera\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("\"", "\"\"\"\""),
    ("a,b", "\"a,b\""), ("two\r\nlines", "\"two\r\nlines\""), (" blanks ", "\" blanks \""),
    ("\u{0}\u{1F}", "\"\u{0}\u{1F}\""), ("Ménière", "\"Ménière\""),
  ])
  func textIsQuotedAndItsQuotesDoubled(text: String, field: String) {
    #expect(written { $0.text(text) } == field)
  }

  @Test func numbersAreNotQuotedAndNothingIsAnEmptyField() {
    let row = written { writer in
      writer.integer(-7)
      writer.null()
      writer.boolean(true)
      writer.text("")
      writer.boolean(false)
    }
    #expect(row == "-7,,1,\"\",0")
  }

  /// Text longer than the first buffer, every byte of it a quote: twice as many come out.
  @Test func theBufferGrowsWithItsText() {
    let text = String(repeating: "\"", count: 100_000)
    #expect(written { $0.text(text) } == "\"" + text + text + "\"")
  }
}
