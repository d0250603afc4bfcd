import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct SpoiledBytesTests {
  /// Each seed spoils real files in 250 ways. Whatever the bytes, every line is read or rejected, in order.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func everyLineOfASpoiledOrderFileIsReadOrRejected(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let sound = orderFile(PublishedLine.ofICD10CM)
    var recordCount = 0
    for _ in 0..<250 {
      let bytes = spoiled(sound, using: &random)
      guard let ingested = try accepted({ try ingestSample(bytes) }) else { continue }
      recordCount += ingested.records.count
      expectEveryRowAccounted(ingested, rows: lineCount(bytes))
      let lines = (ingested.records.map(\.line) + ingested.rejected.map(\.line)).sorted()
      #expect(lines == Array(1..<(lineCount(bytes) + 1)))
      #expect(ingested.rejected.allSatisfy { row in ingested.findings.contains { $0.rule == row.rule } })
    }
    // Most lines survive: the test has something to look at.
    #expect(recordCount > 250 * 3)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyRecordOfASpoiledCSVIsReadOrRejected(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let sound = Array(csv.utf8)
    var recordCount = 0
    for _ in 0..<250 {
      let bytes = spoiled(sound, using: &random)
      guard let ingested = try accepted({ try ingestSample(bytes, layout: .csv) }) else { continue }
      recordCount += ingested.records.count
      expectEveryRowAccounted(ingested)
      let lines = ingested.records.map(\.line) + ingested.rejected.map(\.line)
      #expect(Set(lines).count == lines.count, "a record begins on a line of its own")
      #expect(lines.allSatisfy { (1...lineCount(bytes)).contains($0) })
    }
    #expect(recordCount > 250 * 2)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyLineOfSpoiledAddendaIsReadOrAFinding(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let sound = orderFile(AddendaLine.ofICD10CM + [""] + AddendaLine.footer)
    var recordCount = 0
    for _ in 0..<250 {
      let bytes = spoiled(sound, using: &random)
      guard let addenda = try accepted({ try ingestAddendaSample(bytes) }) else { continue }
      recordCount += addenda.records.count
      let read = Set(
        addenda.records.map(\.line) + addenda.counts.map(\.line)
          + addenda.findings.filter { $0.severity == .error }.compactMap { $0.place?.line })
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (number, line) in zip(1..., lines) where !read.contains(number) {
        let words = line.split { [0x20, 0x09, 0x0D].contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        #expect([[], ["Headers"], ["Codes"], ["of", "which"]].contains(words), "line \(number)")
      }
    }
    #expect(recordCount > 250 * 2)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func whatIsReadOfASpoiledConversionTableIsWhole(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let rows = (0..<5).map { "A04.7\($0),2017,\"A04.7, A04.9\"\r\n" }.joined()
    let sound = Array("Current code assignment,Effective,Previous Code(s) Assignment\r\n\(rows)".utf8)
    var recordCount = 0
    for _ in 0..<250 {
      let bytes = spoiled(sound, using: &random)
      guard let table = try accepted({ try ingestConversionSample(bytes) }) else { continue }
      recordCount += table.records.count
      let lines = table.records.map(\.line)
      #expect(lines == Set(lines).sorted())
      #expect(lines.allSatisfy { (1...lineCount(bytes)).contains($0) })
      #expect(table.records.allSatisfy { ![$0.code, $0.effective, $0.previous].contains("") })
    }
    #expect(recordCount > 250)
  }

  private let csv = """
    order,code,billable,short_title,long_title
    00001,A00,0,Cholera,Cholera
    00002,A000,1,"Cholera due to Vibrio cholerae 01, biovar cholerae","So-called ""classical"" cholera"
    26708,O343,0,Maternal care for cervical incompetence,"Maternal care
    for cervical incompetence"
    26711,O3432,1,Maternal care,"Maternal care for cervical incompetence, second trimester"
    96237,Z3A,0,Weeks of gestation,Weeks of gestation

    """

  /// What `read` gives, or `nil` where the file as a whole is refused.
  private func accepted<Ingested>(_ read: () throws -> Ingested) throws -> Ingested? {
    do {
      return try read()
    } catch is IngestError {
      return nil
    }
  }

  private func lineCount(_ bytes: [UInt8]) -> Int {
    let lineFeeds = bytes.count { $0 == UInt8(ascii: "\n") }
    return bytes.last == UInt8(ascii: "\n") ? lineFeeds : lineFeeds + 1
  }

  /// The bytes with one to three changes: a bit, a byte, a line end, a cut, a repetition.
  private func spoiled(_ sound: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = sound
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let position = Int.random(in: bytes.indices, using: &random)
      let end = min(bytes.count, position + Int.random(in: 1...100, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes[position] = [0x0A, 0x0D, 0x09, 0x22, 0x2C, 0x00].randomElement(using: &random) ?? 0
      case 3: bytes.insert([0x0A, 0x0D, 0x22, 0xC3, 0xEF].randomElement(using: &random) ?? 0, at: position)
      case 4: bytes.removeSubrange(position..<end)
      case 5: bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 6: bytes.removeSubrange(end...)
      default: bytes.swapAt(position, Int.random(in: bytes.indices, using: &random))
      }
    }
    return bytes
  }
}
