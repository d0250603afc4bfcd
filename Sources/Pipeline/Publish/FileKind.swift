import Foundation

/// What a path leads to, links not followed.
enum FileKind: String {
  case file = "a file"
  case folder = "a folder"
  case link = "a symbolic link"
  case other = "a pipe, socket or device"
}

/// What a path leads to; `nil` where there is nothing.
func kindOfFile(_ path: String) -> FileKind? {
  var status = stat()
  guard lstat(path, &status) == 0 else { return nil }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .folder
  case S_IFLNK: .link
  default: .other
  }
}
