import AtlasCore
import AtlasFiles

/// From the words of a command line to the records that they name.
extension Invocation {
  /// The records that `words` name.
  ///
  /// A problem with a word is reported on stderr, and the other words still count.
  ///
  /// - Parameters:
  ///   - words: ids or names, lists of them with commas, `-` for standard input, or `@` and a file.
  ///   - kinds: the kinds of record that are allowed; all when empty.
  ///   - leavesOutOtherKinds: whether records of other kinds in a list are left out, rather than problems.
  ///   - base: the knowledge base to look in.
  ///   - output: gets the remarks.
  /// - Returns: the records, and whether every word named one.
  /// - Throws: when standard input or a file cannot be read, or is not a list of records.
  func records(
    _ words: [String], among kinds: [RecordKind] = [], leavingOutOtherKinds leavesOutOtherKinds: Bool = false,
    in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> RecordSelection {
    var selector = RecordSelector(base: base, kinds: kinds)
    selector.leavesOutOtherKinds = leavesOutOtherKinds
    var shown = 0
    for word in words {
      if let list = try RecordListFile(word, self) {
        let before = selector.selection.count
        selector.take(list: list.text, source: list.name)
        output.note(selector.selection.remarks.dropFirst(shown), kinds, base)
        shown = selector.selection.remarks.count
        if selector.selection.count == before { output.note("\(list.name) holds no ids") }
      } else {
        selector.take(all: word)
      }
      if selector.hasTooManyMisses { throw Failure.tooManyMisses }
    }
    output.note(selector.selection.remarks.dropFirst(shown), kinds, base)
    output.note(leftOut: selector, kinds)
    if !selector.selection.isComplete, let id = selector.unquotedName(words) {
      output.note("quote a name of several words: \(Sanitize.quoted(words.joined(separator: " "))) is \(id)")
    }
    if let id = selector.selection.remarks.lazy.compactMap(\.missingID).first {
      output.explain(missing: id, in: base, today: environment.today())
    }
    return selector.selection
  }
}

extension Output {
  /// Reports remarks about words, each with its place in a list; for the first words that no name is similar to, with what
  /// a search finds.
  mutating func note(
    _ remarks: ArraySlice<RecordSelection.Remark>, _ kinds: [RecordKind], _ base: KnowledgeBase
  ) {
    var searches = 3
    for remark in remarks {
      var sentence = (remark.place.map { "\($0.list):\($0.line): " } ?? "") + remark.sentence
      if let word = remark.unknownWord, searches > 0 {
        searches -= 1
        sentence += found(word, kinds, base)
      }
      note(sentence)
    }
  }

  /// Reports how many records of a list were left out, since they are not of the kinds asked for.
  mutating func note(leftOut selector: RecordSelector, _ kinds: [RecordKind]) {
    let count = selector.leftOut.count
    guard count > 0 else { return }
    let nouns = kinds.map { $0.noun(2) }.listed()
    note(
      count == 1
        ? "1 record that is not one of the \(nouns) was left out"
        : "\(count) records that are not \(nouns) were left out")
  }

  /// The records that a search for a word finds first, a line each.
  private func found(_ word: String, _ kinds: [RecordKind], _ base: KnowledgeBase) -> String {
    var query = FindQuery(word)
    if !kinds.isEmpty { query.filter.kinds = kinds }
    query.limit = 3
    guard let records = try? query.answer(in: base).records, !records.isEmpty else { return "" }
    return "; atlas find ranks first:" + Resolution.candidates(records.map(\.id), in: base)
  }
}

extension Failure {
  /// The failure for a list of which hardly a word names a record.
  static let tooManyMisses = Failure(
    "more than \(RecordSelector.maximumMisses) words name no record; expected ids or names, one a line")
}

/// A list of records in one word of the command line: `-` for standard input, `@` and the path of a file.
struct RecordListFile {
  /// The name of the list in messages.
  let name: String
  let text: Bytes

  /// The greatest length of a list, in bytes; some six million ids.
  private static let maximumLength = 64 << 20

  /// The list that a word stands for; nil when the word is not a list.
  init?(_ word: String, _ invocation: Invocation) throws(Failure) {
    let isInput = word == "-"
    guard isInput || word.hasPrefix("@") && word.utf8.count > 1 else { return nil }
    let path = String(word.dropFirst())
    if isInput, invocation.environment.inputIsTerminal {
      throw invocation.command.misuse("- reads ids from standard input, which is a terminal")
    }
    name = isInput ? "standard input" : Sanitize.shown(path)
    do throws(SystemError) {
      text =
        isInput
        ? try invocation.environment.readInput(RecordListFile.maximumLength)
        : try System.read(path, limit: RecordListFile.maximumLength)
    } catch {
      throw Failure(error)
    }
    guard !text.contains(0) else { throw Failure("\(name) is binary; expected a list of ids, one a line") }
  }
}
