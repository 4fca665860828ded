import AtlasCore

extension Command {
  static let graph = Command(
    name: "graph", summary: "Draw a case study step by step, or what surrounds a record.",
    discussion: """
      For a case study, the steps of its procedure in order, grouped by tactic. For several case studies, their procedures laid \
      over each other: each technique once, with the case studies that used it and the numbers of their steps; each edge says \
      in which of them one step followed the other.

      For a technique, its neighborhood: tactics, parent and sub-techniques, mitigations, case studies, and what came right \
      before and after it. For a tactic, its techniques and what came before and after it; for a mitigation, its techniques. \
      Each group has at most 8 records (24 for a tactic or mitigation), and the graph says how many are left out; `--limit` \
      sets another number.

      On a terminal the graph is an outline; in a pipe each line is a step, a technique or a related record, separated by \
      tabs. `dot` is for Graphviz, `mermaid` for Markdown, and `svg` needs neither. In `json` an edge goes `from` the `key` of a \
      node `to` another; its `relation` is `precedes`, `has technique`, `has sub-technique`, `mitigates` or `employs`. \
      `attack-flow` is a STIX 2.1 bundle in Attack Flow 2.0, for one case study.
      """,
    examples: [
      Example("atlas graph AML.CS0009 --format svg -o tay.svg", "a picture of a case study"),
      Example(
        "atlas graph AML.CS0009 AML.CS0016 --format mermaid", "two case studies laid over each other, for Markdown"),
      Example("atlas graph AML.T0051 --format dot", "what surrounds a technique, for Graphviz"),
      Example("atlas graph AML.T0051 --limit 3", "the same as an outline, with three records a group"),
      Example("atlas case-studies --for AML.T0093 | atlas graph - --format json", "a list of case studies, as data"),
      Example("atlas graph AML.CS0009 --format attack-flow", "for the Attack Flow builder"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]),
        help: "Case studies, or one technique, tactic or mitigation; - and @FILE are lists.", minimum: 1, maximum: nil)
    ],
    flags: [.limit, .format(GraphFormat.self)]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(GraphFormat.self)
    let base = try invocation.knowledgeBase(&output)
    let named = try invocation.records(invocation.operands, in: base, &output)
    guard let first = named.ids.first else { return ExitStatus(hasResults: false, isComplete: named.isComplete) }
    var query = GraphQuery(named.ids)
    query.limit = invocation.number(of: .limit) ?? (first.kind == .technique ? 8 : 24)
    let answer: GraphAnswer
    do throws(GraphError) {
      answer = try query.answer(in: base)
    } catch {
      throw invocation.command.misuse(error.description)
    }
    if invocation.has(.limit), answer.form != .neighborhood {
      throw invocation.command.misuse("--limit does not go with case studies, whose graphs are whole")
    }
    for id in answer.withoutSteps {
      let reason = base.isStub(id) ? "has no page here, so the order of its steps is not known" : "has no steps"
      output.note("\(id) (\(base.fullNameBytes(of: id))) \(reason)")
    }
    guard !answer.nodes.isEmpty else { return ExitStatus(hasResults: false, isComplete: named.isComplete) }
    switch format {
    case .text: GraphText(base: base, answer: answer).write(&output)
    case .svg: output.append(GraphSVG(GraphPicture(answer, of: base)).bytes)
    case .dot: output.append(DOT(GraphPicture(answer, of: base)).bytes)
    case .mermaid: output.append(Mermaid(GraphPicture(answer, of: base)).bytes)
    case .json:
      output.json(.array([GraphData(base: base, answer: answer).object]), isIndented: true)
      output.newline()
    case .attackFlow:
      guard answer.form == .procedure, let study = answer.subjects.first else {
        throw invocation.command.misuse("--format attack-flow is for one case study")
      }
      output.json(AttackFlow(base: base, study: study).bundle, isIndented: true)
      output.newline()
    }
    return ExitStatus(hasResults: true, isComplete: named.isComplete)
  }
}

/// How `graph` prints a graph.
private enum GraphFormat: String, FormatChoice {
  case text, svg, dot, mermaid, json
  case attackFlow = "attack-flow"

  var summary: String {
    switch self {
    case .text: "for reading"
    case .svg: "a picture"
    case .dot: "for Graphviz"
    case .mermaid: "a flowchart for Markdown"
    case .json: "lanes, nodes and edges"
    case .attackFlow: "Attack Flow 2.0, of one case study"
    }
  }
}
