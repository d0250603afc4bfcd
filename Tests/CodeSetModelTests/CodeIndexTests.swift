import CodeSetModel
import Testing

@Suite struct CodeIndexTests {
  /// Codes of two to 22 characters, many of them twice and many the beginning of another.
  private let codes = (0..<20_000).map { number in
    let digits = String((number * 7_919) % 15_013, radix: 36, uppercase: true)
    return "A" + digits + String(repeating: "X", count: number % 19)
  }

  @Test func aCodeIsFoundWhereItStandsFirst() {
    var index = CodeIndex()
    var first: [String: Int] = [:]
    for (position, code) in codes.enumerated() {
      let earlier = first[code]
      #expect(index.add(code) == earlier)
      if earlier == nil { first[code] = position }
    }
    #expect(first.count < codes.count, "some codes stand twice")
    for (code, position) in first { #expect(index.position(of: code) == position) }
    #expect(index.position(of: "B00") == nil)
    #expect(index.position(of: "") == nil)
  }

  @Test func theLongestPrefixIsTheLongestOtherCodeThatACodeBeginsWith() {
    let index = CodeIndex(codes)
    var first: [String: Int] = [:]
    for (position, code) in codes.enumerated() where first[code] == nil { first[code] = position }
    var found = 0
    for code in codes {
      let bytes = Array(code.utf8)
      let prefixes = (1..<bytes.count).reversed().map { String(decoding: bytes[..<$0], as: UTF8.self) }
      let position = prefixes.lazy.compactMap { first[$0] }.first
      #expect(index.positionOfLongestPrefix(of: code) == position)
      if position != nil { found += 1 }
    }
    #expect(found > 1_000, "some codes begin with another")
  }
}
