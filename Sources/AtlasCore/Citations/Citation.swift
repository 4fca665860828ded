/// An id of ATLAS in someone's text, and whether it is right.
public struct Citation: Sendable {
  /// The id as written in the text.
  public let text: String
  /// The record that it names; nil where it names none.
  public let id: RecordID?
  /// Whether it is right.
  public let verdict: Verdict
  /// The place of the id.
  public let place: Place
  /// What would put it right, where that is certain; none otherwise, and none where it is right.
  public private(set) var edits: [Edit]
  /// Why a retired id or a former name is left to the user, after "not fixed: "; nil where it is not, and for other verdicts.
  public private(set) var obstacle: String?

  init(text: String, id: RecordID?, verdict: Verdict, place: Place, edits: [Edit], obstacle: String?) {
    self.text = text
    self.id = id
    self.verdict = verdict
    self.place = place
    self.edits = edits
    self.obstacle = obstacle
  }

  /// Leaves the correction to the user.
  mutating func withhold(_ reason: String) { (edits, obstacle) = ([], reason) }

  /// A place in a file.
  public struct Place: Hashable, Sendable {
    /// The number of bytes before it.
    public let offset: Int
    /// The line, the first being 1.
    public let line: Int
    /// The code point on the line, the first being 1; a byte order mark is not one.
    public let column: Int
  }

  /// Text that takes the place of other text.
  public struct Edit: Hashable, Sendable {
    /// The number of bytes before it.
    public let offset: Int
    /// The text that is replaced.
    public let old: [UInt8]
    /// The new text.
    public let new: [UInt8]
  }
}

/// The result of checking an id in a text.
public enum Verdict: Sendable {
  /// The release has the record, and no name beside it says otherwise.
  case ok
  /// The release has no such record, and none that came or went can be meant.
  case unknown
  /// The number is higher than any of its kind in the release.
  case newer
  /// The id was retired in that release; its content went to these records, or to none.
  case retired(release: Bytes, into: [RecordID])
  /// The name beside it was the record's until that release.
  case renamed(name: String, release: Bytes)
  /// The name beside it is that of other records, and not the record's own.
  case mismatched(name: String, owners: [RecordID])

  /// The sorts of verdict, by the words that machine formats have for them.
  public enum Kind: String, CaseIterable, Sendable {
    case ok, unknown, newer, retired, renamed, mismatched
  }

  /// The kind of verdict.
  public var kind: Kind {
    switch self {
    case .ok: .ok
    case .unknown: .unknown
    case .newer: .newer
    case .retired: .retired
    case .renamed: .renamed
    case .mismatched: .mismatched
    }
  }
}
