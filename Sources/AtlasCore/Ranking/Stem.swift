/// What is left of an English word when plural, tense and the endings of related words are taken off.
///
/// Endings are only cut, never replaced, so that a stem is the beginning of all its words and can be looked for as such:
/// `exfiltrate`, `exfiltrated` and `exfiltration` are `exfiltr`, `policy` and `policies` are `polic`. Cut is, again and
/// again, the longest of these endings that leaves three letters:
///
/// - plural: `s` (not behind `s`, `u` or `i`), `es`, `ies`, `ied`
/// - tense: `ed`, `ing`, `ated`, `ates`, `ating`
/// - who, what, how: `er`, `or`, `ion`, `ation`, `ator`, `ate`, `ative`, `ment`, `ic`, `ial`, `ly`, `y`, `e`
///
/// and at last one of two equal letters at the end (`planning`, `plan`). Irregular words are relatives of each other in
/// `Relatives`. It is a small part of what Porter's stemmer does (M. F. Porter, An algorithm for suffix stripping, 1980).
enum Stem {
  private static let endings: [Bytes] = [
    "ation", "ative", "ating", "ator", "ment", "ated", "ates", "ate", "ies", "ied", "ing", "ion", "ial", "es", "ed",
    "er", "or",
    "ic", "ly", "s", "y", "e",
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
