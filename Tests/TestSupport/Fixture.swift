package import AtlasCore

/// Corpora from literals, read the way files are.
extension Corpus {
  /// The corpus of `pages`, each a path and its text.
  package init(pages: KeyValuePairs<String, String>) {
    var buffer = PageBuffer(capacity: 0)
    for (path, text) in pages { buffer.add(path: Bytes(copying: path), text: Array(text.utf8)) }
    self = buffer.corpus()
  }

  /// The corpus of one page.
  package init(page text: String) { self.init(pages: ["page.md": text]) }
}

extension KnowledgeBase {
  /// The knowledge base of `pages`, each a path and its text.
  package init(pages: KeyValuePairs<String, String>) { self.init(Corpus(pages: pages)) }

  /// The knowledge base of one page.
  package init(page text: String) { self.init(Corpus(page: text)) }

  /// All relations, each once and in a form that one can read and compare.
  package var facts: [String] {
    var facts: Set<String> = []
    for id in ids() {
      for relation in relations(of: id) {
        let step = relation.number.map { " \($0)" } ?? ""
        let tactic = relation.tactic.map { " \($0.short)" } ?? ""
        facts.insert(
          "\(relation.kind) \(relation.source.short) \(relation.target.short)\(step)\(tactic): \(relation.text)")
      }
    }
    return facts.sorted()
  }

  /// Everything that a knowledge base takes from its index, in words.
  package var answers: String {
    var lines = facts
    for id in ids() + [RecordID(.technique, 9999), RecordID(.tactic, 0)] {
      lines.append("\(id) \(fullName(of: id)) \(slug(of: id) ?? "-") \(contains(id)) \(isStub(id))")
      lines.append(
        "\(maturity(of: id).debugDescription) \(position(of: id) ?? 0) \(relations(of: id).count) \(file(of: id) ?? "-")"
      )
      lines += sources(of: id).map { "\($0.id) \($0.isDumped) \($0.text)" }
    }
    lines += searchedSources.map { "\($0.id) \($0.text)" }
    lines += corpus.pages.map { "\($0.path) \($0.text)" }
    lines.append("\(release.version ?? "") \(release.date?.iso ?? "") \(historyPage) \(releasePage)")
    return lines.joined(separator: "\n")
  }
}

extension Audit {
  /// The findings on `pages`, as a compiler would print them.
  package static func lines(pages: KeyValuePairs<String, String>) -> [String] {
    Audit(Corpus(pages: pages)).diagnostics.map(\.description)
  }

  /// The findings of at least that severity on one page, each as `line:column: reason`.
  package static func lines(page text: String, from severity: Diagnostic.Severity = .warning) -> [String] {
    Audit(Corpus(page: text)).diagnostics.filter { $0.severity >= severity }
      .map { "\($0.line):\($0.column): \($0.reason)" }
  }
}

extension Record {
  /// The details of a technique, or nil.
  package var technique: Technique? { if case .technique(let details) = details { details } else { nil } }
  /// The details of a tactic, or nil.
  package var tactic: Tactic? { if case .tactic(let details) = details { details } else { nil } }
  /// The details of a mitigation, or nil.
  package var mitigation: Mitigation? { if case .mitigation(let details) = details { details } else { nil } }
  /// The details of a case study, or nil.
  package var caseStudy: CaseStudy? { if case .caseStudy(let details) = details { details } else { nil } }
}

/// Numbers that look random and are the same in every run.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The next number.
  ///
  /// Source: SplitMix64, S. Vigna.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var result = state
    result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
    result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
    return result ^ (result >> 31)
  }
}
