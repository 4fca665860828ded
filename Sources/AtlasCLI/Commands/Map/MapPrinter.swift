import AtlasCore

/// Prints what `map` found.
struct MapPrinter {
  let base: KnowledgeBase
  let answer: MapAnswer
  /// Whether a crosswalk was joined.
  let isJoined: Bool

  func write(_ format: Format, _ output: inout Output) {
    guard format == .text else { return table.write(format, &output) }
    if output.isTerminal { return answer.rows.isEmpty ? () : writeColumns(&output) }
    for row in answer.rows {
      output.append(row.id?.description ?? "-")
      output.append("\t")
      output.text(row.id.map(base.fullNameBytes) ?? .empty)
      output.append("\t")
      output.text(row.attack ?? .empty)
      if let subject = row.subject {
        output.append("\t")
        output.text(subject)
        output.append("\t\(row.verdict?.rawValue ?? "unresolved")")
      }
      output.newline()
    }
  }

  private func writeColumns(_ output: inout Output) {
    var columns = Columns(
      [
        Columns.Column(title: "ID", role: .id), Columns.Column(title: "Name", minimum: 16, isWrapped: true),
        Columns.Column(title: "ATT&CK", role: .code, dispensability: isJoined ? 1 : nil),
      ]
        + (isJoined
          ? [Columns.Column(title: "From", minimum: 10, isWrapped: true), Columns.Column(title: "Status", role: .note)]
          : []))
    for row in answer.rows {
      let id: Columns.Cell = row.id.map { .id($0) } ?? .text("-", .note)
      let own: [Columns.Cell] = [
        id, .text(row.id.map(base.fullNameBytes) ?? .empty, nil), .text(row.attack ?? .empty, nil),
      ]
      let status = row.subject == nil ? "" : row.verdict?.rawValue ?? "unresolved"
      let joined: [Columns.Cell] = [.text(row.subject ?? .empty, nil), .text(Bytes(copying: status), nil)]
      columns.add(own + (isJoined ? joined : []))
    }
    columns.write(&output)
  }

  private var table: AnswerTable {
    var columns: [AnswerTable.Column] = [
      .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "attackId", title: "ATT&CK"),
      .init(key: "attackUrl", title: "URL"),
    ]
    if isJoined {
      columns += [
        .init(key: "subject", title: "From"), .init(key: "line", title: "Line"), .init(key: "status", title: "Status"),
      ]
    }
    return AnswerTable(
      columns: columns,
      rows: answer.rows.lazy.map { row in
        let own: [Value] = [
          .id(row.id), .string(row.id.map(base.fullNameBytes)), .string(row.attack),
          .string(row.attackURL),
        ]
        guard isJoined else { return own }
        guard let subject = row.subject, let line = row.line else { return own + [.null, .null, .null] }
        return own + [.string(subject), .number(line), .text(row.verdict?.rawValue ?? "unresolved")]
      })
  }
}
