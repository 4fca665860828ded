import AtlasCore

/// What a picture of a graph shows, whichever format it is drawn in: the nodes and edges of a `GraphAnswer` in words.
struct GraphPicture {
  /// A group of nodes.
  struct Lane {
    let kind: GraphAnswer.Lane.Kind
    let name: String
    /// How many more nodes there would be; they are not drawn.
    let omitted: Int
  }

  /// A record, or a step.
  struct Node {
    let key: String
    /// The first line: the id without `AML.`, after the number of a step.
    let head: String
    let name: String
    /// What else is written below the name.
    let notes: [String]
    let lane: Int
    /// How early it comes in the case studies; in other pictures its place.
    let order: Int
    /// Whether it stands out: the subject, or a technique of several case studies.
    let isStrong: Bool
    /// The words that a pointer on it shows.
    let caption: String
  }

  /// A connection of two nodes.
  struct Edge {
    let from: Int
    let to: Int
    /// What is written beside it; nil for nothing.
    let label: String?
    /// Which of `studies` it is of, if it is of one; nil if it is of several, or of no study.
    let study: Int?
    /// Whether it is of several case studies.
    let isShared: Bool
  }

  /// A case study in a picture of several.
  struct Study {
    /// The letters that stand for it.
    let sign: String
    let label: String
  }

  let form: GraphAnswer.Form
  let title: String
  /// What it shows, in a sentence.
  let summary: String
  /// Where the facts come from: `ATLAS release 2026.09`.
  let source: String
  let lanes: [Lane]
  let nodes: [Node]
  let edges: [Edge]
  /// The case studies that are laid over each other; none in other pictures.
  let studies: [Study]

  /// The sign of the case study at a place: `A` to `Z`, then `AA`.
  static func sign(_ place: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(place % 26)))
    return place < 26 ? letter : sign(place / 26 - 1) + letter
  }
}

// MARK: - From an answer

extension GraphPicture {
  /// The picture of an answer about records of `base`.
  init(_ answer: GraphAnswer, of base: KnowledgeBase) {
    form = answer.form
    let isOverlay = answer.form == .overlay
    let places = Dictionary(uniqueKeysWithValues: answer.subjects.enumerated().map { ($1, $0) })
    lanes = answer.lanes.map { Lane(kind: $0.kind, name: $0.kind.title(in: base), omitted: $0.omitted) }
    var counts: [Int: Int] = [:]
    for edge in answer.edges where edge.relation == .precedes || edge.relation == .employs {
      counts[edge.from == 0 ? edge.to : edge.from] = edge.count
    }
    nodes = answer.nodes.enumerated().map { place, node in
      let name = base.fullName(of: node.id)
      var head = node.id.short
      var notes: [String] = []
      var isStrong = false
      switch answer.form {
      case .procedure: head = "\(place + 1)  \(head)"
      case .overlay:
        let steps = GraphPicture.steps(of: node)
        notes = steps.map { "\(GraphPicture.sign(places[$0.study] ?? 0)) \($0.numbers.joined(separator: ", "))" }
        isStrong = steps.count > 1
      case .neighborhood:
        isStrong = place == 0
        if let count = counts[place], place > 0 {
          notes = [node.id.kind == .caseStudy ? "\(count) \(count == 1 ? "step" : "steps")" : "\(count)×"]
        }
      }
      let lane = answer.lanes[node.lane].kind.title(in: base)
      let order = isOverlay ? node.steps.reduce(0) { $0 + 100 * ($1.number ?? 0) } / max(node.steps.count, 1) : place
      return Node(
        key: node.key, head: head, name: name, notes: notes, lane: node.lane, order: order, isStrong: isStrong,
        caption: "\(head) \(name): \(lane)")
    }
    edges = answer.edges.map { edge in
      let signs = edge.caseStudies.map {
        GraphPicture.sign(places[$0.id] ?? 0) + ($0.count > 1 ? "×\($0.count)" : "")
      }
      let one = edge.caseStudies.count == 1 ? edge.caseStudies.first.flatMap { places[$0.id] } : nil
      // Many signs would be wider than the picture is clear.
      let label = signs.count > 4 ? "\(edge.count)×" : signs.joined(separator: " ")
      return Edge(
        from: edge.from, to: edge.to, label: isOverlay ? label : nil, study: isOverlay ? one : nil,
        isShared: isOverlay && edge.caseStudies.count > 1)
    }
    studies =
      isOverlay
      ? answer.subjects.enumerated().map { place, id in
        let steps = base.steps(of: id).count
        return Study(
          sign: GraphPicture.sign(place),
          label: "\(id.short) \(base.fullName(of: id)) (\(steps) \(steps == 1 ? "step" : "steps"))")
      } : []
    title = answer.title(in: base)
    summary = answer.summary(in: base)
    source = base.release.version.map { "ATLAS release \($0)" } ?? "Pages without a release"
  }

  /// The steps that a node stands for, by case study.
  static func steps(of node: GraphAnswer.Node) -> [(study: RecordID, numbers: [String])] {
    var steps: [(study: RecordID, numbers: [String])] = []
    for step in node.steps {
      let number = step.number.map(String.init) ?? "?"
      if let place = steps.firstIndex(where: { $0.study == step.source }) {
        steps[place].numbers.append(number)
      } else {
        steps.append((step.source, [number]))
      }
    }
    return steps
  }
}

// MARK: - In words

extension GraphAnswer {
  /// What the graph is, in a few words.
  func title(in base: KnowledgeBase) -> String {
    switch form {
    case .procedure, .neighborhood: subjects.first.map { "\($0) \(base.fullName(of: $0))" } ?? ""
    case .overlay: "\(subjects.count) \(RecordKind.caseStudy.noun(subjects.count)), step by step"
    }
  }

  /// What the graph shows, as a sentence.
  func summary(in base: KnowledgeBase) -> String {
    let tactics = lanes.count { if case .tactic(.some) = $0.kind { true } else { false } }
    let columns = "\(tactics) \(RecordKind.tactic.noun(tactics))"
    switch form {
    case .procedure: return "\(nodes.count) \(nodes.count == 1 ? "step" : "steps") in \(columns)."
    case .overlay:
      let shared = nodes.count { GraphPicture.steps(of: $0).count > 1 }
      return "\(nodes.count) \(RecordKind.technique.noun(nodes.count)) in \(columns), of which \(shared) "
        + "\(shared == 1 ? "is" : "are") used in several of them. Letters are case studies, numbers their steps."
    case .neighborhood:
      let omitted = lanes.reduce(0) { $0 + $1.omitted }
      return "\(nodes.count - 1) related \(nodes.count == 2 ? "record" : "records")"
        + (omitted > 0 ? "; \(omitted) more are left out." : ".")
    }
  }
}

extension GraphAnswer.Lane.Kind {
  /// The heading of the lane.
  func title(in base: KnowledgeBase) -> String {
    switch self {
    case .tactic(let id): id.map(base.name(of:)) ?? "No tactic"
    case .group(let group): group.title
    }
  }

  /// The name of the lane in machine formats: the id of the tactic, or the name of the group.
  var key: String {
    switch self {
    case .tactic(let id): id?.description ?? "none"
    case .group(let group): group.rawValue
    }
  }
}

extension GraphAnswer.Group {
  /// The heading of its lane.
  var title: String {
    switch self {
    case .subject: "Subject"
    case .tactics: "Tactics"
    case .before: "Came before"
    case .mitigations: "Mitigations"
    case .parent: "Parent"
    case .subtechniques: "Sub-techniques"
    case .after: "Came after"
    case .caseStudies: "Case studies"
    case .techniques: "Techniques"
    }
  }
}
