/// The former names and retired ids from the page `history.md`.
public struct History: Sendable {
  /// The change of one record in one release.
  public struct Change: Sendable, Equatable {
    /// The id that was renamed or retired.
    public let id: RecordID
    /// The name until then.
    public var name: String { nameBytes.string }
    /// The release with the change: `2026.07`.
    public var release: String { releaseBytes.string }
    /// The result of the change.
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

  /// The kinds of changes.
  public enum Outcome: Sendable, Equatable {
    /// The record was renamed.
    case renamed(to: Bytes)
    /// The id was retired; its content is in these records, or in none.
    case retired(into: [RecordID])
  }

  /// The changes in page order.
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

  /// The release in which an id was retired, and its successors; nil if it was not retired.
  public func retirement(of id: RecordID) -> (change: Change, into: [RecordID])? {
    for change in changes where change.id == id {
      if case .retired(let into) = change.outcome { return (change, into) }
    }
    return nil
  }
}

extension Bytes {
  /// The cells of a row after its first bar; a bar after a backslash is text.
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
