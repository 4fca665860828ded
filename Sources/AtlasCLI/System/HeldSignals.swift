#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that end the process, made to wait: for as long as something is half done.
struct HeldSignals {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]
  /// What waited before.
  private let before: sigset_t

  /// Lets them wait from now on.
  init() {
    var held = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&held)
    for number in HeldSignals.numbers { unsafe sigaddset(&held, number) }
    unsafe sigprocmask(SIG_BLOCK, &held, &before)
    self.before = before
    // A file that grows beyond what the user may write is an error like a full disk, and no reason to be killed.
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Whether one of them came: what takes long should be given up then, and taken away.
  var isEndPending: Bool {
    var pending = sigset_t()
    guard unsafe sigpending(&pending) == 0 else { return false }
    return HeldSignals.numbers.contains { unsafe sigismember(&pending, $0) == 1 }
  }

  /// Lets them through; one that came ends the process here.
  func release() {
    var before = before
    unsafe sigprocmask(SIG_SETMASK, &before, nil)
  }
}
