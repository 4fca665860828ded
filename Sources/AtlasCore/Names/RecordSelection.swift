/// Which records a list of words names: ids, names, and lists of ids with commas between them.
public struct LookupQuery: Sendable {
  /// The words, each as `KnowledgeBase.resolve` takes it.
  public var words: [String]
  /// The kinds of record that are allowed; all when empty.
  public var kinds: [RecordKind]

  /// A lookup of `words` among records of `kinds`.
  public init(_ words: [String], among kinds: [RecordKind] = []) {
    self.words = words
    self.kinds = kinds
  }

  /// Looks the words up in `base`.
  public func answer(in base: KnowledgeBase) -> RecordSelection {
    var selector = RecordSelector(base: base, kinds: kinds)
    for word in words { selector.take(all: word) }
    return selector.selection
  }
}

/// The records that words name, and the remarks about the words.
public struct RecordSelection: Sendable {
  /// The records in the order of the words, repeated where words repeat.
  public package(set) var ids: [RecordID] = []
  /// Words that are out of date, or that name no record, in their order.
  public package(set) var remarks: [Remark] = []
  /// How many words there were.
  package var count = 0

  /// A selection of no records.
  public init() {}

  /// Whether every word named a record.
  public var isComplete: Bool { !remarks.contains { $0.isProblem } }
  /// Whether no word was a retired id; of those that were, the successors are among `ids`.
  public var isCurrent: Bool { !remarks.contains { $0.isOfRetired } }

  /// Something to say about a word.
  public struct Remark: Sendable {
    /// The remark as a sentence without a period; further lines list the candidates of an ambiguous word.
    public let sentence: String
    /// Where the word is: the name of a list and the line, from 1; nil for a word on its own.
    public let place: Place?
    /// Whether the word names no record that is allowed.
    public let isProblem: Bool
    /// Whether the word is a retired id.
    public let isOfRetired: Bool
    /// The word, when no record has a similar name, so that only a search can say what was meant.
    public let unknownWord: String?
  }

  /// A line of a list of records.
  public struct Place: Sendable {
    /// The name of the list, as messages show it.
    public let list: String
    /// The line, from 1.
    public let line: Int
  }
}

/// Collects the records that words name.
package struct RecordSelector {
  private let base: KnowledgeBase
  private let kinds: [RecordKind]
  package private(set) var selection = RecordSelection()
  private var resolver: NameResolver
  /// Where the words are that are taken now; nil for words on their own.
  package var place: RecordSelection.Place?
  private var misses = 0

  /// Input with more unknown words than this is not a list of records, and each of them costs a search for similar names.
  package static let maximumMisses = 100
  /// No name is longer, in code points.
  private static let maximumNameLength = 1000

  package init(base: KnowledgeBase, kinds: [RecordKind]) {
    self.base = base
    self.kinds = kinds
    resolver = NameResolver(base, among: kinds)
  }

  /// Whether there were so many unknown words that the rest need not be looked up.
  package var hasTooManyMisses: Bool { misses > RecordSelector.maximumMisses }

  /// Takes a word, or each part of a list with commas.
  ///
  /// A name may contain a comma, so that a word which names a record is not a list.
  package mutating func take(all word: String) {
    for part in parts(of: word) { take(part) }
  }

  private mutating func parts(of word: String) -> [String] {
    guard word.utf8.contains(UInt8(ascii: ",")) else { return [word] }
    let parts = word.split(separator: ",").map { Bytes(copying: String($0)).trimmed.string }.filter { !$0.isEmpty }
    if parts.allSatisfy({ RecordID($0) != nil }) { return parts }
    if case .record = resolver.resolve(word) { return [word] }
    return parts
  }

  /// Takes an id.
  ///
  /// - Returns: whether the record exists and is allowed; if not, the word must be looked up.
  package mutating func take(_ id: RecordID) -> Bool {
    guard base.contains(id), kinds.isEmpty || kinds.contains(id.kind) else { return false }
    selection.count += 1
    selection.ids.append(id)
    return true
  }

  /// Looks up one word.
  ///
  /// - Returns: the record, or nil when there is not one.
  @discardableResult
  package mutating func take(_ word: String) -> RecordID? {
    selection.count += 1
    let word = String(word.unicodeScalars.prefix(RecordSelector.maximumNameLength))
    let problem: String
    let resolution = resolver.resolve(word)
    switch resolution {
    case .record(let id, let remark):
      if let remark {
        var isOfRetired = false
        if case .retired = remark { isOfRetired = true }
        note(remark.sentence(id, in: base), isOfRetired: isOfRetired)
      }
      if kinds.isEmpty || kinds.contains(id.kind) {
        selection.ids.append(id)
        return id
      }
      problem = "\(id) (\(base.fullNameBytes(of: id))) is a \(id.kind.noun()), not a \(noun)"
    case .ambiguous(let ids): problem = Resolution.sentence(ambiguous: word, ids, in: base)
    case .missing(let miss): problem = miss.sentence(word, noun, in: base)
    }
    misses += 1
    note(problem, isProblem: true, unknownWord: resolution.isUnknownWord ? word : nil)
    return nil
  }

  /// Takes the result of a word that was looked up before.
  package mutating func take(again id: RecordID?) {
    selection.count += 1
    if let id { selection.ids.append(id) }
  }

  /// The record that all words together name: a name whose quotes were left out.
  package mutating func unquotedName(_ words: [String]) -> RecordID? {
    guard words.count > 1, words.allSatisfy({ RecordID($0) == nil }) else { return nil }
    guard case .record(let id, _) = resolver.resolve(words.joined(separator: " ")) else { return nil }
    return id
  }

  private mutating func note(
    _ sentence: String, isProblem: Bool = false, isOfRetired: Bool = false, unknownWord: String? = nil
  ) {
    selection.remarks.append(
      RecordSelection.Remark(
        sentence: sentence, place: place, isProblem: isProblem, isOfRetired: isOfRetired, unknownWord: unknownWord))
  }

  private var noun: String {
    kinds.isEmpty || kinds.count == RecordKind.allCases.count ? "record" : kinds.map { $0.noun() }.listed()
  }
}
