import AtlasCore
import AtlasData

/// Words that the metadata of a kind of record hold, which the data decide on: platforms, categories, targets.
struct Property: Sendable {
  let kinds: [RecordKind]
  /// Whether the words are few and fixed for a release, so that each can be listed, must be named without doubt, and may
  /// stand in a list with commas; names of people and products are none of that.
  let isClosed: Bool
  let of: @Sendable (Record) -> [Bytes]

  static let platform = Property(kinds: [.technique], isClosed: true) { $0.details.technique?.platforms ?? [] }
  static let category = Property(kinds: [.mitigation], isClosed: true) { $0.details.mitigation?.categories ?? [] }
  static let phase = Property(kinds: [.mitigation], isClosed: true) { $0.details.mitigation?.lifecycle ?? [] }
  static let actor = Property(kinds: [.caseStudy], isClosed: false) { [$0.details.caseStudy?.actor].compactMap(\.self) }
  static let target = Property(kinds: [.caseStudy], isClosed: false) {
    [$0.details.caseStudy?.target].compactMap(\.self)
  }
  /// The ids of records of MITRE ATT&CK.
  static let attack = Property(kinds: [.tactic, .technique, .mitigation], isClosed: false) {
    [$0.details.attackReference?.id].compactMap(\.self)
  }

  /// All values that records of a knowledge base have, sorted.
  func values(in base: KnowledgeBase) -> [Bytes] {
    var values: [Bytes] = []
    for record in base.ids().lazy.filter({ kinds.contains($0.kind) }).compactMap(base.record) {
      for value in of(record) where !values.contains(value) { values.append(value) }
    }
    return values.sorted()
  }

  /// What a flag takes that asks for the property, for help and completion.
  var choices: Values {
    .candidates(isList: isClosed) { values(in: .bundled).map { Choice($0.string) } }
  }

  /// The values that the words given to `flag` stand for.
  ///
  /// - Throws: for a word that stands for none, or for several where only one can be meant, with those that there are.
  func values(_ invocation: Invocation, _ flag: Flag, in base: KnowledgeBase) throws(Failure) -> [Bytes] {
    let known = values(in: base)
    var chosen: [Bytes] = []
    for value in invocation.values(of: flag) {
      let words = isClosed ? value.split(separator: ",").map { String($0) } : [value]
      for word in words.isEmpty ? [value] : words {
        let found = WordMatch.find(Bytes(copying: word), among: known)
        if found.isEmpty || isClosed && found.count > 1 {
          throw refusal(word, of: found.isEmpty ? known : found, flag, invocation, isDoubt: !found.isEmpty)
        }
        chosen += found
      }
    }
    return chosen
  }

  private func refusal(
    _ word: String, of choices: [Bytes], _ flag: Flag, _ invocation: Invocation, isDoubt: Bool
  ) -> Failure {
    let shown = choices.prefix(12).map { Sanitize.quoted($0.string) }
    let more = choices.count > 12 ? " (and \(choices.count - 12) more)" : ""
    let said = Sanitize.quoted(word)
    if isDoubt { return invocation.command.misuse("--\(flag.long) \(said) fits \(Values.enumeration(shown, "and"))") }
    let what = shown.isEmpty ? "nothing in these pages" : Values.enumeration(shown) + more
    return invocation.command.misuse("--\(flag.long) takes \(what), not \(said)")
  }
}

/// Finds words by what one remembers of them.
enum WordMatch {
  /// The values that `word` stands for, without regard to case: the one that it is; else those that it begins; else
  /// those with a word in them that it begins.
  static func find(_ word: Bytes, among values: [Bytes]) -> [Bytes] {
    let wanted = word.trimmed
    guard !wanted.isEmpty else { return [] }
    let same = values.filter { $0.equals(ignoringCase: wanted) }
    if !same.isEmpty { return same }
    let begun = values.filter { $0.begins(with: wanted) }
    if begun.count == 1 { return begun }
    let held = values.filter { holds($0, wanted) }
    return held
  }

  /// Whether a word of `text` begins with `word`, and what follows it in the text with the rest of it.
  static func holds(_ text: Bytes, _ word: Bytes) -> Bool {
    var isStart = true
    for index in text.indices {
      if isStart, text[index..<text.endIndex].begins(with: word) { return true }
      isStart = !text[index].isAlphanumeric && text[index] < 0x80
    }
    return false
  }
}

extension Bytes {
  /// Whether the text begins with `word` in any case.
  fileprivate func begins(with word: Bytes) -> Bool { prefix(word.count).equals(ignoringCase: word) }
}
