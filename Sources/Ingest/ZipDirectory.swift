import CodeSetModel

/// A member of a zip, as the directory at its end lists it.
struct ZipMember: Hashable {
  /// Its name in every encoding that it may be written in: UTF-8, that of MS-DOS, that of Windows.
  var names: [String]
  var packedSize: Int
  var size: Int
  /// Where it begins in the zip, and where its last byte is followed by another.
  var span: Range<Int>

  /// The name for messages.
  var name: String { names[0] }
}

/// The members of a zip, by the directory at its end, in the order in which they are in the file.
///
/// Each member is preceded by a header that says the same once more. A zip whose headers disagree would be read
/// otherwise by another program, and one without the directory is cut off: both are refused.
struct ZipDirectory {
  private(set) var members: [ZipMember] = []

  /// - Returns: `nil` where the file has no directory: it is no zip, or not all of one.
  init?(_ zip: UnsafeRawBufferPointer) throws(ZipFault) {
    guard let end = Self.end(of: zip) else { return nil }
    let count = zip.number16(end + 10)
    let size = zip.number32(end + 12)
    let start = zip.number32(end + 16)
    guard count < 0xFFFF, start < 0xFFFF_FFFF else {
      throw ZipFault("expected a zip of less than 4 GB and 65,535 members, found a larger one")
    }
    guard zip.number16(end + 4) == 0, zip.number16(end + 8) == count, start + size == end else {
      throw ZipFault("expected its directory before its end, found something else")
    }
    var place = start
    for _ in 0..<count {
      members.append(try Self.member(at: &place, before: end, in: zip))
    }
    guard place == end else { throw ZipFault("expected \(count) members in its directory, found more") }
    members.sort { $0.span.lowerBound < $1.span.lowerBound }
    for (member, next) in Swift.zip(members, members.dropFirst()) where member.span.overlaps(next.span) {
      throw ZipFault(
        "expected members one after the other, found \(member.name) and \(next.name) in one place")
    }
    if let last = members.last, last.span.upperBound > start {
      throw ZipFault("expected its members before its directory, found \(last.name) beyond")
    }
  }

  /// Where the record at the end begins: it may be followed by a comment of its own length alone.
  private static func end(of zip: UnsafeRawBufferPointer) -> Int? {
    var place = zip.count - 22
    while place >= max(0, zip.count - 22 - 0xFFFF) {
      if zip.number32(place) == 0x0605_4B50, place + 22 + zip.number16(place + 20) == zip.count {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Reads an entry of the directory, and the header of the member that it names.
  private static func member(
    at place: inout Int, before end: Int, in zip: UnsafeRawBufferPointer
  ) throws(ZipFault) -> ZipMember {
    guard place + 46 <= end, zip.number32(place) == 0x0201_4B50 else {
      throw ZipFault("expected another member in its directory, found something else")
    }
    let (flags, method) = (zip.number16(place + 8), zip.number16(place + 10))
    let (checksum, packedSize, size) = (
      zip.number32(place + 16), zip.number32(place + 20), zip.number32(place + 24)
    )
    let nameLength = zip.number16(place + 28)
    let start = zip.number32(place + 42)
    let next = place + 46 + nameLength + zip.number16(place + 30) + zip.number16(place + 32)
    guard next <= end else { throw ZipFault("expected the whole of its directory, found a part") }
    let written = zip[place + 46..<place + 46 + nameLength]
    let names = spellings(of: written, isUTF8: flags & 0x800 != 0)
    place = next

    guard start + 30 <= end, zip.number32(start) == 0x0403_4B50 else {
      throw ZipFault("expected the member \(names[0]) where its directory says, found something else")
    }
    let localNameLength = zip.number16(start + 26)
    let data = start + 30 + localNameLength + zip.number16(start + 28)
    guard data + packedSize <= end else { throw ZipFault("expected the whole of \(names[0]), found a part") }
    // Sizes that were not known when the header was written are zero there, or all ones, and follow the member.
    let areLater = flags & 8 != 0
    func agrees(_ local: Int, _ central: Int) -> Bool {
      local == central || areLater && (local == 0 || local == 0xFFFF_FFFF)
    }
    guard zip.number16(start + 6) & 0x809 == flags & 0x809, zip.number16(start + 8) == method,
      agrees(zip.number32(start + 14), checksum), agrees(zip.number32(start + 18), packedSize),
      agrees(zip.number32(start + 22), size),
      zip[start + 30..<start + 30 + localNameLength].elementsEqual(written)
    else {
      throw ZipFault("expected its directory and the header of \(names[0]) to agree, found a difference")
    }
    guard flags & 1 == 0 else { throw ZipFault("expected \(names[0]) to be open, found it encrypted") }
    return ZipMember(names: names, packedSize: packedSize, size: size, span: start..<data + packedSize)
  }

  /// A name in the encodings that it may be in, the likeliest first.
  private static func spellings(of name: Slice<UnsafeRawBufferPointer>, isUTF8: Bool) -> [String] {
    let utf8 = String(validating: name, as: UTF8.self)
    if isUTF8 || name.allSatisfy({ $0 < 0x80 }) { return [utf8 ?? String(decoding: name, as: UTF8.self)] }
    let others = [codePage437(name), windows1252(UnsafeRawBufferPointer(rebasing: name))]
    return (utf8.map { [$0] } ?? []) + others
  }

  /// MS-DOS's encoding, in which zips name their members where they say nothing else.
  private static func codePage437(_ name: Slice<UnsafeRawBufferPointer>) -> String {
    let upper = Array(
      ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in name { text.append(byte < 0x80 ? Unicode.Scalar(byte) : upper[Int(byte) - 0x80]) }
    return String(text)
  }
}

/// What is wrong with a zip, in a part of a sentence.
struct ZipFault: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}

extension UnsafeRawBufferPointer {
  /// A number of two bytes, the lowest first; zips have all of theirs so. None lies beyond the end.
  fileprivate func number16(_ place: Int) -> Int {
    guard place >= 0, place + 2 <= count else { return 0 }
    return Int(self[place]) | Int(self[place + 1]) << 8
  }

  /// A number of four bytes.
  fileprivate func number32(_ place: Int) -> Int { number16(place) | number16(place + 2) << 16 }
}
