/// Former names and retired ids, as stated by the page `history.md`.
public struct History: Sendable {
  /// What happened to one record in one release.
  public struct Change: Sendable, Equatable {
    /// The id that was renamed or retired.
    public let id: RecordID
    /// The name it had until then.
    public var name: String { nameBytes.string }
    /// The release in which that changed: `2026.07`.
    public var release: String { releaseBytes.string }
    /// What became of it.
    public let outcome: Outcome

    package let nameBytes: Bytes
    package let releaseBytes: Bytes

    package init(id: RecordID, name: Bytes, release: Bytes, outcome: Outcome) {
      self.id = id
      self.outcome = outcome
      nameBytes = name
      releaseBytes = release
    }
  }

  /// What a change leads to.
  public enum Outcome: Sendable, Equatable {
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
        let cells = line.trimmed.dropFirst().cells
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

extension Bytes {
  /// The cells of a row behind its first bar; a bar behind a backslash is text.
  fileprivate var cells: [Bytes] {
    guard contains(.backslash) else { return split(separator: .pipe, omittingEmptySubsequences: false).map(\.trimmed) }
    var cells: [Bytes] = []
    var cell: [UInt8] = []
    var rest = self
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == .backslash, rest.eat(.pipe) {
        cell.append(.pipe)
      } else if byte == .pipe {
        cells.append(Bytes(copying: cell).trimmed)
        cell = []
      } else {
        cell.append(byte)
      }
    }
    return cells
  }
}
