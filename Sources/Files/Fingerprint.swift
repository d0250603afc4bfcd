import CLibCrypto
import Foundation

/// The SHA-256 of a file, in lower-case hexadecimal, and its size in bytes: what tells it from another.
package struct Fingerprint: Hashable, Sendable {
  package let sha256: String
  package let size: Int

  fileprivate init(sha256: String, size: Int) {
    self.sha256 = sha256
    self.size = size
  }

  package init(of bytes: UnsafeRawBufferPointer) {
    let running = RunningFingerprint()
    running.add(bytes)
    self = running.finish()
  }

  /// Takes the fingerprint of a file on disk.
  package init(ofFile path: String) throws(Failure) {
    let (file, _) = try openFile(path)
    defer { close(file) }
    let running = RunningFingerprint()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = uninterrupted { read(file, &buffer, buffer.count) }
      guard count >= 0 else { throw systemFailure("\(path): cannot be read") }
      if count == 0 { break }
      buffer.withUnsafeBytes { running.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    self = running.finish()
  }
}

/// A fingerprint while the bytes go by.
package final class RunningFingerprint {
  private let context: OpaquePointer
  private var size = 0

  package init() {
    // Neither fails but for want of memory.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  package func add(_ bytes: UnsafeRawBufferPointer) {
    precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "a hash takes any bytes")
    size += bytes.count
  }

  /// The fingerprint of what went by; to be asked for once.
  package func finish() -> Fingerprint {
    var digest = [UInt8](repeating: 0, count: 32)
    precondition(EVP_DigestFinal_ex(context, &digest, nil) == 1, "a hash ends once")
    let digits = Array("0123456789abcdef".utf8)
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return Fingerprint(sha256: String(decoding: text, as: UTF8.self), size: size)
  }
}
