extension Range<Int> {
  /// Finds the first number for which `isAfter` holds, by halving.
  ///
  /// - Parameter isAfter: false up to some number, and true from there on.
  /// - Returns: the number, or the upper bound when there is none.
  @inlinable package func partition(where isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
