/// Finds the words that mistyped ones were meant to be.
enum Spelling {
  /// For each mistyped word the nearest one of the pages or of the field's vocabulary.
  ///
  /// A word may have one slip from five letters on, and two from nine. Among words that are as near, the most frequent is taken.
  /// A word that is on a page, in any form, is not mistyped.
  static func respellings(of words: [Bytes], in sources: [SearchedSource]) -> [Question.Respelling] {
    var searches = words.compactMap(Search.init)
    guard !searches.isEmpty else { return [] }
    func look(in text: Bytes) {
      for place in Words(text) {
        for index in searches.indices { searches[index].consider(text[place]) }
      }
    }
    for line in QuestionWords.synonyms + QuestionWords.abbreviations + QuestionWords.jargon { look(in: line) }
    for source in sources { look(in: source.text) }
    return searches.compactMap(\.respelling)
  }

  /// The search for one word.
  private struct Search {
    let typed: Bytes
    private let letters: UInt32
    private let slips: Int
    /// How far words are away that may be near, and how often they occurred.
    private var near: [Bytes: (distance: Int, count: Int)] = [:]

    /// Starts a search; nil for a word that is too short, too long, or not of letters alone.
    init?(_ typed: Bytes) {
      guard (5...40).contains(typed.count), typed.allSatisfy(\.isLetter) else { return nil }
      self.typed = typed
      letters = typed.letters
      slips = typed.count < 9 ? 1 : 2
    }

    mutating func consider(_ word: Bytes) {
      // Few words pass: a slip changes the length by one at most, and adds or takes away at most two letters.
      guard abs(word.count - typed.count) <= slips else { return }
      guard (word.letters ^ letters).nonzeroBitCount <= 2 * slips else { return }
      let word = Bytes(copying: word.map(\.lowercased))
      if let known = near[word] {
        near[word] = (known.distance, known.count + 1)
      } else {
        near[word] = (EditDistance.between(Array(typed), Array(word)), 1)
      }
    }

    var respelling: Question.Respelling? {
      let best = near.min {
        ($0.value.distance, -$0.value.count, $0.key) < ($1.value.distance, -$1.value.count, $1.key)
      }
      guard let best, best.value.distance <= slips, best.key.stem != typed.stem else { return nil }
      return Question.Respelling(typed: typed, word: best.key)
    }
  }
}

extension Bytes {
  /// Which letters of the alphabet the text has, a bit for each.
  fileprivate var letters: UInt32 {
    var letters: UInt32 = 0
    for byte in self where byte.isLetter { letters |= 1 << UInt32(byte.lowercased & 31) }
    return letters
  }
}
