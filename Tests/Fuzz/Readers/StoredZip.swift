/// A zip whose members are stored as they are, so that they can be changed and packed again.
struct StoredZip {
  var members: [(name: String, contents: [UInt8])]

  /// The members of a zip that this program packed; `nil` of any other.
  init?(_ zip: [UInt8]) {
    members = []
    var start = 0
    while zip[start...].starts(with: Array("PK\u{3}\u{4}".utf8)), start + 30 <= zip.count {
      let (size, nameSize) = (number(at: start + 18), number(at: start + 26) & 0xFFFF)
      let contents = start + 30 + nameSize
      guard number(at: start + 8) & 0xFFFF == 0, number(at: start + 28) & 0xFFFF == 0,
        contents + size <= zip.count
      else { return nil }
      members.append(
        (String(decoding: zip[start + 30..<contents], as: UTF8.self), Array(zip[contents..<contents + size])))
      start = contents + size
    }
    guard !members.isEmpty else { return nil }

    func number(at place: Int) -> Int {
      place + 4 <= zip.count ? (0..<4).reduce(0) { $0 | Int(zip[place + $1]) << ($1 * 8) } : 0
    }
  }

  init(_ members: [(name: String, contents: [UInt8])]) {
    self.members = members
  }

  /// The whole zip: each member, the directory, and where that is.
  var bytes: [UInt8] {
    var (zip, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, contents) in members {
      let name = Array(name.utf8)
      // Version 2.0, no flags, stored, 1980-01-01.
      let rest =
        little(20, 2) + little(0, 4) + little(0, 2) + little(0x21, 2) + little(checksum(contents), 4)
        + little(contents.count, 4) + little(contents.count, 4) + little(name.count, 2) + little(0, 2)
      directory += little(0x0201_4B50, 4) + little(20, 2) + rest + little(0, 10) + little(zip.count, 4) + name
      zip += little(0x0403_4B50, 4) + rest + name + contents
    }
    let count = little(members.count, 2)
    return zip + directory + little(0x0605_4B50, 4) + little(0, 4) + count + count
      + little(directory.count, 4) + little(zip.count, 4) + little(0, 2)
  }
}

/// A number in bytes, the lowest first.
private func little(_ number: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> ($0 * 8)) : 0 }
}

/// The CRC-32 of a member, as zips state it.
private func checksum(_ bytes: [UInt8]) -> Int {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes { sum = checksums[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  return Int(~sum)
}

private let checksums: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
}
