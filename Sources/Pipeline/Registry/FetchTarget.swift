import Files
import Foundation

// Where a file that is fetched may be written: a registry may come from anywhere, and must not choose what is overwritten.

/// Whether a path leads to a published file below the registry's folder: not to the registry, nor to what other programs
/// obey, a makefile or anything hidden such as `.git`.
func isFetchTarget(_ file: String, registry: String) -> Bool {
  let parts = file.split(separator: "/", omittingEmptySubsequences: false)
  guard let name = parts.last else { return false }
  return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    && file.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    && !["makefile", "gnumakefile"].contains(name.lowercased())
    && name != registry.split(separator: "/").last
}

/// Whether there is a file, be it through links: no pipe, which would be waited for.
func isFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Sees that nothing in the place of a file is reached through a link, or is something else than a file.
///
/// - Parameter file: the file, relative to the registry's folder.
/// - Throws: `Failure` where it is; the registry's folder itself may be a link.
func checkFetchTarget(_ file: String, registry: String) throws(Failure) {
  let parts = file.split(separator: "/")
  var path = registryFolder(registry)
  for (place, part) in parts.enumerated() {
    path = path == "." ? String(part) : "\(path)/\(part)"
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // What is not there yet is made.
      if errno == ENOENT || errno == ENOTDIR { return }
      throw systemFailure("\(path): cannot be read")
    }
    let isTarget = place == parts.count - 1
    if let found = obstacle(status, isTarget: isTarget) {
      throw Failure(
        .inputOutput,
        "\(path): expected a \(isTarget ? "file without another name" : "folder") or nothing, found \(found); "
          + "\(isTarget ? "it is not replaced" : "nothing is fetched into it")")
    }
    // On file systems that do not tell capitals from small letters, and where the registry is named by a link.
    var ofRegistry = stat()
    if isTarget, stat(registry, &ofRegistry) == 0, status.st_ino == ofRegistry.st_ino,
      status.st_dev == ofRegistry.st_dev
    {
      throw Failure(.inputOutput, "\(path): expected another file than the registry; it is not replaced")
    }
  }
}

/// What is in the place of a folder or of a file, where that is nothing to write into.
private func obstacle(_ status: stat, isTarget: Bool) -> String? {
  switch status.st_mode & S_IFMT {
  case S_IFLNK: "a symbolic link"
  case S_IFREG where isTarget: status.st_nlink > 1 ? "one with \(status.st_nlink) names" : nil
  case S_IFREG: "a file"
  case S_IFDIR: isTarget ? "a folder" : nil
  case S_IFIFO: "a pipe"
  default: "a device or socket"
  }
}
