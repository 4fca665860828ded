import AtlasCore

/// Records of several releases, as `show` takes them: `AML.T0020@5.6.0 AML.T0020`.
struct PinnedRecords {
  /// The knowledge bases that records are from; the first is the one that the flags choose.
  private(set) var bases: [KnowledgeBase]
  /// The records in the order of the words, each with the index of its knowledge base.
  private(set) var records: [(id: RecordID, base: Int)] = []
  /// Whether every word named a record.
  private(set) var isComplete = true
  private var known: [String: Int] = [:]

  /// Looks up words; a problem with a word is reported on stderr, and the other words still count.
  ///
  /// - Parameters:
  ///   - words: words as `show` accepts them, of which some have a release.
  ///   - invocation: the command line.
  ///   - base: the knowledge base for the words without a release.
  ///   - output: gets the remarks.
  /// - Throws: when standard input or a file cannot be read, or is not a list of records.
  init(
    _ words: [String], _ invocation: Invocation, in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) {
    bases = [base]
    for word in words {
      guard Invocation.isPinned(word) else {
        try add(word, invocation, &output)
        continue
      }
      for part in word.split(separator: ",").map(String.init) {
        guard let pin = PinnedID(part) else {
          try add(part, invocation, &output)
          continue
        }
        do throws(Failure) {
          try add(pin, invocation, &output)
        } catch {
          output.note(error.message)
          isComplete = false
        }
      }
    }
  }

  private mutating func add(_ word: String, _ invocation: Invocation, _ output: inout Output) throws(Failure) {
    let selection = try invocation.records([word], in: bases[0], &output)
    records += selection.ids.map { ($0, 0) }
    isComplete = isComplete && selection.isComplete
  }

  private mutating func add(_ pin: PinnedID, _ invocation: Invocation, _ output: inout Output) throws(Failure) {
    if let index = known[pin.release], bases[index].contains(pin.id) {
      records.append((pin.id, index))
      return
    }
    bases.append(try invocation.knowledgeBase(of: pin, &output))
    known[pin.release] = bases.count - 1
    records.append((pin.id, bases.count - 1))
  }
}
