/// How records are connected: the steps of a case study, the procedures of several case studies laid over each other, or
/// what surrounds one technique, tactic or mitigation.
public struct GraphQuery: Sendable {
  /// Any number of case studies, or one record of another kind.
  public var subjects: [RecordID]
  /// The greatest number of records in each lane of a neighborhood; nil for all of them.
  public var limit: Int?

  /// The graph of `subjects`; a subject that is repeated counts once.
  public init(_ subjects: [RecordID]) { self.subjects = subjects }

  /// The nodes and edges of the graph.
  ///
  /// - Throws: when `subjects` mixes kinds, or has several records that are not case studies.
  public func answer(in base: KnowledgeBase) throws(GraphError) -> GraphAnswer {
    var subjects = subjects
    subjects.removeRepeated()
    guard let first = subjects.first else { throw .noSubject }
    if subjects.allSatisfy({ $0.kind == .caseStudy }) {
      // A stub is only known from the pages of its techniques, which do not say in which order its steps were.
      let studies = subjects.filter { !base.isStub($0) && !base.steps(of: $0).isEmpty }
      var answer =
        subjects.count == 1 ? GraphAnswer(procedure: studies, in: base) : GraphAnswer(overlay: studies, in: base)
      answer.withoutSteps = subjects.filter { !studies.contains($0) }
      return answer
    }
    guard subjects.count == 1 else { throw .mixedSubjects }
    return GraphAnswer(neighborhood: first, limit: limit, in: base)
  }
}

/// Why a `GraphQuery` has no answer.
public enum GraphError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The query has no subject.
  case noSubject
  /// There are several subjects, and not all are case studies.
  case mixedSubjects

  /// The error as a sentence without a period.
  public var description: String {
    switch self {
    case .noSubject: "no id was given"
    case .mixedSubjects: "a graph is of case studies, or of one technique, tactic or mitigation"
    }
  }
}

/// The graph that a `GraphQuery` asked for.
public struct GraphAnswer: Sendable {
  /// What the graph is about.
  public let form: Form
  /// The records that it is about, without case studies that have no steps.
  public let subjects: [RecordID]
  /// The groups that the nodes are in, in order.
  public internal(set) var lanes: [Lane] = []
  /// The nodes; those of a procedure by step, others by lane.
  public internal(set) var nodes: [Node] = []
  /// The edges, by the nodes that they go from and to.
  public internal(set) var edges: [Edge] = []
  /// The subjects of which no step, or no order of steps, is known.
  public internal(set) var withoutSteps: [RecordID] = []

  init(_ form: Form, _ subjects: [RecordID]) {
    self.form = form
    self.subjects = subjects
  }

  /// What a graph is about.
  public enum Form: String, Sendable {
    /// One case study; each step is a node.
    case procedure
    /// Several case studies; each technique is a node.
    case overlay
    /// One technique, tactic or mitigation, and the records around it.
    case neighborhood
  }

  /// A group of nodes.
  public struct Lane: Sendable {
    /// What the nodes have in common.
    public let kind: Kind
    /// How many more nodes there would be without a limit.
    public internal(set) var omitted = 0

    init(_ kind: Kind) { self.kind = kind }

    /// What the nodes of a lane have in common.
    public enum Kind: Hashable, Sendable {
      /// The tactic of the steps; nil if it is unknown.
      case tactic(RecordID?)
      /// How the nodes are related to the subject of a neighborhood.
      case group(Group)
    }
  }

  /// How a record is related to the subject of a neighborhood.
  public enum Group: String, CaseIterable, Sendable {
    /// It is the subject.
    case subject
    /// The tactics of the subject.
    case tactics
    /// What came right before the subject in case studies.
    case before
    /// The mitigations of the subject.
    case mitigations
    /// The technique of which the subject is a sub-technique.
    case parent
    /// The sub-techniques of the subject.
    case subtechniques
    /// What came right after the subject in case studies.
    case after
    /// The case studies that used the subject.
    case caseStudies
    /// The techniques of the subject.
    case techniques
  }

  /// A step, or a record.
  public struct Node: Sendable {
    /// The record; for a step, its technique.
    public let id: RecordID
    /// The place of its lane in `lanes`.
    public internal(set) var lane: Int
    /// The steps of subjects that it stands for; none in a neighborhood.
    public internal(set) var steps: [Relation] = []
    /// The name of the node, which no other node of the graph has: `step-3`, `AML.T0051`, `before-AML.T0051`.
    public let key: String
  }

  /// A connection of two nodes.
  public struct Edge: Sendable {
    /// The place in `nodes` of the node that it goes from.
    public let from: Int
    /// The place in `nodes` of the node that it goes to.
    public let to: Int
    /// What connects the nodes.
    public let relation: Relation
    /// How often: pairs of steps, or steps; 1 for other relations.
    public internal(set) var count = 1
    /// The case studies in which it occurs, by id, and how often; none for relations that are of no case study.
    public internal(set) var caseStudies: [(id: RecordID, count: Int)] = []

    /// What connects two nodes; the first node is the subject of the verb.
    public enum Relation: String, Sendable {
      /// The step came right before the other.
      case precedes
      /// A tactic has a technique.
      case hasTechnique = "has technique"
      /// A technique has a sub-technique.
      case hasSubtechnique = "has sub-technique"
      /// A mitigation mitigates a technique.
      case mitigates
      /// A case study uses a technique.
      case employs
    }
  }
}
