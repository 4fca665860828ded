/// Whose words the texts of a record are.
public enum Wording: String, CaseIterable, Sendable {
  /// MITRE's: the record comes from an official release file.
  case official
  /// A summary of MITRE's text, as the bundled pages have.
  case summary
  /// The user's own: the page does not say otherwise.
  case own

  /// What the word means, in a few words: `not MITRE's text`.
  public var note: String {
    switch self {
    case .official: "MITRE's text"
    case .summary: "written for atlas, not MITRE's text"
    case .own: "your own page"
    }
  }

  /// The value of the `Wording` item of a page's metadata, which starts with the word: `summary (written for …)`.
  package var claim: Bytes { Bytes(copying: "\(rawValue) (\(note))") }

  /// The wording that an item of the metadata states; nil when its first word is none of the three.
  package init?(claim: Bytes) {
    let word = claim.prefix { $0.isAlphanumeric }
    guard let wording = Wording.allCases.first(where: { word.equals(ignoringCase: Bytes(copying: $0.rawValue)) }) else {
      return nil
    }
    self = wording
  }
}
