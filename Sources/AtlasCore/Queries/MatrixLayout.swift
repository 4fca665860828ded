/// Lays techniques out in the columns of their tactics.
struct MatrixLayout {
  /// The condition that a technique must meet; nil for none.
  var passes: ((RecordID) -> Bool)?
  /// The tactics whose columns are wanted; nil for all.
  var wanted: [RecordID]?
  /// Marks whose techniques have no cell, once the columns are made.
  private(set) var unplaced: [MatrixMark] = []
  private let base: KnowledgeBase
  private let previous: KnowledgeBase?
  private let marks: [MatrixMark]
  /// The marks by technique; empty where there are none, since a dictionary would cost more than the layout.
  private var byTechnique: [RecordID: [MatrixMark]] = [:]

  /// A layout of the techniques of `base`, and of those that only `previous` has.
  init(_ base: KnowledgeBase, marks: [MatrixMark], removedFrom previous: KnowledgeBase?) {
    self.base = base
    self.previous = previous
    self.marks = marks
    if !marks.isEmpty { byTechnique = Dictionary(grouping: marks, by: \.technique) }
  }

  /// The columns in the order of the matrix, without empty ones.
  mutating func columns(onlyMarked: Bool) -> [MatrixAnswer.Column] {
    let tactics = base.ordered(.tactic)
    let (members, homeless) = members(of: tactics)
    var columns: [MatrixAnswer.Column] = []
    for (tactic, techniques) in zip(tactics, members) where wanted?.contains(tactic) ?? true {
      let cells = cells(of: techniques, in: tactic, onlyMarked: onlyMarked)
      guard !cells.isEmpty else { continue }
      let name = base.nameBytes(of: tactic)
      columns.append(
        MatrixAnswer.Column(tactic: tactic, name: name.string, shortName: Slug.of(name).string, cells: cells))
    }
    let others = wanted == nil ? cells(of: homeless, in: nil, onlyMarked: onlyMarked) : []
    if !others.isEmpty {
      columns.append(MatrixAnswer.Column(tactic: nil, name: "No tactic", shortName: "no-tactic", cells: others))
    }
    if !marks.isEmpty {
      let placed = Set(columns.flatMap { MatrixAnswer.flat($0.cells).map(\.technique) })
      unplaced = marks.filter { !placed.contains($0.technique) }
    }
    return columns
  }

  /// The techniques of each tactic by id, and those of no tactic.
  ///
  /// A sub-technique without tactics is in the columns of its parent.
  private func members(of tactics: [RecordID]) -> (members: [[RecordID]], homeless: [RecordID]) {
    var members = tactics.map(base.techniques)
    var homeless: [RecordID] = []
    func add(_ id: RecordID, to known: [RecordID]) {
      let columns = known.compactMap { tactics.firstIndex(of: $0) }
      if columns.isEmpty { homeless.append(id) }
      for column in columns { members[column].append(id) }
    }
    // Techniques that are in no list; reading the relations of each would cost more.
    let listed = members.joined().sorted()
    var next = listed.startIndex
    for id in base.ids(of: .technique) {
      while next < listed.endIndex, listed[next] < id { next += 1 }
      if next == listed.endIndex || listed[next] != id { add(id, to: base.parent(of: id).map(base.tactics) ?? []) }
    }
    if let previous {
      for id in previous.ids(of: .technique) where !base.contains(id) { add(id, to: previous.tactics(of: id)) }
    }
    for column in members.indices { members[column].sort() }
    return (members, homeless.sorted())
  }

  /// The cells of a column: a sub-technique is in the cell of its parent if the column has that.
  private func cells(
    of techniques: [RecordID], in tactic: RecordID?, onlyMarked: Bool
  ) -> [MatrixAnswer.Cell] {
    var cells: [MatrixAnswer.Cell] = []
    for id in techniques {
      if let passes, !passes(id) { continue }
      let mark = byTechnique.isEmpty ? nil : mark(of: id, in: tactic)
      if onlyMarked, mark == nil { continue }
      let known = base.contains(id) ? base : previous ?? base
      // Ids are sorted, so that the parent was the last cell.
      if let parent = id.parent, cells.last?.technique == parent {
        cells[cells.count - 1].subtechniques.append(MatrixAnswer.Cell(id, name: known.nameBytes(of: id), mark: mark))
      } else {
        cells.append(MatrixAnswer.Cell(id, name: known.fullNameBytes(of: id), mark: mark))
      }
    }
    return cells
  }

  /// How a technique is marked in the column of a tactic.
  ///
  /// A mark in a tactic that the technique does not have holds in all of its columns, rather than in none.
  private func mark(of id: RecordID, in tactic: RecordID?) -> MatrixMark? {
    guard let marks = byTechnique[id] else { return nil }
    let own = base.tactics(of: id)
    let columns = own.isEmpty ? base.parent(of: id).map(base.tactics) ?? [] : own
    return marks.first { $0.tactic == tactic }
      ?? marks.first { mark in mark.tactic.map { !columns.contains($0) } ?? true }
  }
}
