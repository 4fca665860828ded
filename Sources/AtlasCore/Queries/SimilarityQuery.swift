/// Which case studies are most like an incident that is described in words, or by the techniques it used.
public struct SimilarityQuery: Sendable {
  /// The incident: techniques, or case studies, whose techniques are meant and which are not found themselves.
  public var records: [RecordID] = []
  /// The incident in words, which is used when there are no records.
  public var text = ""
  /// The conditions that each case study must meet.
  public var filter = RecordFilter()
  /// The greatest number of case studies to return.
  public var limit = 10

  /// A search for case studies like an incident that used the techniques of `records`.
  public init(_ records: [RecordID]) { self.records = records }

  /// A search for case studies like the incident that `text` describes.
  public init(text: String) { self.text = text }

  /// Ranks the case studies of `base`.
  ///
  /// - Throws: when there are no records and no words, or the filter cannot be applied.
  public func answer(in base: KnowledgeBase) throws(FindQuery.Failure) -> [SimilarCaseStudy] {
    let techniques = records.isEmpty ? try techniquesInText(base) : techniquesOfRecords(base)
    var candidates: [RecordID]
    do throws(FilterError) {
      candidates = try filter.filter(base.ids(of: .caseStudy), in: base)
    } catch {
      throw .filter(error)
    }
    candidates.removeAll { records.contains($0) || base.isStub($0) }
    var ranked = candidates.map { similarity(of: $0, to: techniques, in: base) }
    if records.isEmpty { ranked = try combined(ranked, base) }
    ranked.removeAll { $0.score <= 0 }
    ranked.sort { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
    return Array(ranked.prefix(limit))
  }

  /// A technique of the incident, and how surely it is one, from 0 to 1.
  private typealias Weighted = (id: RecordID, weight: Double)

  private func techniquesOfRecords(_ base: KnowledgeBase) -> [Weighted] {
    var ids = records.flatMap { $0.kind == .caseStudy ? base.steps(of: $0).map(\.target) : [$0] }
    ids.removeRepeated()
    return ids.map { ($0, 1) }
  }

  /// The techniques that the words describe best.
  private func techniquesInText(_ base: KnowledgeBase) throws(FindQuery.Failure) -> [Weighted] {
    var query = FindQuery(text)
    query.filter.kinds = [.technique]
    query.limit = 8
    let found = try query.answer(in: base).records
    guard let best = found.first?.score, best > 0 else { return [] }
    return found.map { ($0.id, $0.score / best) }
  }

  /// How much of the incident the case study has, and of the case study the incident; rare techniques count more.
  private func similarity(
    of caseStudy: RecordID, to techniques: [Weighted], in base: KnowledgeBase
  ) -> SimilarCaseStudy {
    let total = Double(base.ids(of: .caseStudy).count)
    func rareness(_ id: RecordID) -> Double {
      1 + (total / Double(max(base.caseStudies(of: id).count, 1))).squareRoot()
    }
    let steps = base.steps(of: caseStudy)
    var links: [RelatedRecord.Path] = []
    var (shared, asked) = (0.0, 0.0)
    for (id, weight) in techniques {
      asked += weight * rareness(id)
      let exact = steps.filter { $0.target == id }
      let near = exact.isEmpty ? steps.filter { $0.target.isSameTechnique(as: id) } : []
      if exact.isEmpty, near.isEmpty { continue }
      shared += weight * rareness(id) * (exact.isEmpty ? 0.5 : 1)
      for step in exact + near {
        links.append(
          RelatedRecord.Path(
            origin: id, through: nil, rolledUp: step.target == id ? nil : step.target, relation: step))
      }
    }
    let own = Set(steps.map(\.target)).reduce(0) { $0 + rareness($1) }
    links.sort { ($0.relation?.number ?? .max) < ($1.relation?.number ?? .max) }
    let score = asked == 0 || own == 0 ? 0 : 0.8 * shared / asked + 0.2 * min(shared / own, 1)
    return SimilarCaseStudy(id: caseStudy, score: score, links: links)
  }

  /// The scores by techniques together with those by words: what a report says in its own words counts more.
  private func combined(
    _ ranked: [SimilarCaseStudy], _ base: KnowledgeBase
  ) throws(FindQuery.Failure) -> [SimilarCaseStudy] {
    var query = FindQuery(text)
    query.filter.kinds = [.caseStudy]
    query.limit = base.ids(of: .caseStudy).count
    let found = try query.answer(in: base)
    let best = found.records.first?.score ?? 0
    let mostShared = ranked.map(\.score).max() ?? 0
    return ranked.map { study in
      let words = found.records.first { $0.id == study.id }.map { best > 0 ? $0.score / best : 0 } ?? 0
      let techniques = mostShared > 0 ? study.score / mostShared : 0
      let score = words == 0 ? 0 : 0.75 * words + 0.25 * techniques
      return SimilarCaseStudy(id: study.id, score: score, links: steps(of: study, matching: found.question, base))
    }
  }

  /// The steps of a case study with most words of the question, at most three, in their order; else those by technique.
  private func steps(of study: SimilarCaseStudy, matching question: Question, _ base: KnowledgeBase)
    -> [RelatedRecord.Path]
  {
    let scored = base.steps(of: study.id).enumerated().map { place, step in
      (place: place, step: step, count: Set(question.matches(in: step.textBytes).map { step.textBytes[$0] }).count)
    }
    let best = scored.filter { $0.count > 0 }.sorted {
      $0.count == $1.count ? $0.place < $1.place : $0.count > $1.count
    }
    .prefix(3).sorted { $0.place < $1.place }
    guard !best.isEmpty else { return Array(study.links.prefix(3)) }
    return best.map {
      RelatedRecord.Path(origin: $0.step.target, through: nil, rolledUp: nil, relation: $0.step)
    }
  }
}

/// A case study that is like an incident.
public struct SimilarCaseStudy: Sendable {
  /// The case study.
  public let id: RecordID
  /// How much it is like the incident, from 0 to 1; comparable within one answer only.
  public let score: Double
  /// The steps that match, each with the technique that it matches.
  public let links: [RelatedRecord.Path]
}

extension RecordID {
  /// Whether one is the parent of the other, or both have the same parent.
  fileprivate func isSameTechnique(as other: RecordID) -> Bool { (parent ?? self) == (other.parent ?? other) }
}
