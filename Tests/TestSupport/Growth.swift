/// How the time of some work grows with its input.
package enum Growth {
  /// The time for four times the input over that for the input itself: about 4 for linear work, 16 for quadratic work.
  ///
  /// The ratio of the shortest of several runs each, because other tests run at the same time.
  package static func ratio(at size: Int, runs: Int = 4, _ work: (Int) throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    func shortest(_ size: Int) throws -> Duration {
      var shortest = Duration.seconds(1_000_000)
      for _ in 0..<runs {
        let start = clock.now
        try work(size)
        shortest = min(shortest, clock.now - start)
      }
      return shortest
    }
    return try shortest(4 * size) / shortest(size)
  }
}
