import Foundation

/// How much of a file is there.
package struct DownloadProgress: Sendable {
  /// In bytes, what came in earlier tries included.
  package var received: Int
  /// How long the file is, where the server says so.
  package var expected: Int?
}

/// How often a transfer that breaks off is begun, before it counts as failed.
private let tries = 4

/// Downloads what a url holds, and goes on where an earlier try broke off.
///
/// Servers that are busy or break off are asked again after a moment. What is in the file afterwards is as
/// long as the server announced, and not yet known to be the right file.
///
/// - Parameters:
///   - part: where it is written; what it holds already is taken for the file's beginning.
///   - userAgent: the program that the server sees.
///   - patience: for how many seconds a server may be silent, or slower than all that are of use.
/// - Returns: whether the file was continued, and so may be put together from two different ones.
package func download(
  _ url: String, into part: PartFile, userAgent: String, patience: Int = 30,
  progress: @escaping (DownloadProgress) -> Void
) throws(FetchError) -> Bool {
  var fault = ""
  for failed in 0..<tries {
    if failed > 0 { usleep(250_000 << UInt32(failed)) }
    let transfer = try Transfer(
      url, into: part, userAgent: userAgent, patience: patience, progress: progress)
    switch try transfer.run() {
    case .complete(let isContinued): return isContinued
    case .brokenOff(let reason): fault = reason
    case .refused(let reason, let status): throw FetchError("\(url): \(reason)", status: status)
    }
  }
  throw FetchError("\(url): \(fault) (\(tries) tries)")
}
