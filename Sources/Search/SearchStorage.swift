import CodeSetModel

/// How the index is kept in SQLite: numbers of four bytes, the lowest first, and of words the texts that have them.
extension SearchIndex {
  /// The name of each list of numbers, and itself.
  package var parts: [(name: String, bytes: [UInt8])] {
    [
      ("code_id", packed(codes.map { Int32($0.position + 1) })), ("group", packed(codes.map(\.group))),
      ("parent", packed(codes.map(\.parent))), ("cost", codes.map(\.cost)),
      ("retired", codes.map { $0.isRetired ? 1 : 0 }), ("group_parent", packed(parents)),
      ("target", packed(entries.map(\.code))), ("source", entries.map { $0.source.rawValue.utf8.first ?? 0 }),
    ]
  }
}

/// Texts with a word: each by how many numbers it comes after the one before, seven bits a byte, and its share.
package func packed(_ postings: [SearchPosting]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(postings.count * 3)
  var last: Int32 = 0
  for posting in postings {
    var step = UInt32(bitPattern: posting.entry - last)
    last = posting.entry
    while step >= 0x80 {
      bytes.append(UInt8(step & 0x7F) | 0x80)
      step >>= 7
    }
    bytes.append(UInt8(step))
    bytes.append(posting.share)
  }
  return bytes
}

/// Reads what `packed` wrote; bytes that end within a number end the list.
package func unpackedPostings(
  _ bytes: UnsafeRawBufferPointer, _ visit: (_ entry: Int, _ share: UInt8) -> Void
) {
  var (place, entry) = (0, 0)
  while place < bytes.count {
    var (step, shift) = (0, 0)
    while place < bytes.count, bytes[place] & 0x80 != 0, shift < 28 {
      step |= Int(bytes[place] & 0x7F) << shift
      shift += 7
      place += 1
    }
    guard place + 1 < bytes.count else { return }
    entry += step | Int(bytes[place]) << shift
    visit(entry, bytes[place + 1])
    place += 2
  }
}

private func packed(_ numbers: [Int32]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(numbers.count * 4)
  for number in numbers {
    let bits = UInt32(bitPattern: number)
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
    }
  }
  return bytes
}

package func unpackedNumbers(_ bytes: UnsafeRawBufferPointer) -> [Int32] {
  (0..<bytes.count / 4).map {
    Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self))
  }
}
