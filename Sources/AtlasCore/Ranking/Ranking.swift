/// Finds the records that answer a question best.
///
/// Nothing is indexed: the lines with one of the words, or of their synonyms, are found as a search finds them, and only
/// these are read word by word. The score is BM25F (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25
/// and Beyond, 2009): over the words of the question, how rare the word is times how much the record is about it, where
/// a name counts more than a description, this more than steps and the like, many occurrences little more than few, and
/// all of them less in a long text. Words that are close in question and record count once more. A record comes
/// further to the front the more of the question it answers, the more its name and the question are the same, and when it is
/// of the kind that is asked for. The weights are chosen by hand for pages like these.
package struct Ranking {
  private let question: Question
  private let sources: [SearchedSource]
  private let found: [Candidate]

  /// - Parameters:
  ///   - question: what is asked.
  ///   - base: where the names of records come from.
  ///   - sources: the texts to search, in the order of the ids.
  ///   - named: records whose ids or exact names are in the question, which come first.
  package init(_ question: Question, of base: KnowledgeBase, in sources: [SearchedSource], named: [RecordID] = []) {
    self.question = question
    self.sources = sources
    found = Ranking.candidates(question, base, sources, named)
  }

  /// The words of the question that no record has, nor a synonym of them.
  var missingWords: [Bytes] {
    question.terms.indices.filter { term in !found.contains { $0.tally.holds(term) } }.map { question.terms[$0].word }
  }

  /// The best answers, from best to worst.
  package func answers(limit: Int) -> [RankedRecord] {
    let worths = worths()
    let averages = TextField.allCases.map { field in
      max(found.reduce(0.0) { $0 + $1.tally.lengths[field.rawValue] } / Double(max(found.count, 1)), 1)
    }
    var scored = found.map { ($0.score(worths, averages, question), $0) }
    scored.sort { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1.id < $1.1.id }
    return scored.prefix(limit).map { score, record in
      RankedRecord(id: record.id, score: score, bestLine: bestLine(of: record, worths))
    }
  }

  /// How much a term says: a word that few records have says more than one that most have.
  private func worths() -> [Double] {
    let count = Double(max(recordCount, 1))
    return question.terms.indices.map { term in
      let holders = Double(found.reduce(0) { $1.tally.holds(term) ? $0 + 1 : $0 })
      guard holders > 0 else { return 0 }
      // What half of the records hold still says a little.
      return (0.1 + (1 + (count - holders) / (holders + 0.5)).logarithm) * question.terms[term].importance
    }
  }

  private var recordCount: Int {
    sources.indices.reduce(0) { $1 == 0 || sources[$1].id != sources[$1 - 1].id ? $0 + 1 : $0 }
  }

  /// The records with a word of the question on their pages or in their names, and those that it names.
  private static func candidates(
    _ question: Question, _ base: KnowledgeBase, _ sources: [SearchedSource], _ named: [RecordID]
  ) -> [Candidate] {
    var found: [Candidate] = []
    var hits = question.pattern.map { Hits(in: sources, SelectedLines(PatternScanner($0))) }
    var hit = hits?.nextRecord()
    var start = 0
    while start < sources.count {
      let id = sources[start].id
      let end = sources[start...].firstIndex { $0.id != id } ?? sources.count
      var record = Candidate(id: id, sources: start..<end, isNamed: named.contains(id), tally: Tally(question))
      record.readNames(base, question)
      if let first = hit, sources[first.source].id == id {
        var segments: [(part: PagePart, start: Int)] = []
        var segmented = -1
        var next = hit
        while let hit = next {
          if segmented != hit.source {
            segments = PagePart.segments(of: sources[hit.source].recordSource)
            segmented = hit.source
            record.tally.measure(segments, end: sources[hit.source].end)
          }
          let part = segments.last { $0.start <= hit.line.lowerBound }?.part ?? .description
          if let field = part.field { record.tally.count(sources[hit.source].page[hit.line], question, field) }
          next = hits?.nextLine()
        }
        hit = hits?.nextRecord()
      }
      if !record.tally.isEmpty || record.isNamed { found.append(record) }
      start = end
    }
    return found
  }

  /// The line that holds the rarest of the words.
  private func bestLine(of record: Candidate, _ worths: [Double]) -> Bytes {
    var best = (worth: -1.0, line: Bytes.empty)
    for source in sources[record.sources] {
      let segments = PagePart.segments(of: source.recordSource)
      var rest = source.text
      while let line = rest.eatLine() {
        guard let part = segments.last(where: { $0.start <= line.startIndex })?.part, part.isProse else { continue }
        guard !line.trimmed.isEmpty, !line.isStructure else { continue }
        var worth = [Double](repeating: 0, count: worths.count)
        question.hits(in: line) { worth[$0.term] = max(worth[$0.term], $0.weight * worths[$0.term]) }
        let sum = worth.reduce(0, +) * (part == .description ? 1.5 : 1)
        if sum > best.worth { best = (sum, line) }
      }
    }
    return best.line
  }
}

extension PagePart {
  /// The field that a line of it counts in; names are taken from the knowledge base.
  var field: TextField? {
    switch self {
    case .name: nil
    case .description: .description
    case .steps, .mitigations: .relations
    case .references, .metadata: .rest
    }
  }

  /// Whether a line of it makes a context.
  fileprivate var isProse: Bool { self == .description || self == .steps || self == .mitigations }
}

extension Bytes {
  /// Whether a line is a heading, leads to a list, or says in one of the fixed forms what the record is related to.
  fileprivate var isStructure: Bool {
    first == .hash || first == .greater || last == .colon || starts(with: "**" as Bytes)
  }
}

extension Double {
  /// About the binary logarithm, exact for powers of two and straight in between: the core has no other, and an order of
  /// answers needs no better.
  fileprivate var logarithm: Double { self > 0 ? Double(exponent) + significand - 1 : 0 }
}
