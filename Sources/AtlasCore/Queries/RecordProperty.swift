/// Metadata of records whose values depend on the release: platforms, categories, targets.
public enum RecordProperty: String, CaseIterable, Sendable {
  /// The platforms of a technique.
  case platform
  /// The categories of a mitigation.
  case category
  /// The phases of the machine learning lifecycle that a mitigation belongs to.
  case phase
  /// The actor of a case study.
  case actor
  /// The target of a case study.
  case target
  /// The id of the record of MITRE ATT&CK that a record refers to.
  case attack

  /// The kinds of record that have the property.
  public var kinds: [RecordKind] {
    switch self {
    case .platform: [.technique]
    case .category, .phase: [.mitigation]
    case .actor, .target: [.caseStudy]
    case .attack: [.tactic, .technique, .mitigation]
    }
  }

  /// Whether a release has only a few values, so that they can be listed and a word must mean exactly one of them.
  ///
  /// Names of people and products are not such values: a word may mean several of them.
  public var isClosed: Bool {
    switch self {
    case .platform, .category, .phase: true
    case .actor, .target, .attack: false
    }
  }

  /// The values that any record of a knowledge base has, each once, sorted.
  ///
  /// Only the lines of metadata are read: completion has no time to read whole pages.
  public func values(in base: KnowledgeBase) -> [String] {
    var seen: Set<Bytes> = []
    for source in base.ids().lazy.filter({ kinds.contains($0.kind) }).flatMap(base.sources) {
      guard let start = source.text.range(of: "\n## Metadata\n") else { continue }
      for line in source.text[start.upperBound...].lines {
        if line.first == UInt8(ascii: "#") { break }
        guard let item = Metadata.item(line), item.label == label else { continue }
        var rest = item.value
        let word = Link(eating: &rest)?.label ?? item.value
        for value in isClosed ? word.parts(by: UInt8(ascii: ",")) : [word] { seen.insert(value) }
      }
    }
    return seen.sorted().map(\.string)
  }

  /// The values of one record.
  package func values(of record: Record) -> [Bytes] {
    switch self {
    case .platform: record.details.technique?.platformsBytes ?? []
    case .category: record.details.mitigation?.categoriesBytes ?? []
    case .phase: record.details.mitigation?.lifecycleBytes ?? []
    case .actor: [record.details.caseStudy?.actorBytes].compactMap(\.self)
    case .target: [record.details.caseStudy?.targetBytes].compactMap(\.self)
    case .attack: [record.details.attackReference?.idBytes].compactMap(\.self)
    }
  }

  /// The label of the property in a page's metadata.
  private var label: Metadata.Label {
    switch self {
    case .platform: .platforms
    case .category: .category
    case .phase: .lifecycle
    case .actor: .actor
    case .target: .target
    case .attack: .attackReference
    }
  }
}

/// Finds values by the words that people remember of them.
package enum WordMatch {
  /// The values that `word` means, ignoring case.
  ///
  /// An equal value wins; then, where `isOne` asks for exactly one, the only value that starts with the word; then all
  /// values with a word that starts with it.
  package static func values(_ word: Bytes, among values: [Bytes], isOne: Bool) -> [Bytes] {
    let wanted = word.trimmed
    guard !wanted.isEmpty else { return [] }
    let same = values.filter { $0.equals(ignoringCase: wanted) }
    if !same.isEmpty { return same }
    let begun = values.filter { $0.begins(with: wanted) }
    if isOne, begun.count == 1 { return begun }
    return values.filter { hasWord(startingWith: wanted, $0) }
  }

  /// Whether a word of `text` starts with `word`; a word of several parts must be followed by the rest of them.
  package static func hasWord(startingWith word: Bytes, _ text: Bytes) -> Bool {
    var isStart = true
    for index in text.indices {
      if isStart, text[index..<text.endIndex].begins(with: word) { return true }
      isStart = !text[index].isAlphanumeric && text[index] < 0x80
    }
    return false
  }
}

extension Bytes {
  /// Whether the text starts with `word`, ignoring case.
  fileprivate func begins(with word: Bytes) -> Bool { prefix(word.count).equals(ignoringCase: word) }
}
