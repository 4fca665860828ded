#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Several threads at once.
extension System {
  /// Calls `body` with every number below `count`, each on a thread of its own, and waits for all of them.
  static func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var ends: [() -> Void] = []
    for number in 1..<max(count, 1) {
      // Where there can be no further thread, the work is done here.
      if let end = start({ body(number) }) { ends.append(end) } else { body(number) }
    }
    if count > 0 { body(0) }
    for end in ends { end() }
  }

  /// Hands out the numbers below a limit, each once, to whichever thread asks next: work of uneven sizes is shared evenly.
  ///
  /// The standard library's atomics would do, but ask for newer systems of Apple than all else here does.
  @safe final class Turns: @unchecked Sendable {
    private var limit: Int
    private var count = 0
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init(below limit: Int) {
      self.limit = limit
      unsafe lock.initialize(to: pthread_mutex_t())
      unsafe pthread_mutex_init(lock, nil)
    }

    deinit {
      unsafe pthread_mutex_destroy(lock)
      unsafe lock.deallocate()
    }

    /// The next number; nil when there is none left.
    func next() -> Int? {
      locked {
        guard count < limit else { return nil }
        count += 1
        return count - 1
      }
    }

    /// Hands out no more.
    func end() { locked { limit = count } }

    /// How many were handed out.
    var given: Int { locked { count } }

    private func locked<Result>(_ body: () -> Result) -> Result {
      unsafe pthread_mutex_lock(lock)
      defer { unsafe pthread_mutex_unlock(lock) }
      return body()
    }
  }
}
