/// Tells whether a text is meant as a name, although no record has or had it.
///
/// A wrong answer costs little: a correction is not made, and reported as such.
struct NameLikeness {
  /// The words of each known name.
  private let names: [[Bytes]]

  /// - Parameter names: the names that the record is known by.
  init(_ names: [Bytes]) { self.names = names.map(\.words) }

  /// Words that tell what an id is, in front of it, and that no name has.
  private static let labels: [Bytes] = [
    "atlas", "mitre", "technique", "techniques", "tactic", "tactics", "mitigation", "mitigations", "id", "ids",
    "reference", "references", "mapping", "mappings", "tag", "tags", "see", "related",
  ]

  /// Whether the text shares so many words with a known name that it is a variant of it.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - least: how many words must be the same.
  /// - Returns: whether one of the names is that much like it.
  func resembles(_ text: Bytes, least: Int) -> Bool {
    let words = text.words
    return names.contains { name in
      let shared = words.filter { word in name.contains { NameLikeness.areAlike($0, word) } }
      if shared.count >= 2, words.count <= name.count + 3 { return true }
      return least < 2 && words.count <= 3 && shared.contains { $0.count >= 6 }
    }
  }

  /// Whether two words are forms of one: `dataset` and `datasets`, `poisoned` and `poisoning`.
  private static func areAlike(_ one: Bytes, _ other: Bytes) -> Bool {
    guard min(one.count, other.count) >= 4 else { return false }
    let shared = zip(one, other).prefix { $0.lowercased == $1.lowercased }.count
    return shared >= max(4, max(one.count, other.count) - 3)
  }

  /// Whether the text is written as titles are: several words, all longer ones with a capital.
  static func isTitle(_ text: Bytes) -> Bool {
    let words = text.words
    guard words.count <= 12, !isLabel(words) else { return false }
    // Scripts that have no case, or no blanks, are not told from titles.
    if isOtherScript(words) { return !words.isEmpty }
    guard words.count > 1, words[0].first?.isLower == false else { return false }
    return words.allSatisfy { $0.count < 4 || $0.first?.isLower == false }
      && words.contains { $0.first?.isDigit == false }
  }

  /// Whether the text has a few words and starts with a capital, as a name under a key for names does.
  static func isPhrase(_ text: Bytes) -> Bool {
    let words = text.words
    return (1...10).contains(words.count) && words[0].first?.isUpper == true && !text.contains("://" as Bytes)
  }

  /// Whether the text is in a script that no name of ATLAS is in.
  static func isOtherScript(_ text: Bytes) -> Bool { isOtherScript(text.words) }

  private static func isOtherScript(_ words: [Bytes]) -> Bool {
    words.allSatisfy { word in word.allSatisfy { $0 >= 0x80 } }
  }

  /// Whether the text is short and starts with a capital, as a name alone in its place does.
  static func isShort(_ text: Bytes) -> Bool {
    let words = text.words
    return (2...5).contains(words.count) && !isLabel(words) && words[0].first?.isUpper == true
  }

  private static func isLabel(_ words: [Bytes]) -> Bool {
    words.contains { word in labels.contains { $0.equals(ignoringCase: word) } }
  }
}

extension Bytes {
  /// The words, without what is between them.
  fileprivate var words: [Bytes] { split { !$0.isAlphanumeric && $0 < 0x80 } }
}
