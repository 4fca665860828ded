/// The distance between two words.
package enum EditDistance {
  /// The number of insertions, deletions, replacements and swaps of neighboring characters between the two (optimal
  /// string alignment distance).
  package static func between(_ one: [UInt8], _ other: [UInt8]) -> Int {
    rows(one, other, from: Array(0...other.count))[other.count]
  }

  /// The distance between `word` and the most similar part of `text`.
  ///
  /// The part can start and end anywhere at no cost. Source: P. H. Sellers, "The theory and computation of evolutionary
  /// distances: pattern recognition", 1980.
  package static func toPart(_ word: [UInt8], of text: [UInt8]) -> Int {
    rows(word, text, from: [Int](repeating: 0, count: text.count + 1)).min() ?? word.count
  }

  /// The last row of the distance table, given its first row.
  private static func rows(_ one: [UInt8], _ other: [UInt8], from first: [Int]) -> [Int] {
    var (beforeLast, last, next) = (first, first, first)
    for row in one.indices {
      next[0] = row + 1
      for column in other.indices {
        var best = min(last[column] + (one[row] == other[column] ? 0 : 1), last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        next[column + 1] = best
      }
      (beforeLast, last, next) = (last, next, beforeLast)
    }
    return last
  }
}
