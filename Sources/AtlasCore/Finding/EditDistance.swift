/// How far two words are apart.
package enum EditDistance {
  /// The number of insertions, deletions, replacements and swaps of neighbours between the two: the optimal string
  /// alignment distance.
  package static func between(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...other.count)
    for row in one.indices {
      var next = [row + 1]
      for column in other.indices {
        var best = min(last[column] + (one[row] == other[column] ? 0 : 1), last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        next.append(best)
      }
      (beforeLast, last) = (last, next)
    }
    return last[other.count]
  }
}
