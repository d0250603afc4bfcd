import Dispatch
import Synchronization

/// Does several pieces of work, at most `jobs` at a time, and returns their results in the given order.
///
/// - Throws: the error of the first piece, in that order, that failed.
func concurrently<Value: Sendable>(
  _ work: [@Sendable () throws -> Value], jobs: Int
) throws -> [Value] {
  let results = Mutex<[Int: Result<Value, any Error>]>([:])
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(jobs, work.count)) { _ in
    while true {
      let position = next.add(1, ordering: .relaxed).oldValue
      guard position < work.count else { return }
      let result = Result { try work[position]() }
      results.withLock { $0[position] = result }
    }
  }
  let finished = results.withLock { $0 }
  return try work.indices.compactMap { try finished[$0]?.get() }
}
