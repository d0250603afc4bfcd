import CodeSetModel
import Ingest
import Testing

/// The count of rows apart from the readers: it would see a row that is lost, and one that is in two places.
@Suite struct AccountTests {
  private let bytes = Array("a,b\r\n1,\"x\ny\"\n\n2,z".utf8)

  @Test func everyLineIsInOneRow() throws {
    var lines = LineAccount(bytes)
    #expect(lines.lines.count == 5)
    try lines.enter(recordOn: 2)
    #expect(lines.others.map(\.number) == [1, 4, 5])
    try lines.enter(4)
    try lines.enter(5)
    try lines.expectOthers(1)
    #expect(throws: LostRows.self) { try lines.expectOthers(0) }
    #expect(throws: LostRows.self, "in two rows") { try lines.enter(3) }
    #expect(throws: LostRows.self, "beyond the end") { try lines.enter(6) }
  }

  @Test func theRecordsThatAreInNoRowAreCounted() throws {
    var lines = LineAccount(bytes)
    try lines.enter(5)
    #expect(lines.otherRecords == [1, 2, 4])
  }

  /// A zip that is changed in one of its members is still a zip.
  @Test func aStoredZipIsPackedAgain() throws {
    let zip = StoredZip([("a.txt", Array("Cholera".utf8)), ("b/c.txt", [])])
    let unpacked = try #require(StoredZip(zip.bytes))
    #expect(unpacked.members.map(\.name) == ["a.txt", "b/c.txt"])
    #expect(unpacked.members.map(\.contents) == zip.members.map(\.contents))
    var read: [String: [UInt8]] = [:]
    try forEachMember(of: zip.bytes, name: "a.zip") { (name, contents) throws(IngestError) in
      read[name] = try contents()
      return true
    }
    #expect(read == ["a.txt": Array("Cholera".utf8), "b/c.txt": []])
  }

  @Test func theSameSeedMakesTheSameChanges() {
    let sound = Array("00001 A00     0 Cholera\r\n00002 A000    1 Cholera due to Vibrio\r\n".utf8)
    let changed = (1...50).map { seed in
      var mutation = Mutation(seed: UInt64(seed))
      return mutation.changed(sound)
    }
    let again = (1...50).map { seed in
      var mutation = Mutation(seed: UInt64(seed))
      return mutation.changed(sound)
    }
    #expect(changed == again)
    #expect(Set(changed).count > 45)
  }
}
