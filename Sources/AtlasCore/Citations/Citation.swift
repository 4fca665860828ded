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
  /// The name beside the id that agrees with it; nil where there is none to compare, and where it does not agree.
  public let nameBeside: String?
  /// What else is to know of a valid id, as a sentence without a period: that it was retired since the release it is pinned to.
  public let note: String?
  /// What would put it right, where that is certain; none otherwise, and none where it is right.
  public private(set) var edits: [Edit]
  /// Why a retired id or a former name is left to the user, after "not fixed: "; nil where it is not, and for other verdicts.
  public private(set) var obstacle: String?

  init(text: String, id: RecordID?, place: Place, _ result: CitationChecker.Result, _ edits: [Edit]) {
    self.text = text
    self.id = id
    self.place = place
    self.edits = edits
    verdict = result.verdict
    nameBeside = result.nameBeside
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
  /// The release has the record, and what is beside the id does not say otherwise.
  case ok
  /// It is no id that ATLAS has or had; `meant` is the record that it is probably a misspelling of.
  case unknown(meant: RecordID?)
  /// The number is higher than any of its kind in the release.
  case newer
  /// The id was retired in that release; its content went to these records, or to none.
  case retired(release: Bytes, into: [RecordID])
  /// The name beside it was the record's until that release.
  case renamed(name: String, release: Bytes)
  /// The name beside it is that of other records, and not the record's own.
  case mismatched(name: String, owners: [RecordID])
  /// A tactic is given to the technique that has others; `former` is whether the text is only a former name of the tactic.
  case wrongTactic(tactic: String, id: RecordID, former: Bool)
  /// The same thing has another id beside this one.
  case conflictingIDs(other: RecordID)
  /// The number is of ATLAS, and the namespace is that of ATT&CK.
  case wrongNamespace
  /// The id is pinned to a release that did not have it yet, or no longer had it; `when` is the release in which it came or
  /// went, where that is known.
  case wrongRelease(pin: String, when: String?, isRetired: Bool)
  /// A text that is meant as the name of the id is a name that no record has or had.
  case unknownName(name: String)

  /// The sorts of verdict, by the words that machine formats have for them.
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
