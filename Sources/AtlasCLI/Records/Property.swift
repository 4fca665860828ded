import AtlasCore
import AtlasData

/// Words that the metadata of a kind of record hold, which the data decide on: platforms, categories, targets.
struct Property: Sendable {
  let kinds: [RecordKind]
  /// Whether the words are few and fixed for a release, so that each can be listed, must be named without doubt, and may
  /// stand in a list with commas; names of people and products are none of that.
  let isClosed: Bool
  /// Where pages have them.
  let label: Metadata.Label
  /// What a record has of it.
  let of: @Sendable (Record) -> [Bytes]

  static let platform = Property(kinds: [.technique], isClosed: true, label: .platforms) {
    $0.details.technique?.platforms ?? []
  }
  static let category = Property(kinds: [.mitigation], isClosed: true, label: .category) {
    $0.details.mitigation?.categories ?? []
  }
  static let phase = Property(kinds: [.mitigation], isClosed: true, label: .lifecycle) {
    $0.details.mitigation?.lifecycle ?? []
  }
  static let actor = Property(kinds: [.caseStudy], isClosed: false, label: .actor) {
    [$0.details.caseStudy?.actor].compactMap(\.self)
  }
  static let target = Property(kinds: [.caseStudy], isClosed: false, label: .target) {
    [$0.details.caseStudy?.target].compactMap(\.self)
  }
  /// The ids of records of MITRE ATT&CK.
  static let attack = Property(
    kinds: [.tactic, .technique, .mitigation], isClosed: false, label: .attackReference
  ) {
    [$0.details.attackReference?.id].compactMap(\.self)
  }

  /// The records of a knowledge base that can have the property, and what each has.
  func table(of base: KnowledgeBase) -> [(id: RecordID, values: [Bytes])] {
    base.ids().filter { kinds.contains($0.kind) }.map { ($0, base.record($0).map(of) ?? []) }
  }

  /// All values of a table, each once, sorted.
  static func values(of table: [(id: RecordID, values: [Bytes])]) -> [Bytes] { Set(table.flatMap(\.values)).sorted() }

  /// What a flag takes that asks for the property, for help and completion.
  var choices: Values {
    .candidates(isList: isClosed) { data in
      data.base().map { glance(at: $0).map { Choice($0.string) } } ?? []
    }
  }

  /// The values of all records, from nothing but the lines of metadata: completion has no time to read every page.
  func glance(at base: KnowledgeBase) -> [Bytes] {
    var seen: Set<Bytes> = []
    for sheet in base.ids().lazy.filter({ kinds.contains($0.kind) }).flatMap(base.sheets) {
      guard let start = sheet.text.range(of: "\n## Metadata\n") else { continue }
      for line in sheet.text[start.upperBound...].lines {
        if line.first == UInt8(ascii: "#") { break }
        guard let item = Metadata.item(line), item.label == label else { continue }
        var rest = item.value
        let word = Link(eating: &rest)?.label ?? item.value
        for value in isClosed ? word.parts(by: UInt8(ascii: ",")) : [word] { seen.insert(value) }
      }
    }
    return seen.sorted()
  }

  /// The values that the words given to `flag` stand for.
  ///
  /// - Throws: for a word that stands for none, or for several where only one can be meant, with those that there are.
  func values(_ invocation: Invocation, _ flag: Flag, among known: [Bytes]) throws(Failure) -> [Bytes] {
    var chosen: [Bytes] = []
    for value in invocation.values(of: flag) {
      let words = isClosed ? value.split(separator: ",").map { String($0) } : [value]
      for word in words.isEmpty ? [value] : words {
        let found = WordMatch.find(Bytes(copying: word), among: known, isOne: isClosed)
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
  /// The values that `word` stands for, in any case: the one that it is; else, where one is meant, the one that it begins;
  /// else those with a word in them that it begins.
  static func find(_ word: Bytes, among values: [Bytes], isOne: Bool) -> [Bytes] {
    let wanted = word.trimmed
    guard !wanted.isEmpty else { return [] }
    let same = values.filter { $0.equals(ignoringCase: wanted) }
    if !same.isEmpty { return same }
    let begun = values.filter { $0.begins(with: wanted) }
    if isOne, begun.count == 1 { return begun }
    return values.filter { holds($0, wanted) }
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
