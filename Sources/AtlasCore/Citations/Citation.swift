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
  /// The name next to the id if it matches the id, otherwise nil.
  public let nameBeside: String?
  /// A note about a valid id, for example that it was retired after the release that it is pinned to.
  public let note: String?
  /// What would put it right, where that is certain; none otherwise, and none where it is right.
  public private(set) var edits: [Edit]
  /// Why a retired id or a former name is left to the user, after "not fixed: "; nil where it is not, and for other
  /// verdicts.
  public private(set) var obstacle: String?

  init(text: String, id: RecordID?, place: Place, _ result: CitationChecker.Result, _ edits: [Edit]) {
    self.text = text
    self.id = id
    self.place = place
    self.edits = edits
    verdict = result.verdict
    nameBeside = result.nameBeside?.string
    note = result.note
    obstacle = result.obstacle
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
  /// The release has the record, and nothing next to the id contradicts it.
  case ok
  /// ATLAS does not have the id and never had it. `meant` is the record that was probably intended, if any.
  case unknown(meant: RecordID?)
  /// The number is higher than any of its kind in the release.
  case newer
  /// The id was retired in that release; its content went to these records, or to none.
  case retired(release: Bytes, into: [RecordID])
  /// The name next to it was the record's name until that release.
  case renamed(name: String, release: Bytes)
  /// The name next to it belongs to other records.
  case mismatched(name: String, owners: [RecordID])
  /// The tactic next to the technique is not one of its tactics or, if `former` is true, has a former name.
  case wrongTactic(tactic: String, id: RecordID, former: Bool)
  /// Another id is given for the same thing.
  case conflictingIDs(other: RecordID)
  /// The number is an ATLAS number in the namespace of ATT&CK.
  case wrongNamespace
  /// The id is pinned to a release that does not have it yet, or no longer has it. `when` is the release that added or
  /// retired it, if known.
  case wrongRelease(pin: String, when: String?, isRetired: Bool)
  /// No record has or had the name that is given for the id.
  case unknownName(name: String)

  /// The kinds of verdict, with their names in machine formats.
  public enum Kind: String, CaseIterable, Sendable {
    case ok, unknown, newer, retired, renamed, mismatched
    case wrongTactic = "wrong-tactic"
    case conflictingIDs = "conflicting-ids"
    case wrongNamespace = "wrong-namespace"
    case wrongRelease = "wrong-release"
    case unknownName = "unknown-name"
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
    case .wrongTactic: .wrongTactic
    case .conflictingIDs: .conflictingIDs
    case .wrongNamespace: .wrongNamespace
    case .wrongRelease: .wrongRelease
    case .unknownName: .unknownName
    }
  }
}
