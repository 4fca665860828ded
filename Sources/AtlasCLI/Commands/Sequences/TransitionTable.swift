import AtlasCore

/// How often each technique came right after another in the case studies: `after --all` and `before --all`.
struct TransitionTable {
  let base: KnowledgeBase
  /// The procedures of the case studies laid over each other.
  private let graph: GraphAnswer
  /// The edges of the graph, the most frequent first; of equals those in more case studies, then by ids.
  private let edges: [GraphAnswer.Edge]

  /// The most frequent transitions.
  ///
  /// - Parameters:
  ///   - types: only case studies of these types; nil for all.
  ///   - limit: the greatest number of rows; nil for all.
  ///   - base: the knowledge base.
  init(types: [CaseStudyType]?, limit: Int?, in base: KnowledgeBase) {
    let studies = base.ids(of: .caseStudy).filter { id in
      guard !base.isStub(id), let types else { return !base.isStub(id) }
      return base.record(id)?.details.caseStudy?.type.map(types.contains) ?? false
    }
    self.base = base
    let graph = GraphAnswer(overlay: studies, in: base)
    self.graph = graph
    func key(_ edge: GraphAnswer.Edge) -> (Int, Int, RecordID, RecordID) {
      (-edge.count, -edge.caseStudies.count, graph.nodes[edge.from].id, graph.nodes[edge.to].id)
    }
    edges = Array(graph.edges.sorted { key($0) < key($1) }.prefix(limit ?? .max))
  }

  var isEmpty: Bool { edges.isEmpty }

  var table: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "firstId", title: "ID"), .init(key: "firstName", title: "Name"),
        .init(key: "secondId", title: "Next ID"), .init(key: "secondName", title: "Next"),
        .init(key: "count", title: "Count"), .init(key: "caseStudies", title: "Case studies"),
      ],
      rows: edges.map { edge in
        let (first, second) = (graph.nodes[edge.from].id, graph.nodes[edge.to].id)
        return [
          .id(first), .string(base.fullNameBytes(of: first)), .id(second), .string(base.fullNameBytes(of: second)),
          .number(edge.count), .array(edge.caseStudies.map { .named($0.id, base) }),
        ]
      })
  }

  /// Writes the table for reading: on a terminal with names, in a pipe a line for each row.
  func write(_ output: inout Output) {
    guard output.isTerminal else {
      for edge in edges {
        output.append("\(graph.nodes[edge.from].id)\t\(graph.nodes[edge.to].id)\t\(edge.count)\t")
        output.append(edge.caseStudies.map { "\($0.id)" }.joined(separator: ",") + "\n")
      }
      return
    }
    guard !edges.isEmpty else { return }
    var columns = Columns([
      Columns.Column(title: "Count", role: .note, isNumber: true), Columns.Column(title: "ID", role: .id),
      Columns.Column(title: "Name", dispensability: 2), Columns.Column(title: "Next", role: .id),
      Columns.Column(title: "Name", dispensability: 1),
    ])
    for edge in edges {
      let (first, second) = (graph.nodes[edge.from].id, graph.nodes[edge.to].id)
      columns.add([
        .text(Bytes(copying: "\(edge.count)"), nil), .id(first), .text(base.fullNameBytes(of: first), nil), .id(second),
        .text(base.fullNameBytes(of: second), nil),
      ])
    }
    columns.write(&output)
  }

  /// The techniques and the transitions as a graph for Graphviz; the more frequent, the wider the edge.
  var dot: [UInt8] {
    var text = "digraph \"transitions\" {\n  rankdir=LR; node [shape=box, style=rounded, fontname=\"Helvetica\"];\n"
    let used = Set(edges.flatMap { [$0.from, $0.to] })
    for place in used.sorted() {
      let node = graph.nodes[place]
      text += "  \"\(node.key)\" [label=\(DOT.quoted([node.id.short, base.fullName(of: node.id)]))];\n"
    }
    for edge in edges {
      text += "  \"\(graph.nodes[edge.from].key)\" -> \"\(graph.nodes[edge.to].key)\" "
      text += "[label=\"\(edge.count)\", penwidth=\(min(edge.count, 8))];\n"
    }
    return Array((text + "}\n").utf8)
  }
}
