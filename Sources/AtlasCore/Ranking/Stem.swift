/// The part of an English word that its plural, its tenses and related words share.
///
/// This is our own because the standard library has no stemmer, and because the search needs one that only cuts: a stem
/// that is the beginning of all its words can be looked for with a pattern, without an index of stems. `leak`, `leaked`
/// and `leakage` are `leak`; `exfiltrate` and `exfiltration` are `exfiltr`; `policy` and `policies` are `polic`.
///
/// The longest ending that leaves three letters is cut, again and again, and at last one of two equal letters at the end
/// (`planning`, `plan`). Irregular words are related through `QuestionWords`. M. F. Porter, An algorithm for suffix stripping,
/// 1980, does more, and replaces endings also.
enum Stem {
  private static let endings: [Bytes] = [
    "ation", "ative", "ating", "ator", "ment", "ness", "ated", "ates", "abil", "ate", "ies", "ied", "ing", "ion", "ial",
    "ity", "ive", "iti", "ful", "enc", "anc", "abl", "es", "ed", "er", "or", "al", "ag", "ic", "ly", "s", "y", "e",
  ]
  private static let shortest = 3

  /// How many bytes of `word` are its stem.
  static func length(of word: Bytes) -> Int {
    var stem = word
    while let ending = endings.first(where: { isEnding($0, of: stem) }) { stem = stem.dropLast(ending.count) }
    if stem.count > shortest, let last = stem.last?.lowercased, last.isLetter, stem.dropLast().last?.lowercased == last
    {
      stem = stem.dropLast()
    }
    return stem.count
  }

  private static func isEnding(_ ending: Bytes, of word: Bytes) -> Bool {
    guard word.count >= ending.count + shortest, word.last?.lowercased == ending.last else { return false }
    guard word.suffix(ending.count).equals(ignoringCase: ending) else { return false }
    guard ending == "s", let before = word.dropLast().last?.lowercased else { return true }
    return before != UInt8(ascii: "s") && before != UInt8(ascii: "u") && before != UInt8(ascii: "i")
  }
}
