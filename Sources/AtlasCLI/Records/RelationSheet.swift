import AtlasCore

/// A list with `--with`: records and those related to them, a row for each pair.
struct RelationSheet {
  let base: KnowledgeBase
  /// The kind of record on the left.
  let kind: RecordKind
  let side: RelationRow.Side
  let rows: [RelationRow]

  private var relatedKind: RecordKind { side.kind(for: kind) ?? kind }
  /// Whether the relation is a step of a procedure, which has a number and a tactic.
  private var hasSteps: Bool { kind == .caseStudy || relatedKind == .caseStudy }

  /// The rows for programs: the columns of the left side, of the right side, and the text.
  var table: AnswerTable {
    let left = RelationSheet.columns(of: kind, isRelated: false)
    let right = RelationSheet.columns(of: relatedKind, isRelated: true)
    let steps: [AnswerTable.Column] =
      hasSteps
      ? [
        .init(key: "step", title: "Step"), .init(key: "stepTacticId", title: "Tactic ID"),
        .init(key: "stepTacticName", title: "Tactic"),
      ] : []
    return AnswerTable(
      columns: left + right + steps + [.init(key: "text", title: "Text")],
      rows: rows.map { row in
        cells(row.record) + cells(row.related) + (hasSteps ? step(row) : []) + [text(row)]
      })
  }

  /// The keys and titles of a kind: on the left side, then on the right.
  private static func columns(of kind: RecordKind, isRelated: Bool) -> [AnswerTable.Column] {
    let columns: [(left: StaticString, right: StaticString, title: String)] =
      switch kind {
      case .tactic: [("id", "tacticId", "ID"), ("name", "tacticName", ""), ("position", "tacticPosition", "Column")]
      case .technique:
        [
          ("id", "techniqueId", "ID"), ("name", "techniqueName", ""), ("maturity", "techniqueMaturity", "Maturity"),
          ("tactics", "techniqueTactics", "Tactics"),
        ]
      case .mitigation:
        [
          ("id", "mitigationId", "ID"), ("name", "mitigationName", ""),
          ("categories", "mitigationCategories", "Category"),
        ]
      case .caseStudy:
        [
          ("id", "caseStudyId", "ID"), ("name", "caseStudyName", ""), ("type", "caseStudyType", "Type"),
          ("date", "caseStudyDate", "Date"),
        ]
      }
    let noun = kind.noun()
    let kindTitle = noun.prefix(1).uppercased() + noun.dropFirst()
    return columns.map { column in
      guard isRelated else { return .init(key: column.left, title: column.title.isEmpty ? "Name" : column.title) }
      let title = column.title.isEmpty ? kindTitle : column.title == "ID" ? "\(kindTitle) ID" : column.title
      return .init(key: column.right, title: title)
    }
  }

  /// The values of one side, in the order of its columns; a tactic of a technique is its name with its id.
  private func cells(_ id: RecordID) -> [Value] {
    let details = base.record(id)?.details
    let facts: [Value] =
      switch id.kind {
      case .tactic: [.number(base.position(of: id))]
      case .technique:
        [
          .string(base.maturity(of: id)?.word),
          .strings(base.tactics(of: id).map { Bytes(copying: "\($0) \(base.nameBytes(of: $0))") }),
        ]
      case .mitigation: [.strings(details?.mitigation?.categoriesBytes ?? [])]
      case .caseStudy: [.text(details?.caseStudy?.type?.rawValue), .date(details?.caseStudy?.date)]
      }
    return [.id(id), .string(base.fullNameBytes(of: id))] + facts
  }

  /// The number and the tactic of the step; of several steps, their numbers.
  private func step(_ row: RelationRow) -> [Value] {
    guard row.paths.count == 1, let relation = row.paths[0].relation else {
      return [.text(numbers(row)), .null, .null]
    }
    return [
      .number(relation.number), .id(relation.tactic), .string(relation.tactic.map { base.nameBytes(of: $0) }),
    ]
  }

  private func numbers(_ row: RelationRow) -> String {
    row.paths.compactMap { $0.relation?.number.map(String.init) }.joined(separator: ", ")
  }

  /// The text of the relation; of several steps, their texts one after the other.
  private func text(_ row: RelationRow) -> Value {
    let texts = row.paths.compactMap { $0.relation?.textBytes }.filter { !$0.isEmpty }
    guard texts.count > 1 else { return .portable(texts.first, base) }
    return .portable(Bytes(copying: texts.map(\.string).joined(separator: "\n\n")), base)
  }

  // MARK: For reading

  /// Under each record those related to it, with the texts; in a pipe ids, names and the text with tabs between them.
  func write(_ output: inout Output) {
    guard output.isTerminal else {
      for row in rows {
        for id in [row.record, row.related] {
          output.append("\(id)\t")
          output.text(base.fullNameBytes(of: id))
          output.append("\t")
        }
        if case .string(let text) = text(row) { output.text(text) }
        output.newline()
      }
      return
    }
    var last: RecordID?
    for row in rows {
      if row.record != last {
        if last != nil { output.newline() }
        name(row.record, indent: 0, nil, &output)
        last = row.record
      }
      let steps = hasSteps ? numbers(row) : ""
      name(row.related, indent: 2, steps.isEmpty ? nil : "step \(steps)", &output)
      for path in row.paths {
        if let text = path.relation?.textBytes, !text.isEmpty { Prose.write(text, indent: 4, to: &output) }
      }
    }
  }

  private func name(_ id: RecordID, indent: Int, _ aside: String?, _ output: inout Output) {
    output.spaces(indent)
    var wrap = Wrap(width: output.proseWidth, column: indent, indent: indent + 4)
    wrap.add(id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullNameBytes(of: id), as: .strong, to: &output)
    if let aside { wrap.add(" · \(aside)", as: .note, to: &output) }
    wrap.finish(&output)
  }
}
