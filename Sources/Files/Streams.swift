import Foundation

/// A file that is read piece by piece, or standard input.
package struct FileStream: ~Copyable {
  private let descriptor: Int32
  private let name: String
  private let isOpened: Bool

  /// - Parameter path: `nil`: standard input.
  package init(_ path: String?) throws(Failure) {
    name = path ?? "standard input"
    isOpened = path != nil
    guard let path else {
      descriptor = STDIN_FILENO
      return
    }
    // A pipe is as good as a file: it is read once, from its beginning.
    descriptor = uninterrupted { open(path, O_RDONLY) }
    guard descriptor >= 0 else { throw systemFailure("\(path): cannot be read") }
  }

  deinit {
    if isOpened { close(descriptor) }
  }

  /// Adds the next bytes to those that are there; at the end of the input, none.
  package func read(into bytes: inout [UInt8], upTo count: Int = 1 << 18) throws(Failure) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let added = bytes.withUnsafeMutableBytes { buffer in
      uninterrupted { Foundation.read(descriptor, buffer.baseAddress.map { $0 + start }, count) }
    }
    bytes.removeLast(count - max(added, 0))
    guard added >= 0 else { throw systemFailure("\(name): cannot be read") }
  }
}

/// Writes bytes to standard output.
package func writeToStandardOutput(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
  var written = 0
  while written < bytes.count {
    let count = uninterrupted {
      write(STDOUT_FILENO, bytes.baseAddress.map { $0 + written }, bytes.count - written)
    }
    guard count >= 0 else { throw systemFailure("standard output: cannot be written") }
    written += count
  }
}
