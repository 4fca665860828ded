/// What came next, or came before, in the procedures of the case studies.
///
/// A procedure is steps in order; two steps that follow each other are a pair, and pairs are what is counted here. Steps
/// that are told only by other pages, their case study's own page being absent, have no order, and make no pairs.
public struct Sequences: Sendable {
  /// Two steps that follow each other in one case study.
  public struct Pair: Sendable {
    /// The case study.
    public let study: RecordID
    /// The step that came first.
    public let first: Relation
    /// The step that followed it.
    public let second: Relation
  }

  /// What the answers are.
  public enum Subject: Sendable {
    /// The techniques of the steps.
    case techniques
    /// The tactics that the steps serve.
    case tactics
  }

  /// Which way to look from a step.
  public enum Direction: Sendable {
    /// At what followed.
    case next
    /// At what preceded.
    case before
  }

  /// A technique or tactic that stood beside the one that was asked for.
  public struct Neighbour: Sendable {
    /// The technique or tactic.
    public let id: RecordID
    /// Where it did, by case study and step; as many as it is counted.
    public let pairs: [Pair]
    /// The case studies that show it, each once, by id.
    public var studies: [RecordID] {
      var ids: [RecordID] = []
      for pair in pairs where pair.study != ids.last { ids.append(pair.study) }
      return ids
    }
  }

  /// Every pair, by case study and step.
  public let pairs: [Pair]
  private let subject: Subject
  private let isRolledUp: Bool

  /// The pairs of a knowledge base.
  ///
  /// - Parameters:
  ///   - base: where the case studies are.
  ///   - subject: whether techniques or tactics are compared.
  ///   - isRolledUp: whether a sub-technique counts as the technique that it belongs to.
  ///   - includes: which case studies count.
  public init(
    of base: KnowledgeBase, _ subject: Subject, isRolledUp: Bool = false, includes: (RecordID) -> Bool = { _ in true }
  ) {
    var pairs: [Pair] = []
    for study in base.ids(of: .caseStudy) where !base.isStub(study) && includes(study) {
      let steps = base.steps(of: study)
      for (first, second) in zip(steps, steps.dropFirst()) {
        pairs.append(Pair(study: study, first: first, second: second))
      }
    }
    self.pairs = pairs
    self.subject = subject
    self.isRolledUp = isRolledUp
  }

  /// The technique or tactic of a step, as it is counted.
  public func subject(of step: Relation) -> RecordID? {
    switch subject {
    case .techniques: counted(step.target)
    case .tactics: step.tactic
    }
  }

  /// What an id counts as: itself, or its technique where sub-techniques are rolled up.
  public func counted(_ id: RecordID) -> RecordID { isRolledUp ? id.parent ?? id : id }

  /// What stood beside any of `ids`: the most frequent first, of equals what more case studies show, then by id.
  public func neighbours(of ids: [RecordID], _ direction: Direction) -> [Neighbour] {
    let wanted = Set(ids.map(counted))
    var found: [RecordID: [Pair]] = [:]
    for pair in pairs {
      let (from, to) = direction == .next ? (pair.first, pair.second) : (pair.second, pair.first)
      guard let origin = subject(of: from), wanted.contains(origin), let neighbour = subject(of: to) else { continue }
      found[neighbour, default: []].append(pair)
    }
    return found.map { Neighbour(id: $0.key, pairs: $0.value) }.sorted { one, other in
      let (left, right) = ((one.pairs.count, one.studies.count), (other.pairs.count, other.studies.count))
      return left == right ? one.id < other.id : left > right
    }
  }
}
