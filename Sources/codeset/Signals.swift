import Foundation
import Pipeline

/// Has SIGTERM, SIGINT and SIGHUP end the process as ever, but only once what it writes aside is removed.
///
/// To be called before there is a second thread: every thread inherits that it does not get these signals. One
/// more thread waits for them.
func endCleanlyOnSignals() {
  let signals = [SIGTERM, SIGINT, SIGHUP].filter { !isIgnored($0) }
  guard !signals.isEmpty else { return }
  var mask = signalSet(signals)
  pthread_sigmask(SIG_BLOCK, &mask, nil)
  Thread.detachNewThread {
    var (mask, received) = (signalSet(signals), Int32(0))
    guard sigwait(&mask, &received) == 0 else { return }
    abandonBuilding {
      signal(received, SIG_DFL)
      kill(getpid(), received)
      pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    }
  }
}

/// Whether whoever started the process had it ignore a signal, as `nohup` does.
private func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  sigaction(number, nil, &action)
  guard let handler = action.__sigaction_handler.sa_handler else { return false }
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

private func signalSet(_ numbers: [Int32]) -> sigset_t {
  var set = sigset_t()
  sigemptyset(&set)
  for number in numbers { sigaddset(&set, number) }
  return set
}
