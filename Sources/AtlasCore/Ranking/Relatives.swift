/// Words of the field that people use for the same thing, and words that say nothing about what is looked for.
///
/// Data, to be added to: a line is a group, and a word may be in several. A search for one word finds records with
/// the others of its groups also, for half the weight. Any form of a word will do, only its stem counts.
enum Relatives {
  static let groups: [Bytes] = [
    "steal stole stolen theft exfiltrate extract",
    "leak disclose reveal expose exfiltrate",
    "attacker adversary actor hacker",
    "victim target",
    "evade evasion bypass circumvent",
    "poison contaminate taint corrupt",
    "backdoor trojan",
    "clone replicate copy replica proxy surrogate",
    "invert inversion reconstruct",
    "credential password secret token",
    "denial dos exhaust flood overload",
    "fake deepfake synthetic",
    "hallucinate fabricate",
    "jailbreak guardrail",
    "llm chatbot assistant",
    "rag retrieval",
    "plugin tool extension mcp",
    "package dependency library",
    "defend protect prevent mitigate",
    "detect monitor",
    "phish spearphish",
    "misinformation disinformation",
    "bribe payment money financial cost",
    "privacy personal",
    "execute run",
    "find discover",
    "image picture photo",
    "malware ransomware virus",
  ]

  /// Words that are in every question.
  static let stopWords: Bytes = """
    a about an and are as at be been by can could did do does for from get gets getting had has have how i if in into is it \
    its may me might my of on one or other our should show so some such than that the their them then there these they this \
    those to up use used uses using via was we were what when where which who whom why will with would you your
    """

  /// The words with the same meaning as one with the stem `stem`.
  static func words(for stem: Bytes) -> [Bytes] {
    var found: [Bytes] = []
    for group in groups {
      let words = group.parts(by: .space)
      guard words.contains(where: { $0.prefix(Stem.length(of: $0)) == stem }) else { continue }
      for word in words {
        let other = word.prefix(Stem.length(of: word))
        if other != stem, !found.contains(other) { found.append(other) }
      }
    }
    return found
  }
}
