import AtlasCore

/// "Did you mean": the words that are nearest to a mistyped one.
enum Suggestions {
  /// Up to three of `words` that are at most two slips away from `word`, or that start with it; the nearest first.
  static func near(_ word: String, among words: [String]) -> [String] {
    let typed = Array(word.lowercased().utf8.prefix(64))
    let limit = typed.count < 4 ? 1 : 2
    let scored = words.enumerated().compactMap { index, candidate -> (score: Int, index: Int)? in
      let known = Array(candidate.utf8)
      let distance = EditDistance.between(typed, known)
      if distance <= limit { return (distance, index) }
      return typed.count >= 3 && known.starts(with: typed) ? (limit, index) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map { words[$0.index] }
  }

  /// The current name of a command that was renamed; nil if `word` never was a command's name.
  ///
  /// A renamed command is refused with its new name, so that scripts are corrected rather than guessed at.
  static func currentName(of word: String) -> String? { formerCommands.first { $0.former == word }?.current }

  private static let formerCommands = [
    (former: "use", current: "releases use"), (former: "gap", current: "coverage"), (former: "next", current: "after"),
  ]

  /// `; did you mean show?`, or nothing.
  static func question(_ words: [String]) -> String {
    words.isEmpty ? "" : "; did you mean \(words.listed())?"
  }
}
