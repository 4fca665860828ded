import AtlasCore

/// From the words that stand for records to the records.
extension Invocation {
  /// What became of the words: the records in the order given, and whether all words were understood.
  struct Selection {
    var ids: [RecordID] = []
    var isComplete = true
    /// Whether no word was an id that the release has retired; the records that took their place are among `ids`.
    var isCurrent = true
  }

  /// The records that `words` stand for.
  ///
  /// What is wrong with a word is said on stderr, and the others still count.
  ///
  /// - Parameters:
  ///   - words: ids or names, lists of ids with commas between, `-` for standard input, or `@` and a file.
  ///   - kinds: the kinds of record that are asked for; all when there are none.
  ///   - base: where to look.
  ///   - output: takes the remarks.
  /// - Returns: the records, and whether every word stood for one.
  /// - Throws: when standard input or a file of ids cannot be read, or holds something else.
  func records(
    _ words: [String], among kinds: [RecordKind] = [], in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> Selection {
    var naming = Naming(base: base, kinds: kinds)
    for word in words {
      if let list = try RecordList(word, self) {
        let before = naming.count
        try list.read(into: &naming, &output)
        if naming.count == before { output.note("\(list.source) holds no ids") }
      } else {
        for part in RecordList.parts(of: word) { try naming.take(part, &output) }
      }
    }
    if !naming.selection.isComplete { naming.suggestQuotes(for: words, &output) }
    return naming.selection
  }
}

/// Collects the records that words stand for, and says what is wrong with a word.
struct Naming {
  let base: KnowledgeBase
  let kinds: [RecordKind]
  private(set) var selection = Invocation.Selection()
  private var finder: Finder
  /// The list that the words at hand stand in, and the line; nil for words of the command line.
  var place: (list: String, line: Int)?
  /// How many words were taken, understood or not.
  private(set) var count = 0
  private var misses = 0

  /// Who gives more words than this that stand for nothing did not give a list of records; each costs a search for
  /// what was meant.
  private static let mostMisses = 100
  /// No name is longer; what is shown of one ends before.
  private static let longestName = 1000

  init(base: KnowledgeBase, kinds: [RecordKind]) {
    self.base = base
    self.kinds = kinds
    finder = Finder(base, among: kinds)
  }

  /// Takes an id.
  ///
  /// - Returns: whether the record is there; if not, the word must be looked up.
  mutating func take(_ id: RecordID) -> Bool {
    guard base.contains(id), kinds.isEmpty || kinds.contains(id.kind) else { return false }
    count += 1
    selection.ids.append(id)
    return true
  }

  /// Looks up a word.
  ///
  /// - Returns: the record, or nil when there is none.
  /// - Throws: when too many words stood for nothing.
  @discardableResult
  mutating func take(_ word: String, _ output: inout Output) throws(Failure) -> RecordID? {
    count += 1
    let word = String(word.unicodeScalars.prefix(Naming.longestName))
    let problem: String
    switch finder.find(word) {
    case .record(let id, let remark):
      if let remark { note(remark.sentence(id, base), &output) }
      if case .retired? = remark { selection.isCurrent = false }
      if kinds.isEmpty || kinds.contains(id.kind) {
        selection.ids.append(id)
        return id
      }
      problem = "\(id) (\(base.fullName(of: id))) is a \(id.kind.noun()), not a \(noun)"
    case .ambiguous(let ids): problem = Found.ambiguous(word, ids, base)
    case .missing(let miss): problem = miss.sentence(word, noun, base)
    }
    note(problem, &output)
    selection.isComplete = false
    misses += 1
    guard misses <= Naming.mostMisses else {
      throw Failure("more than \(Naming.mostMisses) words name no record; ids or names are expected, one a line")
    }
    return nil
  }

  /// The record behind a word that was looked up before.
  mutating func repeats(_ id: RecordID?) {
    count += 1
    if let id { selection.ids.append(id) }
  }

  /// Says so when words that name nothing one by one are together the name of a record: its quotes were left out.
  mutating func suggestQuotes(for words: [String], _ output: inout Output) {
    guard words.count > 1, words.allSatisfy({ RecordID($0) == nil }) else { return }
    let name = words.joined(separator: " ")
    if case .record(let id, _) = finder.find(name) {
      output.note("a name of several words stands in quotes: \(Sanitize.quoted(name)) is \(id)")
    }
  }

  /// Says what is wrong with a word, and in a list where it stands.
  private func note(_ remark: String, _ output: inout Output) {
    output.note(place.map { "\($0.list):\($0.line): \(remark)" } ?? remark)
  }

  private var noun: String {
    kinds.isEmpty || kinds.count == RecordKind.allCases.count ? "record" : Values.enumeration(kinds.map { $0.noun() })
  }
}

extension Found {
  /// What is said about a word that fits several records.
  static func ambiguous(_ word: String, _ ids: [RecordID], _ base: KnowledgeBase) -> String {
    let widest = ids.prefix(12).map { $0.description.utf8.count }.max() ?? 0
    let shown = ids.prefix(12).map { id in
      let blanks = String(repeating: " ", count: widest - id.description.utf8.count)
      return "\n  \(id)\(blanks)  \(base.fullName(of: id))"
    }.joined()
    let more = ids.count > 12 ? "\n  and \(ids.count - 12) more" : ""
    return "\(Sanitize.quoted(word)) fits \(ids.count) records; name one of them:" + shown + more
  }
}

extension Found.Remark {
  /// What is said about a word that was understood, but is out of date.
  func sentence(_ id: RecordID, _ base: KnowledgeBase) -> String {
    switch self {
    case .retired(let old, let release): "\(old) was retired in \(release); it is now \(id)"
    case .renamed(let name, let release):
      "\"\(name)\" was renamed in \(release); \(id) is now \"\(base.fullName(of: id))\""
    }
  }
}

extension Found.Miss {
  /// What is said about a word that stands for no record.
  func sentence(_ word: String, _ noun: String, _ base: KnowledgeBase) -> String {
    switch self {
    case .id(let id, let near): "\(id) is not in \(base.releaseName)" + Found.Miss.question(near, base)
    case .retired(let id, let release): "\(id) was retired in \(release), without a successor in \(base.releaseName)"
    case .name(let near):
      "no \(noun) called \(Sanitize.quoted(word)) in \(base.releaseName)" + Found.Miss.question(near, base)
    }
  }

  private static func question(_ near: [RecordID], _ base: KnowledgeBase) -> String {
    guard !near.isEmpty else { return "; atlas find looks for words in the text" }
    return "; did you mean " + Values.enumeration(near.map { "\($0) (\(base.fullName(of: $0)))" }) + "?"
  }
}
