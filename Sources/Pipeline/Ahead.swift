import Dispatch
import Synchronization

/// How many threads may work at a time.
struct Turns: Sendable {
  private let free: DispatchSemaphore

  init(_ count: Int) {
    free = DispatchSemaphore(value: count)
  }

  /// Waits for a turn and does some work.
  func take<Value>(_ work: () throws -> Value) rethrows -> Value {
    free.wait()
    defer { free.signal() }
    return try work()
  }
}

/// A value that another thread makes ahead of its use.
final class Ahead<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ turns: Turns, _ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global().async {
      let made = Result { try turns.take(work) }
      self.result.withLock { $0 = made }
      self.isDone.signal()
    }
  }

  /// Waits for the value; to be asked for once.
  func value() throws -> Value {
    isDone.wait()
    let made = result.withLock { result in
      defer { result = nil }
      return result
    }
    guard let made else { preconditionFailure("a value is asked for once") }
    return try made.get()
  }
}
