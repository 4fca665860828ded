import AtlasCore

/// A graph for programs.
struct GraphData {
  let base: KnowledgeBase
  let answer: GraphAnswer

  var object: Value {
    .keyed(
      ("kind", .text(answer.form.rawValue)),
      ("subjects", .array(answer.subjects.map { .named($0, base) })),
      ("lanes", .array(answer.lanes.map(lane))),
      ("nodes", .array(answer.nodes.map(node))),
      ("edges", .array(answer.edges.map(edge))),
      ("release", .string(base.release.version.map { Bytes(copying: $0) })))
  }

  private func lane(_ lane: GraphAnswer.Lane) -> Value {
    .keyed(
      ("key", .text(lane.kind.key)), ("name", .string(Bytes(copying: lane.kind.title(in: base)))),
      ("omitted", .number(lane.omitted)))
  }

  private func node(_ node: GraphAnswer.Node) -> Value {
    .keyed(
      ("key", .text(node.key)), ("id", .id(node.id)), ("name", .string(base.fullNameBytes(of: node.id))),
      ("kind", .text(node.id.kind.name)), ("lane", .text(answer.lanes[node.lane].kind.key)),
      ("steps", .array(node.steps.map(step))))
  }

  private func step(_ step: Relation) -> Value {
    .keyed(
      ("caseStudy", .id(step.source)), ("number", .number(step.number)), ("tactic", .id(step.tactic)),
      ("text", .portable(step.textBytes, base)))
  }

  private func edge(_ edge: GraphAnswer.Edge) -> Value {
    .keyed(
      ("from", .text(answer.nodes[edge.from].key)), ("to", .text(answer.nodes[edge.to].key)),
      ("relation", .text(edge.relation.rawValue)), ("count", .number(edge.count)),
      ("caseStudies", .array(edge.caseStudies.map { .keyed(("id", .id($0.id)), ("count", .number($0.count))) })))
  }
}
