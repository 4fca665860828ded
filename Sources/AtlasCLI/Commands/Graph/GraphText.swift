import AtlasCore

/// A graph for reading: an outline on a terminal, lines with tabs in a pipe.
struct GraphText {
  let base: KnowledgeBase
  let answer: GraphAnswer

  func write(_ output: inout Output) {
    guard output.isTerminal else { return writeLines(&output) }
    var wrap = Wrap(width: output.proseWidth, indent: 2)
    wrap.add(answer.title(in: base), as: .title, to: &output)
    wrap.finish(&output)
    wrap = Wrap(width: output.proseWidth)
    wrap.add(answer.summary(in: base), as: .note, to: &output)
    wrap.finish(&output)
    switch answer.form {
    case .procedure: writeSteps(&output)
    case .overlay:
      writeStudies(&output)
      writeLanes(&output)
    case .neighborhood: writeLanes(&output)
    }
  }

  // MARK: On a terminal

  private func writeSteps(_ output: inout Output) {
    output.newline()
    let width = String(answer.nodes.count).utf8.count
    for (place, node) in answer.nodes.enumerated() {
      let number = String(place + 1)
      output.spaces(2 + width - number.utf8.count)
      output.text(number, as: .label)
      line(node, column: width + 2, lane(node), .tactic, &output)
    }
  }

  private func writeStudies(_ output: inout Output) {
    output.newline()
    for (place, id) in answer.subjects.enumerated() {
      let sign = GraphPicture.sign(place)
      output.text("  \(sign)", as: .label)
      output.spaces(2)
      var wrap = Wrap(width: output.proseWidth, column: sign.utf8.count + 4, indent: 6)
      wrap.add(id, to: &output)
      wrap.add("  ", to: &output)
      wrap.add(base.fullNameBytes(of: id), to: &output)
      wrap.finish(&output)
    }
  }

  private func writeLanes(_ output: inout Output) {
    let picture = GraphPicture(answer, of: base)
    for (place, lane) in picture.lanes.enumerated() where lane.kind != .group(.subject) {
      output.newline()
      output.text(lane.name, as: .heading)
      output.newline()
      for number in picture.nodes.indices where picture.nodes[number].lane == place {
        line(answer.nodes[number], column: 0, picture.nodes[number].notes.joined(separator: " · "), .note, &output)
      }
      if lane.omitted > 0 {
        output.text("  and \(lane.omitted) more", as: .note)
        output.newline()
      }
    }
  }

  private func line(
    _ node: GraphAnswer.Node, column: Int, _ aside: String, _ role: Role, _ output: inout Output
  ) {
    output.spaces(2)
    var wrap = Wrap(width: output.proseWidth, column: column + 2, indent: column + 4)
    wrap.add(node.id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullNameBytes(of: node.id), to: &output)
    if !aside.isEmpty { wrap.add(" · \(aside)", as: role, to: &output) }
    wrap.finish(&output)
  }

  // MARK: In a pipe

  private func writeLines(_ output: inout Output) {
    for (place, node) in answer.nodes.enumerated() {
      let name = base.fullNameBytes(of: node.id)
      switch answer.form {
      case .procedure:
        output.append("\(place + 1)\t\(answer.lanes[node.lane].kind.key)\t\(node.id)\t")
        output.text(name)
      case .overlay:
        output.append("\(node.id)\t")
        output.text(name)
        let steps = GraphPicture.steps(of: node).map { "\($0.study):\($0.numbers.joined(separator: "+"))" }
        output.append("\t\(steps.joined(separator: ","))")
      case .neighborhood:
        guard place > 0 else { continue }
        output.append("\(answer.lanes[node.lane].kind.key)\t\(node.id)\t")
        output.text(name)
        output.append("\t\(answer.edges[place - 1].count)")
      }
      output.newline()
    }
  }

  private func lane(_ node: GraphAnswer.Node) -> String { answer.lanes[node.lane].kind.title(in: base) }
}
