import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

private let lines = PublishedLine.ofICD10CM
private let member = "icd10cm_order_2025.txt"

private func ingestZip(_ zip: [UInt8], member: String = member) throws -> IngestedRelease {
  try ingestSample(zip, file: "order.zip", member: member)
}

@Suite struct ZipTests {
  @Test(arguments: [["-9"], ["-0"]])
  func aMemberIsReadAsTheFileWouldBe(_ options: [String]) throws {
    let zip = try zipped(orderFile(lines), as: member, options: options)
    let ingested = try ingestZip(zip)
    #expect(ingested.records.map { orderLine($0) } == lines)
    #expect(ingested.release.fileSize == zip.count)
    #expect(ingested.findings.isEmpty)
  }

  @Test(arguments: [
    "Code Descriptions/icd10cm_order_2022.txt", "Order File (Long and Abbreviated Titles)/order [1].txt",
    "Codes – März.txt",
  ])
  func aMemberMayStandInAFolderAndBearAnyName(_ path: String) throws {
    let zip = try zipped(orderFile(lines), as: path)
    #expect(try ingestZip(zip, member: path).records.count == lines.count)
    #expect(try ingestZip(markingNameAsUTF8(zip), member: path).records.count == lines.count)
  }

  /// Sets the flag by which other programs say that a member's name is in UTF-8; `zip` leaves it out.
  private func markingNameAsUTF8(_ zip: [UInt8]) throws -> [UInt8] {
    var zip = zip
    zip[7] |= 0x08
    let centralHeader = try #require(zip.firstRange(of: Array("PK\u{1}\u{2}".utf8)))
    zip[centralHeader.lowerBound + 9] |= 0x08
    return zip
  }

  @Test func findingsNameTheZipAndTheMember() throws {
    let broken = PublishedLine.choleraBiovar.with("2", in: 15...15)
    let ingested = try ingestZip(try zipped(orderFile([PublishedLine.cholera, broken]), as: member))
    #expect(ingested.findings.map { $0.place?.file } == ["order.zip/\(member)"])
    #expect(ingested.rejected.map(\.file) == ["order.zip"])
    #expect(ingested.rejected.map(\.member) == [member])
  }

  @Test func aWrongMemberIsAnsweredWithWhatIsThere() throws {
    let zip = try zipped(orderFile(lines), as: "Code Descriptions/order.txt")
    #expect(
      throws: IngestError.notAsRegistered(
        "order.zip: expected the member '\(member)', found 'Code Descriptions/order.txt'")
    ) { try ingestZip(zip) }
  }

  @Test func anEmptyZipHoldsNoMember() {
    let zip = Array("PK\u{5}\u{6}".utf8) + Array(repeating: 0, count: 18)
    #expect(
      throws: IngestError.notAsRegistered("order.zip: expected the member '\(member)', found no members")
    ) { try ingestZip(zip) }
  }

  @Test func aTextWhereAZipIsExpectedIsRefused() {
    #expect(
      throws: IngestError.notAsRegistered("order.zip: expected a zip, found an HTML or XML page")
    ) { try ingestZip(Array("<html>Page not found</html>".utf8)) }
    #expect(
      throws: IngestError.notAsRegistered(
        "order.zip: expected a zip, found text that begins with '\(PublishedLine.cholera.prefix(40))'")
    ) { try ingestZip(orderFile(lines)) }
    #expect(throws: IngestError.notAsRegistered("order.zip: expected a zip, found an empty file")) {
      try ingestZip([])
    }
  }

  /// What is left of a cut zip is either the whole member or an error that calls it damaged.
  @Test func aZipCutOffAnywhereIsDamagedOrComplete() throws {
    let zip = try zipped(orderFile(lines), as: member)
    for length in 4..<zip.count {
      do {
        #expect(try ingestZip(Array(zip[..<length])).records.count == lines.count, "cut at \(length)")
      } catch IngestError.unreadable(let sentence) {
        #expect(sentence.hasPrefix("order.zip"), "cut at \(length)")
        #expect(sentence.contains("damaged zip: "), "cut at \(length)")
      } catch {
        Issue.record("cut at \(length): \(error)")
      }
    }
  }

  @Test(arguments: [["-9"], ["-0"]])
  func aChangedByteOfThePackedMemberIsNoticed(_ options: [String]) throws {
    let sound = try zipped(orderFile(lines), as: member, options: options)
    // The local header has 30 bytes and the member's name; the first letter of a title is after it.
    for offset in stride(from: 30 + member.utf8.count + 16, to: 240, by: 7) {
      var zip = sound
      zip[offset] ^= 0x20
      let error = #expect(throws: IngestError.self, "byte \(offset)") { _ = try ingestZip(zip) }
      #expect(error?.message.hasPrefix("order.zip/\(member): damaged zip: ") == true, "byte \(offset)")
    }
  }

  @Test func aZipWithAChangedByteIsRefusedOrGivesWhatItGave() throws {
    let sound = try zipped(orderFile(lines), as: member)
    for offset in sound.indices {
      for change: UInt8 in [0x01, 0x80] {
        var zip = sound
        zip[offset] ^= change
        if let ingested = try? ingestZip(zip) {
          #expect(ingested.records.count == lines.count, "byte \(offset)")
        }
      }
    }
  }
}
