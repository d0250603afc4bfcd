import Foundation

/// Why the program cannot do what it was asked to, in one sentence with the path.
package struct Failure: Error {
  package enum Cause: Sendable {
    /// What was asked for is not there, or is not what it should be.
    case notFound
    /// The question itself cannot be answered.
    case usage
    /// A file cannot be read or written.
    case inputOutput
  }

  package var cause: Cause
  package var message: String

  package init(_ cause: Cause, _ message: String) {
    self.cause = cause
    self.message = message
  }
}

/// A failure of the system's last call, with the reason it gives.
package func systemFailure(_ message: String) -> Failure {
  Failure(.inputOutput, "\(message): \(String(cString: strerror(errno)))")
}

/// Why a call of Foundation failed, as the system says it.
package func reason(of error: any Error) -> String {
  guard let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError else {
    return error.localizedDescription
  }
  return String(cString: strerror(underlying.code.rawValue))
}
