import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Which record a word stands for.
@Suite struct NameResolverTests {
  static let base = KnowledgeBase(pages: [
    "1.md": "---\nid: the-slug\n---\n# AML.T0001: Prompt Injection\n", "2.md": "# AML.T0001.000: Direct\n",
    "3.md": "# AML.T0002: Model Theft\n", "4.md": "# AML.T0002.000: Direct\n", "5.md": "# AML.M0001: Prompt Guard\n",
    "6.md": "# AML.M0002: Model Theft\n", "7.md": "# AML.CS0003: Theft of a Model’s Weights\n",
    "history.md": """
    ---
    id: history
    ---

    # Former names and retired ids

    ## Former names

    | Id | Name | Release | Now |
    | --- | --- | --- | --- |
    | AML.T0001 | Jailbreak | 2025.01 | Prompt Injection |

    ## Retired ids

    | Id | Name | Release | Into |
    | --- | --- | --- | --- |
    | AML.T0008 | Old | 2025.02 | AML.T0002 |
    | AML.T0009 | Gone | 2025.03 | |
    | AML.T0007 | Split | 2025.04 | AML.T0001, AML.T0002 |
    """,
  ])

  /// A word, the kinds asked for, and what is found: ids, `?` before those that are only near.
  static let words: [(word: String, kinds: [RecordKind], found: String)] = [
    ("t0001", [], "T0001"), ("https://atlas.mitre.org/techniques/AML.T0001/", [], "T0001"), ("the-slug", [], "T0001"),
    ("THE-SLUG", [], "T0001"), ("prompt injection", [], "T0001"), ("Prompt Injection: Direct", [], "T0001.000"),
    ("direct", [], "T0001.000 T0002.000"), ("prompt", [], "T0001 T0001.000 M0001"), ("prompt", [.mitigation], "M0001"),
    ("model theft", [], "T0002 M0002"), ("model theft", [.mitigation], "M0002"), ("0003", [], "CS0003"),
    ("0001", [], "T0001 M0001"), ("0001", [.technique], "T0001"), ("theft of a models weights", [], "CS0003"),
    ("jailbreak", [], "T0001 (Jailbreak, 2025.01)"), ("jailbreak", [.mitigation], "?"),
    ("t0008", [], "T0002 (T0008, 2025.02)"), ("old", [], "T0002 (T0008, 2025.02)"), ("t0009", [], "T0009 gone 2025.03"),
    ("t0007", [], "T0001 T0002"), ("t0011", [], "?T0001 T0002"), ("", [], "?"), ("!?", [], "?"),
    // One slip, in the whole name or in a part of it.
    ("prompt injecton", [], "?T0001"), ("injetcion", [], "?T0001"), ("weihgts", [], "?CS0003"), ("toaster", [], "?"),
  ]

  @Test(arguments: words) func finds(_ row: (word: String, kinds: [RecordKind], found: String)) {
    #expect(NameResolverTests.text(NameResolverTests.base.resolve(row.word, among: row.kinds)) == row.found)
    // Many words, one resolver: what it keeps does not change what it finds.
    var resolver = NameResolver(NameResolverTests.base, among: row.kinds)
    for (word, kinds, found) in NameResolverTests.words where kinds == row.kinds {
      #expect(NameResolverTests.text(resolver.resolve(word)) == found, "\(word)")
    }
  }

  @Test func everyNameAndSlugOfTheReleaseIsFound() {
    var resolver = NameResolver(.bundled)
    for id in KnowledgeBase.bundled.ids() {
      for word in [KnowledgeBase.bundled.fullNameBytes(of: id), KnowledgeBase.bundled.slugBytes(of: id)].compactMap({
        $0?.string
      }
      ) {
        let text = NameResolverTests.text(resolver.resolve(word))
        #expect(text.split(separator: " ").contains(Substring(id.short)), "\(word): \(text)")
      }
    }
  }

  private static func text(_ found: Resolution) -> String {
    func list(_ ids: [RecordID]) -> String { ids.map(\.short).joined(separator: " ") }
    switch found {
    case .record(let id, nil): return id.short
    case .record(let id, .renamed(let name, let release)): return "\(id.short) (\(name), \(release))"
    case .record(let id, .retired(let old, let release)): return "\(id.short) (\(old.short), \(release))"
    case .ambiguous(let ids): return list(ids)
    case .missing(.id(_, let near)), .missing(.name(let near)): return "?" + list(near)
    case .missing(.subtechnique(let id, let known)): return "\(id.short) among \(list(known))"
    case .missing(.retired(let id, let release)): return "\(id.short) gone \(release)"
    }
  }
}

@Suite struct FoldedNameTests {
  /// Dashes and quotation marks do not count, other signs outside ASCII do.
  @Test func leavesOutPunctuation() {
    for name in [
      "Theft of a Model’s Weights", "theft-of-a-models-weights", "“Theft” — of a Model‘s Weights",
      "THEFT OF A MODELS WEIGHTS",
    ] {
      #expect(FoldedName(Bytes(copying: name)) == FoldedName("theftofamodelsweights"), "\(name)")
    }
    for name in ["a€b", "a→b", "aéb", "a”́b"] {
      #expect(FoldedName(Bytes(copying: name)) != FoldedName("ab"), "\(name)")
    }
  }
}

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "ab", 2), ("show", "sohw", 1), ("kitten", "sitting", 3), ("abc", "abc", 0),
  ]) func ofWholes(_ one: String, _ other: String, _ distance: Int) {
    #expect(EditDistance.between(Array(one.utf8), Array(other.utf8)) == distance)
    #expect(EditDistance.between(Array(other.utf8), Array(one.utf8)) == distance)
  }

  @Test(arguments: [
    ("inject", "prompt injection", 0), ("injcet", "prompt injection", 1), ("ijection", "prompt injection", 1),
    ("", "abc", 0),
    ("abc", "", 3), ("xyz", "abc", 3),
  ]) func ofParts(_ word: String, _ text: String, _ distance: Int) {
    #expect(EditDistance.toPart(Array(word.utf8), of: Array(text.utf8)) == distance)
  }
}
