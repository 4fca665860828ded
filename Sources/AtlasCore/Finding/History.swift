/// Former names and retired ids, as the corpus's page `history.md` tells them.
public struct History: Sendable {
  /// What happened to one record in one release.
  public struct Change: Sendable {
    /// The id that was renamed or retired.
    public let id: RecordID
    /// The name it had until then.
    public let name: Bytes
    /// The release in which that changed: `2026.07`.
    public let release: Bytes
    /// What became of it.
    public let outcome: Outcome
  }

  /// What a change leads to.
  public enum Outcome: Sendable {
    /// The record has another name now, or had one until the next change.
    case renamed(to: Bytes)
    /// The id is gone; its content went to these records, or to none.
    case retired(into: [RecordID])
  }

  /// The changes in the order of the page.
  public let changes: [Change]

  package init(_ page: Bytes) {
    var changes: [Change] = []
    for section in Document(page).sections {
      for line in section.body.lines where line.trimmed.first == .pipe {
        let cells = line.trimmed.dropFirst().dropLast().split(separator: .pipe, omittingEmptySubsequences: false)
          .map(\.trimmed)
        guard cells.count >= 4, let id = RecordID(cells[0]) else { continue }
        let outcome: Outcome =
          section.title == "Retired ids"
          ? .retired(into: cells[3].parts(by: .comma).compactMap { RecordID($0) }) : .renamed(to: cells[3])
        changes.append(Change(id: id, name: cells[1], release: cells[2], outcome: outcome))
      }
    }
    self.changes = changes
  }

  /// When and into what an id was retired; nil for one that was not.
  public func retirement(of id: RecordID) -> (change: Change, into: [RecordID])? {
    for change in changes where change.id == id {
      if case .retired(let into) = change.outcome { return (change, into) }
    }
    return nil
  }
}

extension KnowledgeBase {
  /// The former names and retired ids that the corpus tells of.
  public var history: History { History(historyPage) }
}
