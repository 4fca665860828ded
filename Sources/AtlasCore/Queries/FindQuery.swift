/// A search for records by words in any order, best matches first.
public struct FindQuery: Sendable {
  /// The words, as one would type a question: case, plural and tense do not matter, and stop words are ignored.
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
    let words = Question(Bytes(copying: question))
    guard !words.isEmpty else { throw .emptyQuestion }
    var sources = base.searchedSources
    if !filter.isEmpty {
      let test: RecordTest
      do throws(FilterError) { test = try filter.test(in: base) } catch { throw .filter(error) }
      sources = sources.filter { test.passes($0.id) }
    }
    var ranking = Ranking(words, in: sources)
    return FindAnswer(records: ranking.answers(limit: limit), question: words)
  }
}

/// The records that a `FindQuery` found.
public struct FindAnswer: Sendable {
  /// The records, best match first.
  public let records: [RankedRecord]
  /// The words that were searched for.
  package let question: Question
}
