import CodeSetModel

/// The members of a zip that are of a role and written in a layout, for a row of the registry that names none.
///
/// - Returns: the texts where there are some, else the workbooks.
package func members(
  ofZip contents: [UInt8], name: String, role: String, layout: String, system: String
) throws(IngestError) -> [String] {
  var (texts, workbooks): ([String], [String]) = ([], [])
  try forEachMember(of: contents, name: name) { (member, read) throws(IngestError) in
    guard !member.hasSuffix("/"), !member.lowercased().hasSuffix(".pdf") else { return true }
    let contents = try read()
    guard let entry = recognize(contents, name: "\(name)/\(member)")?.entry, entry.role == role,
      entry.layout == layout, entry.system == system
    else { return true }
    if contents.withUnsafeBytes(Appearance.init) == .zip {
      workbooks.append(member)
    } else {
      texts.append(member)
    }
    return true
  }
  return texts.isEmpty ? workbooks : texts
}
