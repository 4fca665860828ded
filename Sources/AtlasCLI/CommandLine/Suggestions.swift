/// "Did you mean": the words that are nearest to a mistyped one.
enum Suggestions {
  /// Up to three of `words` that are at most two slips away from `word`, or that begin with it; the nearest first.
  static func near(_ word: String, among words: [String]) -> [String] {
    let typed = Array(word.lowercased().utf8.prefix(64))
    let limit = typed.count < 4 ? 1 : 2
    let scored = words.enumerated().compactMap { index, candidate -> (score: Int, index: Int)? in
      let known = Array(candidate.utf8)
      let distance = distance(typed, known)
      if distance <= limit { return (distance, index) }
      return typed.count >= 3 && known.starts(with: typed) ? (limit, index) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map { words[$0.index] }
  }

  /// `; did you mean show?`, or nothing.
  static func question(_ words: [String]) -> String {
    words.isEmpty ? "" : "; did you mean \(Values.enumeration(words))?"
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lie between two words (the optimal string
  /// alignment distance).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for row in left.indices {
      var next = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        next.append(best)
      }
      (beforeLast, last) = (last, next)
    }
    return last[right.count]
  }
}
