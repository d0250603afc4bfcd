import CodeSetModel
import Testing

@Suite struct ByteBufferTests {
  private func bytes(capacity: Int = 1, _ append: (inout ByteBuffer) -> Void) -> [UInt8] {
    var buffer = ByteBuffer(capacity: capacity)
    append(&buffer)
    #expect(buffer.count == buffer.bytes.count)
    return Array(buffer.bytes)
  }

  /// From one byte of room to thousands, in steps of each length around a doubling.
  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 1023, 1024, 1025])
  func itGrowsByAsMuchAsIsAppended(step: Int) {
    let piece = (0..<step).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let found = bytes { buffer in
      for _ in 0..<10 { piece.withUnsafeBytes { buffer.append($0) } }
    }
    #expect(found == Array(repeatElement(piece, count: 10).joined()))
  }

  @Test func nothingIsAppendedWhereThereIsNothing() {
    #expect(bytes { $0.append(UnsafeRawBufferPointer(start: nil, count: 0)) } == [])
    #expect(bytes { $0.append("" as String) } == [])
  }

  @Test func bytesAreForgottenAndTheRoomIsUsedAgain() {
    let found = bytes { buffer in
      buffer.append("first" as StaticString)
      buffer.removeAll()
      buffer.append("second," as StaticString)
      buffer.removeLast()
    }
    #expect(found == Array("second".utf8))
  }

  @Test func aBodyWritesIntoItsRoom() {
    let found = bytes { buffer in
      buffer.append(UInt8(ascii: "<"))
      buffer.append(room: 100) { room in
        room.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "x"), count: 3)
        return 3
      }
      buffer.append(UInt8(ascii: ">"))
    }
    #expect(found == Array("<xxx>".utf8))
  }

  @Test(arguments: [
    0, 1, 9, 10, 11, 99, 100, 101, -1, -10, 999_999, 1_000_000, Int.max, Int.min, 1_000_000_000_000_000_000,
  ])
  func aNumberIsWrittenInDecimalDigits(number: Int) {
    #expect(bytes { $0.append(decimal: number) } == Array(String(number).utf8))
  }

  /// Quotes, backslashes and everything below a blank are escaped, all else stays as it is.
  @Test(arguments: [
    ("", #""""#), ("Cholera", #""Cholera""#), ("say \"no\"", #""say \"no\"""#), (#"\"#, #""\\""#),
    ("\r\n", #""\u000d\u000a""#), ("\t", #""\u0009""#), ("\u{0}", #""\u0000""#), ("\u{1F}", #""\u001f""#),
    ("\u{20}\u{7F}/", "\" \u{7F}/\""), ("Ménière \u{1F9EC}", "\"Ménière \u{1F9EC}\""),
  ])
  func textIsQuotedAsInJSON(text: String, quoted: String) {
    #expect(bytes { $0.append(quoted: text) } == Array(quoted.utf8))
  }
}
