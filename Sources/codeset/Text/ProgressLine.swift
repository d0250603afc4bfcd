import Fetch
import Foundation

/// How far a download or a check is: a line of standard error that is written over, where that is a terminal.
final class ProgressLine {
  private let isShown: Bool
  private var text = ""

  init(verbosity: Verbosity) {
    isShown = !verbosity.quiet && isatty(STDERR_FILENO) == 1
  }

  /// - Parameter progress: how far it is; `nil` where it ended.
  func show(_ progress: DownloadProgress?, of file: String) {
    guard isShown else { return }
    guard let progress else { return replace(with: "") }
    let received = megabytes(progress.received)
    let amount = progress.expected.map { "\(received) of \(megabytes($0))" } ?? received
    // Short enough for any terminal: a line that wraps cannot be written over.
    replace(with: "\(file.split(separator: "/").last?.prefix(48) ?? ""): \(amount) MB")
  }

  /// - Parameter line: short enough for any terminal; blank at the end.
  func show(_ line: String) {
    if isShown { replace(with: line) }
  }

  private func replace(with new: String) {
    guard new != text else { return }
    let blanks = String(repeating: " ", count: text.count)
    let line = Array("\r\(blanks)\r\(new)".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    text = new
  }

  private func megabytes(_ bytes: Int) -> String {
    let tenths = bytes / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
