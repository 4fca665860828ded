extension Range<Int> {
  /// Finds the first number for which `isAfter` holds, by binary search.
  ///
  /// - Parameter isAfter: false for all numbers before some number, and true from there on.
  /// - Returns: the number, or the upper bound if there is none.
  @inlinable package func partition(where isAfter: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
