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
  /// The endings by their last letter, because every word of many lines is tried against them.
  private static let byLetter = (0..<32).map { letter in endings.filter { Int($0[$0.endIndex - 1] & 31) == letter } }
  private static let shortest = 3

  /// How many bytes of `word` are its stem.
  static func length(of word: Bytes) -> Int {
    let start = word.startIndex
    var end = word.endIndex
    while end - start > shortest {
      let last = word[end - 1]
      guard last.isLetter,
        let ending = byLetter[Int(last & 31)].first(where: { isEnding($0, of: word, from: start, to: end) })
      else { break }
      end -= ending.endIndex - ending.startIndex
    }
    if end - start > shortest, word[end - 1].isLetter, word[end - 1].lowercased == word[end - 2].lowercased { end -= 1 }
    return end - start
  }

  private static func isEnding(_ ending: Bytes, of word: Bytes, from start: Int, to end: Int) -> Bool {
    let length = ending.endIndex - ending.startIndex
    guard end - start >= length + shortest else { return false }
    for offset in 0..<length where word[end - length + offset].lowercased != ending[ending.startIndex + offset] {
      return false
    }
    guard ending == "s" else { return true }
    // Access, virus and analysis are no plurals.
    let before = word[end - 2].lowercased
    return before != UInt8(ascii: "s") && before != UInt8(ascii: "u") && before != UInt8(ascii: "i")
  }
}
