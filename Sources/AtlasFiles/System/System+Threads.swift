import Synchronization

/// Several threads at once.
extension System {
  /// Calls `body` with every number below `count`, each on a thread of its own, and waits for all of them.
  package static func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var ends: [() -> Void] = []
    for number in 1..<max(count, 1) {
      // Where there can be no further thread, the work is done here.
      if let end = start({ body(number) }) { ends.append(end) } else { body(number) }
    }
    if count > 0 { body(0) }
    for end in ends { end() }
  }

  /// Hands out the numbers below a limit, each once, to whichever thread asks next: work of uneven sizes is shared evenly.
  package final class WorkCounter: Sendable {
    private let state: Mutex<(given: Int, limit: Int)>

    package init(below limit: Int) { state = Mutex((0, limit)) }

    /// The next number; nil when there is not one left.
    package func next() -> Int? {
      state.withLock { state in
        guard state.given < state.limit else { return nil }
        state.given += 1
        return state.given - 1
      }
    }

    /// Hands out no more.
    package func end() { state.withLock { $0.limit = $0.given } }

    /// How many were handed out.
    package var given: Int { state.withLock { $0.given } }
  }
}

/// What a thread does, in a form to which C can hold a pointer.
package final class Work: Sendable {
  package let run: @Sendable () -> Void

  package init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
