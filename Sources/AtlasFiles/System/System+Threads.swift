import Synchronization

/// Runs work on several threads.
extension System {
  /// Calls `body` with every number below `count`, each on its own thread, and waits for all threads.
  package static func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var ends: [() -> Void] = []
    for number in 1..<max(count, 1) {
      // If no further thread can start, do the work here.
      if let end = start({ body(number) }) { ends.append(end) } else { body(number) }
    }
    if count > 0 { body(0) }
    for end in ends { end() }
  }

  /// Gives each number below a limit to one of several threads, on request, so that work of uneven sizes is shared
  /// evenly.
  package final class WorkCounter: Sendable {
    private let state: Mutex<(given: Int, limit: Int)>

    package init(below limit: Int) { state = Mutex((0, limit)) }

    /// The next number; nil if none is left.
    package func next() -> Int? {
      state.withLock { state in
        guard state.given < state.limit else { return nil }
        state.given += 1
        return state.given - 1
      }
    }

    /// Stops giving out numbers.
    package func end() { state.withLock { $0.limit = $0.given } }

    /// The number of numbers given out.
    package var given: Int { state.withLock { $0.given } }
  }
}

/// The work of a thread as an object, so that C can hold a pointer to it.
package final class Work: Sendable {
  package let run: @Sendable () -> Void

  package init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
