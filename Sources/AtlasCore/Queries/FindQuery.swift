/// A search for records by words in any order, best matches first.
public struct FindQuery: Sendable {
  /// The words, as one would type a question: case, plural, tense and typing errors do not
  /// matter, and stop words are ignored.
  public var question: String
  /// The conditions that each record must meet.
  public var filter = RecordFilter()
  /// The greatest number of records to return.
  public var limit = 10

  /// A search for records about `question`.
  public init(_ question: String) { self.question = question }

  /// Why a question cannot be answered.
  public enum Failure: Error, Sendable {
    /// The question has no letter and no digit.
    case emptyQuestion
    /// The filter cannot be applied.
    case filter(FilterError)
  }

  /// Ranks the records of `base`.
  ///
  /// - Throws: when the question is empty, or the filter cannot be applied.
  public func answer(in base: KnowledgeBase) throws(Failure) -> FindAnswer {
    let text = Bytes(copying: question)
    var words = Question(text)
    guard !words.isBlank else { throw .emptyQuestion }
    var sources = base.searchedSources
    if !filter.isEmpty {
      let test: RecordTest
      do throws(FilterError) { test = try filter.test(in: base) } catch { throw .filter(error) }
      sources = sources.filter { test.passes($0.id) }
    }
    let named = named(in: base)
    var ranking = Ranking(words, of: base, in: sources, named: named)
    let respellings = Spelling.respellings(of: ranking.missingWords, in: base.searchedSources)
    if !respellings.isEmpty {
      words = Question(text, respellings: respellings)
      ranking = Ranking(words, of: base, in: sources, named: named)
    }
    return FindAnswer(records: ranking.answers(limit: limit), question: words, respellings: respellings)
  }

  /// The records whose ids are in the question, and those whose name it is.
  private func named(in base: KnowledgeBase) -> [RecordID] {
    let ids = question.split { " ,;".contains($0) }.map(String.init).filter { RecordID($0) != nil }
    let name = FoldedName(Bytes(copying: question))
    return ids.compactMap { base.resolve($0).id }
      + base.ids().filter {
        FoldedName(base.nameBytes(of: $0)) == name || FoldedName(base.fullNameBytes(of: $0)) == name
      }
  }
}

/// The records that a `FindQuery` found.
public struct FindAnswer: Sendable {
  /// The records, best match first.
  public let records: [RankedRecord]
  /// The words that were searched for.
  package let question: Question
  /// Words that no record has, and the words that were searched for in their place.
  package let respellings: [Question.Respelling]
}
