/// Which techniques or tactics came right after, or right before, given ones in the procedures of case studies.
///
/// A procedure is a list of steps in order; the query counts pairs of consecutive steps. Case studies that have no page of
/// their own have no order of steps, and do not count.
public struct SequenceQuery: Sendable {
  /// Techniques, or tactics, but not both; the rows of the answer are of the same kind, and combine the results.
  public var origins: [RecordID]
  /// Whether to count the steps after or before those of `origins`.
  public var direction: Direction
  /// Only case studies of one of these types; nil for all case studies.
  public var types: [CaseStudyType]?
  /// Whether the parent and the sub-techniques of each technique in `origins` count as well.
  public var includesRelated = false
  /// The greatest number of rows; nil for all of them.
  public var limit: Int?

  /// What came after or before `origins` in all case studies, to be narrowed by the other properties.
  public init(_ direction: Direction, _ origins: [RecordID]) {
    self.origins = origins
    self.direction = direction
  }

  /// Which of two consecutive steps is asked for.
  public enum Direction: String, CaseIterable, Sendable {
    /// The second step.
    case after
    /// The first step.
    case before
  }

  /// Counts the pairs of steps in `base`.
  ///
  /// - Throws: when `origins` has techniques and tactics, or records of other kinds.
  public func answer(in base: KnowledgeBase) throws(SequenceError) -> SequenceAnswer {
    for id in origins where id.kind != .technique && id.kind != .tactic { throw .unsupportedKind(id) }
    let isOfTactics = origins.first?.kind == .tactic
    guard origins.allSatisfy({ ($0.kind == .tactic) == isOfTactics }) else { throw .mixedKinds }
    var wanted = Set(origins)
    if includesRelated { wanted.formUnion(origins.flatMap(base.relatives)) }
    var found: [RecordID: [StepPair]] = [:]
    var isUsed = false
    func subject(_ step: Relation) -> RecordID? { isOfTactics ? step.tactic : step.target }
    func isWanted(_ step: Relation) -> Bool { subject(step).map(wanted.contains) ?? false }
    for caseStudy in caseStudies(in: base) {
      let steps = base.steps(of: caseStudy)
      isUsed = isUsed || steps.contains(where: isWanted)
      for (first, second) in zip(steps, steps.dropFirst()) {
        let (from, to) = direction == .after ? (first, second) : (second, first)
        guard isWanted(from), let neighbor = subject(to) else { continue }
        found[neighbor, default: []].append(StepPair(caseStudy: caseStudy, first: first, second: second))
      }
    }
    let rows = found.map { id, pairs in
      let related = Set(pairs.compactMap { subject(direction == .after ? $0.first : $0.second) }).subtracting(origins)
      return SequenceAnswer.Row(id: id, pairs: pairs, through: related.sorted())
    }.sorted { one, other in
      let (left, right) = ((one.pairs.count, one.caseStudies.count), (other.pairs.count, other.caseStudies.count))
      return left == right ? one.id < other.id : left > right
    }
    let emptiness: SequenceAnswer.Emptiness? =
      origins.isEmpty ? .noOrigin : !isUsed ? .noStep : rows.isEmpty ? .noNeighbor : nil
    return SequenceAnswer(
      query: self, rows: Array(rows.prefix(limit ?? .max)), total: rows.count, emptiness: emptiness)
  }

  /// The case studies that count, by id.
  private func caseStudies(in base: KnowledgeBase) -> [RecordID] {
    base.ids(of: .caseStudy).filter { id in
      guard !base.isStub(id) else { return false }
      guard let types else { return true }
      return base.record(id)?.details.caseStudy?.type.map(types.contains) ?? false
    }
  }
}

/// Two consecutive steps of a procedure.
public struct StepPair: Sendable {
  /// The case study.
  public let caseStudy: RecordID
  /// The step that came first.
  public let first: Relation
  /// The step right after it.
  public let second: Relation
}

/// The techniques or tactics that a `SequenceQuery` found.
public struct SequenceAnswer: Sendable {
  /// The query that was answered.
  public let query: SequenceQuery
  /// The most frequent first; of equals those in more case studies, then by id.
  public let rows: [Row]
  /// How many rows there would be without a limit.
  public let total: Int
  /// Why there would be no rows even without a limit; nil when there are.
  public let emptiness: Emptiness?

  /// A technique or tactic that came right after or before one of the origins.
  public struct Row: Sendable {
    /// The technique or tactic.
    public let id: RecordID
    /// Each occurrence, by case study and step; at least one.
    public let pairs: [StepPair]

    /// The parents and sub-techniques of origins that the pairs have instead of an origin, each once, by id.
    public let through: [RecordID]

    /// The case studies of `pairs`, each once, by id.
    public var caseStudies: [RecordID] {
      var ids: [RecordID] = []
      for pair in pairs where pair.caseStudy != ids.last { ids.append(pair.caseStudy) }
      return ids
    }
  }

  /// How many more rows there would be with the parents and sub-techniques of the origins; 0 when they count already.
  public func countThroughRelated(in base: KnowledgeBase) -> Int {
    guard !query.includesRelated, query.origins.contains(where: { !base.relatives(of: $0).isEmpty }) else { return 0 }
    var wider = query
    wider.includesRelated = true
    return ((try? wider.answer(in: base))?.total ?? total) - total
  }

  /// Why an answer has no rows.
  public enum Emptiness: Sendable {
    /// The query has no origins.
    case noOrigin
    /// No step of the case studies has one of the origins.
    case noStep
    /// The steps that have one of the origins are all the last of their procedure, or all the first.
    case noNeighbor
  }
}

/// Why a `SequenceQuery` has no answer.
public enum SequenceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There are techniques and tactics among the origins, and their answers are of different kinds.
  case mixedKinds
  /// An origin is neither a technique nor a tactic.
  case unsupportedKind(RecordID)

  /// The error as a sentence without a period.
  public var description: String {
    switch self {
    case .mixedKinds: "ask about techniques or about tactics, not about both at once"
    case .unsupportedKind(let id): "\(id) is a \(id.kind.noun()), not a tactic or technique"
    }
  }
}

// MARK: - Sentences

extension SequenceAnswer {
  /// Why there are no rows, as a sentence without a period; nil when there are, or when a limit of 0 hides them.
  public func remark(in base: KnowledgeBase) -> String? {
    let isOne = query.origins.count == 1
    let (verb, end) = query.direction == .after ? ("followed", "last") : ("preceded", "first")
    let reason: String
    switch emptiness {
    case nil: return nil
    case .noOrigin: return "no id was given"
    case .noStep: reason = "no step has \(isOne ? "it" : "one of them")"
    case .noNeighbor: reason = "every step with \(isOne ? "it" : "one of them") is the \(end) of its procedure"
    }
    let first = query.origins[0]
    let whose = isOne ? "\(first) (\(base.fullNameBytes(of: first)))" : "any of the \(query.origins.count)"
    let procedures = query.types.map { $0.map { "\($0.rawValue)s" }.listed("and") } ?? "procedures"
    return "nothing \(verb) \(whose) in the \(procedures) of \(base.releaseName): \(reason)"
  }
}
