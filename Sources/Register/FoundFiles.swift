import CodeSetModel
import Files
import Foundation
import Ingest

/// A file that was looked into: what it is, or what its members are.
struct LookedInto {
  struct Part {
    var member: String?
    var recognized: Recognized
    var contents: [UInt8]
  }

  var path: String
  var sha256: String
  var parts: [Part] = []
  /// The members that are none that is known.
  var others: [String] = []

  /// The name of the file, and that of its folder.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  var folder: String { path.split(separator: "/").dropLast().last.map(String.init) ?? "" }

  /// Reads a file, and its members where it is a zip.
  init(path: String) throws(Failure) {
    self.path = path
    let contents = try readFile(path)
    sha256 = contents.withUnsafeBytes(Fingerprint.init(of:)).sha256
    if let recognized = recognize(contents, name: path) {
      parts = [Part(member: nil, recognized: recognized, contents: contents)]
    } else if contents.withUnsafeBytes(Appearance.init) == .zip {
      var (parts, others): ([Part], [String]) = ([], [])
      do throws(IngestError) {
        try forEachMember(of: contents, name: path) { (member, read) throws(IngestError) in
          guard !member.hasSuffix("/") else { return true }
          let contents = isDocument(member) ? [] : try read()
          if let recognized = recognize(contents, name: "\(path)/\(member)") {
            parts.append(Part(member: member, recognized: recognized, contents: contents))
          } else {
            others.append(member)
          }
          return true
        }
      } catch {
        throw Failure(.inputOutput, error.message)
      }
      (self.parts, self.others) = (parts, others)
    }
  }

  /// The years of the footer of the addenda in it.
  var footerYears: (before: Int, after: Int)? { parts.lazy.compactMap(\.recognized.footerYears).first }
}

/// Whether a name is that of something to read, which no program does.
func isDocument(_ name: String) -> Bool {
  ["pdf", "docx", "doc", "xsd", "html", "md", "pptx"].contains(
    name.split(separator: ".").last.map { $0.lowercased() } ?? "")
}

/// The files at a path: itself, or all in a folder and those below it, in order.
func files(at path: String) throws(Failure) -> [String] {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    throw Failure(.inputOutput, "\(path): cannot be read: no such file or folder")
  }
  var seen: Set<String> = []
  return isFolder.boolValue ? files(in: path, &seen) : [path]
}

/// - Parameter seen: the folders so far, since a link may lead to one of them.
private func files(in folder: String, _ seen: inout Set<String>) -> [String] {
  guard seen.insert(URL(filePath: folder).resolvingSymlinksInPath().path).inserted else { return [] }
  var found: [String] = []
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  for name in names.sorted() where !name.hasPrefix(".") {
    let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
    if isFolder.boolValue { found += files(in: path, &seen) } else if !isDocument(path) { found.append(path) }
  }
  return found
}
