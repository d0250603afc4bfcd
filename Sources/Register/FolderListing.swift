import Foundation

/// The listing of a publisher's folder, a page as web servers write it:
///
///      7/29/2025  2:42 PM      2198159 <A HREF="/pub/.../ICD10CM/2026/icd10cm-Code%20Descriptions-2026.zip">icd10cm-Code Descriptions-2026.zip</A><br>
struct FolderListing {
  /// A file or a folder of it.
  struct Link {
    /// The name without percent signs.
    var name: String
    var url: String
  }

  /// The folders below it, and its files, in the order of the page.
  private(set) var folders: [Link] = []
  private(set) var files: [Link] = []

  /// - Parameter address: where the page came from; it ends in a slash.
  init(_ page: String, address: String) {
    guard let base = URL(string: address) else { return }
    var rest = page[...]
    while let start = rest.range(of: "href=\"", options: .caseInsensitive) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "\"") else { return }
      let target = String(rest[..<end]).replacing("&amp;", with: "&").replacing(" ", with: "%20")
      rest = rest[end...]
      // The heads of some listings sort them; what is elsewhere is none of the folder.
      guard !target.contains("?"), let url = URL(string: target, relativeTo: base)?.absoluteString,
        url.hasPrefix(address)
      else { continue }
      let path = url.dropFirst(address.count)
      let isFolder = path.hasSuffix("/")
      let part = String(isFolder ? path.dropLast() : path)
      let name = part.removingPercentEncoding ?? part
      guard !name.isEmpty, !name.contains("/") else { continue }
      if isFolder {
        folders.append(Link(name: name, url: url))
      } else {
        files.append(Link(name: name, url: url))
      }
    }
  }

  /// The files that may hold data: no documents, slides or guidelines.
  var dataFiles: [Link] {
    files.filter { file in
      let name = file.name.lowercased()
      let isData = ["zip", "txt", "csv", "xlsx", "xml"].contains(name.split(separator: ".").last ?? "")
      return isData && !["presentation", "guideline", "ppt"].contains { name.contains($0) }
    }
  }
}
