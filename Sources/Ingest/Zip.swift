import CLibArchive
import CodeSetModel

/// Unpacks one member of a zip into memory; nothing is written to disk.
///
/// - Parameter name: what messages call the zip.
/// - Throws: `IngestError` where the zip is damaged, lacks the member or has two of its name, or unpacks to too much.
func unpack(_ member: String, of file: [UInt8], name: String) throws(IngestError) -> [UInt8] {
  let result: Result<[UInt8], IngestError> = file.withUnsafeBytes { zip in
    Result { () throws(IngestError) in
      let members = try members(of: zip, name: name)
      return try data(
        of: try place(of: member, among: members, name: name), among: members, in: zip, name: name)
    }
  }
  return try result.get()
}

/// Goes through the members of a zip, in its order.
///
/// - Parameter body: is handed the path of a member, and what reads it; says whether to go on.
/// - Throws: `IngestError` where the zip is damaged, and what `body` throws.
package func forEachMember(
  of file: [UInt8], name: String,
  _ body: (String, () throws(IngestError) -> [UInt8]) throws(IngestError) -> Bool
) throws(IngestError) {
  let result: Result<Void, IngestError> = file.withUnsafeBytes { zip in
    Result { () throws(IngestError) in
      let members = try members(of: zip, name: name)
      for place in members.indices {
        let read = { () throws(IngestError) in try data(of: place, among: members, in: zip, name: name) }
        guard try body(members[place].name, read) else { return }
      }
    }
  }
  try result.get()
}

private func data(
  of place: Int, among members: [ZipMember], in zip: UnsafeRawBufferPointer, name: String
) throws(IngestError) -> [UInt8] {
  let member = members[place]
  try expectLimit(on: member, name: name)
  do throws(ZipFault) {
    return try data(of: place, size: member.size, in: zip)
  } catch {
    throw .unreadable("\(name)/\(member.name): damaged zip: \(error.message)")
  }
}

private func members(of zip: UnsafeRawBufferPointer, name: String) throws(IngestError) -> [ZipMember] {
  do throws(ZipFault) {
    if let directory = try ZipDirectory(zip) { return directory.members }
  } catch {
    throw .unreadable("\(name): damaged zip: \(error.message)")
  }
  let found = Appearance(of: zip)
  guard found == .zip else { throw .notAsRegistered("\(name): expected a zip, found \(found)") }
  throw .unreadable("\(name): damaged zip: expected a directory at its end, found none")
}

/// The one member of a name, which may be written in any encoding.
private func place(
  of member: String, among members: [ZipMember], name: String
) throws(IngestError) -> Int {
  let places = members.indices.filter { members[$0].names.contains(member) }
  guard let place = places.first else {
    let shown = 20
    let names = members.prefix(shown).map { "'\(printable($0.name))'" }.joined(separator: ", ")
    let more = members.count > shown ? " and \(members.count - shown) more" : ""
    throw .notAsRegistered(
      "\(name): expected the member '\(member)', found \(members.isEmpty ? "no members" : names + more)")
  }
  guard places.count == 1 else {
    throw .notAsRegistered("\(name): expected one member '\(member)', found \(places.count)")
  }
  return place
}

/// - Throws: `IngestError` where a member would unpack to too much.
private func expectLimit(on member: ZipMember, name: String) throws(IngestError) {
  let (size, packedSize) = (member.size, member.packedSize)
  guard size <= max(Limit.member, min(packedSize * Limit.ratio, Limit.file)) else {
    throw .notAsRegistered(
      "\(name)/\(member.name): expected a member that unpacks to at most \(Limit.member) bytes, or to \(Limit.ratio) "
        + "times as many as it takes in the zip, found \(packedSize) bytes that unpack to \(size)")
  }
}

/// Unpacks the member that is in this place among all, in the order of the file.
private func data(of place: Int, size: Int, in zip: UnsafeRawBufferPointer) throws(ZipFault) -> [UInt8] {
  guard let archive = archive_read_new() else { throw ZipFault("out of memory") }
  defer { archive_read_free(archive) }
  func expect(_ isSound: Bool) throws(ZipFault) {
    guard !isSound else { return }
    throw ZipFault(archive_error_string(archive).map { String(cString: $0) } ?? "unknown error")
  }
  // This reader goes by the directory at the end.
  archive_read_support_format_zip_seekable(archive)
  try expect(archive_read_open_memory(archive, zip.baseAddress, zip.count) == ARCHIVE_OK)
  var entry: OpaquePointer?
  for _ in 0...place {
    let status = archive_read_next_header(archive, &entry)
    try expect(status == ARCHIVE_OK || status == ARCHIVE_WARN)
  }
  var contents: [UInt8] = []
  contents.reserveCapacity(size)
  var block: UnsafeRawPointer?
  var (count, offset) = (0, la_int64_t(0))
  while true {
    let status = archive_read_data_block(archive, &block, &count, &offset)
    if status == ARCHIVE_EOF { break }
    // A warning is as bad as an error: that is how a member whose checksum does not match is reported.
    try expect(status == ARCHIVE_OK)
    guard contents.count + count <= size else { break }
    contents.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
  }
  guard contents.count == size else {
    throw ZipFault("expected \(size) bytes, as its directory says, found others")
  }
  return contents
}
