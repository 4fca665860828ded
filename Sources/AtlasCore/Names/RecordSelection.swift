/// A lookup of the records that a list of words names: ids, names, and lists of ids separated by commas.
public struct LookupQuery: Sendable {
  /// The words, in the forms that `KnowledgeBase.resolve` accepts.
  public var words: [String]
  /// The allowed kinds of record; all if empty.
  public var kinds: [RecordKind]

  /// Creates a lookup of `words` among records of `kinds`.
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

/// The records that the words name, and remarks about the words.
public struct RecordSelection: Sendable {
  /// The records in the order of the words, with repetitions.
  public package(set) var ids: [RecordID] = []
  /// Remarks about words that are out of date or name no record, in order.
  public package(set) var remarks: [Remark] = []
  /// The number of words.
  package var count = 0

  /// Creates a selection without records.
  public init() {}

  /// Whether every word named a record.
  public var isComplete: Bool { !remarks.contains { $0.isProblem } }
  /// Whether no word was a retired id; `ids` contains the successors of retired ids.
  public var isCurrent: Bool { !remarks.contains { $0.isOfRetired } }

  /// A remark about a word.
  public struct Remark: Sendable {
    /// The remark as a sentence without a period.
    ///
    /// Further lines list the candidates for an ambiguous word.
    public let sentence: String
    /// The place of the word in a list; nil for a word on its own.
    public let place: Place?
    /// Whether the word names no allowed record.
    public let isProblem: Bool
    /// Whether the word is a retired id.
    public let isOfRetired: Bool
    /// The word, when no record has a similar name, so that only a search can say what was meant.
    public let unknownWord: String?
    /// The id that the knowledge base does not have, if the word is one.
    public let missingID: RecordID?
  }

  /// A line in a list of records.
  public struct Place: Sendable {
    /// The name of the list, for messages.
    public let list: String
    /// The line number, from 1.
    public let line: Int
  }
}

/// Collects the records that words name.
package struct RecordSelector {
  private let base: KnowledgeBase
  private let kinds: [RecordKind]
  package private(set) var selection = RecordSelection()
  private var resolver: NameResolver
  /// The place of the current words; nil for words on their own.
  package var place: RecordSelection.Place?
  /// Whether records of other kinds in a list are left out, as those in the output of `scan`, rather than problems.
  package var leavesOutOtherKinds = false
  /// The records of other kinds that were left out.
  package private(set) var leftOut: Set<RecordID> = []
  private var misses = 0

  /// The maximum number of unknown words: with more, the input is not a list of records, and each takes a search for
  /// similar names.
  package static let maximumMisses = 100
  /// The maximum length of a word in code points; no name is longer.
  private static let maximumNameLength = 1000

  package init(base: KnowledgeBase, kinds: [RecordKind]) {
    self.base = base
    self.kinds = kinds
    resolver = NameResolver(base, among: kinds)
  }

  /// Whether there were too many unknown words to look up the rest.
  package var hasTooManyMisses: Bool { misses > RecordSelector.maximumMisses }

  /// Adds a word or, if it is a list with commas, each part of it.
  ///
  /// A word that names a record is not split, as a name can contain a comma.
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

  /// Adds an id.
  ///
  /// - Returns: whether the record exists and is allowed; if not, look up the word.
  package mutating func take(_ id: RecordID) -> Bool {
    guard base.contains(id), kinds.isEmpty || kinds.contains(id.kind) else { return false }
    selection.count += 1
    selection.ids.append(id)
    return true
  }

  /// Looks up one word.
  ///
  /// - Returns: the record, or nil if there is none.
  @discardableResult
  package mutating func take(_ word: String) -> RecordID? {
    selection.count += 1
    let word = String(word.unicodeScalars.prefix(RecordSelector.maximumNameLength))
    let problem: String
    let resolution = resolver.resolve(word)
    switch resolution {
    case .record(let id, _) where leavesOutOtherKinds && place != nil && !kinds.contains(id.kind):
      leftOut.insert(id)
      return nil
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
    note(problem, isProblem: true, unknownWord: resolution.isUnknownWord ? word : nil, missingID: resolution.missingID)
    return nil
  }

  /// Adds the result for a word that is already looked up.
  package mutating func take(again id: RecordID?) {
    selection.count += 1
    if let id { selection.ids.append(id) }
  }

  /// The record that all words together name, as for a name without quotes.
  package mutating func unquotedName(_ words: [String]) -> RecordID? {
    guard words.count > 1, words.allSatisfy({ RecordID($0) == nil }) else { return nil }
    guard case .record(let id, _) = resolver.resolve(words.joined(separator: " ")) else { return nil }
    return id
  }

  private mutating func note(
    _ sentence: String, isProblem: Bool = false, isOfRetired: Bool = false, unknownWord: String? = nil,
    missingID: RecordID? = nil
  ) {
    selection.remarks.append(
      RecordSelection.Remark(
        sentence: sentence, place: place, isProblem: isProblem, isOfRetired: isOfRetired, unknownWord: unknownWord,
        missingID: missingID))
  }

  private var noun: String {
    kinds.isEmpty || kinds.count == RecordKind.allCases.count ? "record" : kinds.map { $0.noun() }.listed()
  }
}
