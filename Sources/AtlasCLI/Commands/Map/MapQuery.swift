import AtlasCore

/// What `map` finds: correspondences that the release knows, and rows of a crosswalk.
struct MapQuery {
  /// A correspondence.
  struct Row {
    /// The record of ATLAS; nil where a row of the crosswalk leads to none.
    let id: RecordID?
    /// The record of ATT&CK, or nil.
    let attack: Bytes?
    var attackURL: Bytes?
    /// The row of the crosswalk, or nil.
    var source: CrosswalkSheet.Row?
    /// Whether the id in that row is in order.
    var verdict: Verdict.Kind?
  }

  let base: KnowledgeBase
  let sheet: CrosswalkSheet?
  /// The name of the crosswalk.
  let path: String
  private let crosswalk: Crosswalk
  private(set) var rows: [Row] = []
  /// Whether every word was understood, and nothing is wrong with the crosswalk.
  private(set) var isInOrder = true

  init(base: KnowledgeBase, sheet: CrosswalkSheet?, path: String) {
    self.base = base
    self.sheet = sheet
    self.path = path
    crosswalk = Crosswalk(of: base)
  }

  /// Finds what the command line asks for, and says what is wrong.
  mutating func take(_ invocation: Invocation, _ output: inout Output) throws(Failure) {
    if invocation.operands.isEmpty {
      if sheet == nil {
        rows = crosswalk.pairs.map { Row($0) }
      } else {
        rows = joined { _ in true }
      }
    }
    for word in invocation.operands {
      if let attack = AttackID(attack: word), let found = pairs(with: attack, &output) {
        rows += found
        let ids = Set(found.compactMap(\.id))
        rows += joined { row in row.attacks.contains(attack) || row.records.contains(where: ids.contains) }
      } else if let subject = sheet?.rows.first(where: { $0.isAbout(word) })?.subject {
        rows += joined { $0.subject == subject }
      } else if let attack = AttackID(attack: word), RecordID(word).map(base.contains) != true {
        output.note("no record of \(base.releaseName) refers to \(attack)")
        isInOrder = false
      } else {
        try takeRecords(word, invocation, &output)
      }
    }
    // Who asks about a row is not told of the others.
    let lines = invocation.operands.isEmpty ? nil : Set(rows.compactMap(\.source?.line))
    report(sheet?.rows.filter { lines?.contains($0.line) != false } ?? [], &output)
  }

  private mutating func takeRecords(
    _ word: String, _ invocation: Invocation, _ output: inout Output
  ) throws(Failure) {
    let selection = try invocation.records([word], in: base, &output)
    isInOrder = isInOrder && selection.isComplete
    for id in selection.ids {
      let pair = crosswalk.pair(of: id)
      let found = joined { $0.records.contains(id) }
      if pair == nil, found.isEmpty {
        output.note("\(id) (\(base.fullName(of: id))) refers to no record of ATT&CK in \(base.releaseName)")
      }
      rows += (pair.map { [Row($0)] } ?? []) + found
    }
  }

  /// The correspondences with a record of ATT&CK, or those with its technique where it has none of its own.
  private func pairs(with attack: AttackID, _ output: inout Output) -> [Row]? {
    let found = crosswalk.pairs(with: attack)
    if !found.isEmpty { return found.map { Row($0) } }
    guard let technique = attack.technique else { return nil }
    let wide = crosswalk.pairs.filter { $0.attack.id == technique.text }
    guard !wide.isEmpty else { return nil }
    output.note("no record of \(base.releaseName) refers to \(attack), but to its technique \(technique)")
    return wide.map { Row($0) }
  }

  private func joined(_ isWanted: (CrosswalkSheet.Row) -> Bool) -> [Row] {
    (sheet?.rows ?? []).filter(isWanted).flatMap { row -> [Row] in
      let attack = row.attacks.first?.text
      guard !row.citations.isEmpty else {
        if row.records.isEmpty { return [Row(id: nil, attack: attack, source: row)] }
        return row.records.map { id in
          Row(id: id, attack: crosswalk.pair(of: id)?.attack.id ?? attack, source: row, verdict: .ok)
        }
      }
      return row.citations.map { citation in
        let id = citation.record
        return Row(
          id: id, attack: id.flatMap { crosswalk.pair(of: $0)?.attack.id } ?? attack, source: row,
          verdict: citation.verdict.kind)
      }
    }
  }

  /// Says on stderr what is wrong with rows of the crosswalk.
  private mutating func report(_ rows: [CrosswalkSheet.Row], _ output: inout Output) {
    for row in rows {
      var problems = row.citations.filter { $0.verdict.kind != .ok }.map {
        "\($0.place.line):\($0.place.column): \($0.verdict.kind): \($0.sentence(base))"
      }
      if let count = row.oddCount {
        problems.append("\(row.line):1: ragged: \(count) cells where the head has \(sheet?.columnCount ?? 0)")
      }
      if row.records.isEmpty, row.citations.isEmpty {
        let subject = row.subject.isEmpty ? "the row" : Sanitize.quoted(row.subject.string)
        // Without its beginning an id of ATLAS is taken for one of ATT&CK.
        let meant = row.attacks.lazy.compactMap { RecordID($0.text) }.first(where: base.contains)
        problems.append(
          "\(row.line):1: unresolved: \(subject) leads to no record of \(base.releaseName)"
            + (meant.map { "; is \($0) (\(base.fullName(of: $0))) meant?" } ?? ""))
      }
      for problem in problems { output.note("\(Sanitize.shown(path)):\(problem)") }
      if !problems.isEmpty { isInOrder = false }
    }
  }
}

extension MapQuery.Row {
  fileprivate init(_ pair: Crosswalk.Pair) {
    self.init(id: pair.id, attack: pair.attack.id, attackURL: pair.attack.url)
  }
}

extension CrosswalkSheet.Row {
  /// Whether `word` is what the row is about, in any case.
  fileprivate func isAbout(_ word: String) -> Bool {
    !subject.isEmpty && subject.equals(ignoringCase: Bytes(copying: word).trimmed)
  }
}

// MARK: - Printing

extension MapQuery {
  func write(_ form: Format, _ output: inout Output) {
    guard form == .text else { return table.write(form, &output) }
    if output.isTerminal { return rows.isEmpty ? () : writeColumns(&output) }
    for row in rows {
      output.append(row.id?.description ?? "-")
      output.append("\t")
      output.text(row.id.map(base.fullName) ?? .empty)
      output.append("\t")
      output.text(row.attack ?? .empty)
      if let source = row.source {
        output.append("\t")
        output.text(source.subject)
        output.append("\t\(row.verdict?.rawValue ?? "unresolved")")
      }
      output.newline()
    }
  }

  private func writeColumns(_ output: inout Output) {
    let isJoined = sheet != nil
    var columns = Columns(
      [
        Columns.Column(title: "ID", role: .id), Columns.Column(title: "Name", minimum: 16, isWrapped: true),
        Columns.Column(title: "ATT&CK", role: .code, dispensability: isJoined ? 1 : nil),
      ]
        + (isJoined
          ? [Columns.Column(title: "From", minimum: 10, isWrapped: true), Columns.Column(title: "Status", role: .note)]
          : []))
    for row in rows {
      let id: Columns.Cell = row.id.map { .id($0) } ?? .text("-", .note)
      let own: [Columns.Cell] = [id, .text(row.id.map(base.fullName) ?? .empty, nil), .text(row.attack ?? .empty, nil)]
      let status = row.source == nil ? "" : row.verdict?.rawValue ?? "unresolved"
      let joined: [Columns.Cell] = [.text(row.source?.subject ?? .empty, nil), .text(Bytes(copying: status), nil)]
      columns.add(own + (isJoined ? joined : []))
    }
    columns.write(&output)
  }

  private var table: AnswerTable {
    var columns: [AnswerTable.Column] = [
      .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "attackId", title: "ATT&CK"),
      .init(key: "attackUrl", title: "Address"),
    ]
    if sheet != nil {
      columns += [
        .init(key: "subject", title: "From"), .init(key: "line", title: "Line"), .init(key: "status", title: "Status"),
      ]
    }
    return AnswerTable(
      columns: columns,
      rows: rows.map { row in
        let own: [Value] = [
          .id(row.id), .string(row.id.map(base.fullName)), .string(row.attack),
          .string(row.attackURL ?? row.id.flatMap { crosswalk.pair(of: $0)?.attack.url }),
        ]
        guard sheet != nil else { return own }
        guard let source = row.source else { return own + [.null, .null, .null] }
        return own + [.string(source.subject), .number(source.line), .text(row.verdict?.rawValue ?? "unresolved")]
      })
  }
}

extension AttackID {
  /// Reads an id of ATT&CK, or the official address of one.
  fileprivate init?(attack word: String) {
    var rest = Bytes(copying: word).trimmed
    if rest.eat("https://attack.mitre.org/") || rest.eat("http://attack.mitre.org/") {
      let parts = rest.split(separator: UInt8(ascii: "/")).map(\.string)
      guard parts.count >= 2 else { return nil }
      self.init(parts.dropFirst().joined(separator: "."))
    } else {
      self.init(rest)
    }
  }

  /// The technique of a sub-technique.
  fileprivate var technique: AttackID? {
    text.firstIndex(of: UInt8(ascii: ".")).flatMap { AttackID(text[text.startIndex..<$0]) }
  }
}
