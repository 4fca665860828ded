extension Diagnostic {
  /// What kind of thing a diagnostic mentions: the name by which tools count, filter and explain them.
  public enum Rule: String, CaseIterable, Sendable {
    /// A link that leads to no record, or to one without a page of its own.
    case brokenLink = "broken-link"
    /// A place where a link belongs and none is.
    case missingLink = "missing-link"
    /// A link to a record of a kind that cannot are there.
    case wrongKind = "wrong-kind"
    /// A count in a heading or on the release's page that does not hold.
    case wrongCount = "wrong-count"
    /// A name beside an id that is not the record's.
    case wrongName = "wrong-name"
    /// A file named after another record than the one on its page.
    case wrongFile = "wrong-file"
    /// Two places that say different things of one fact.
    case contradiction
    /// A record, or a page of which there is one only, that is on two pages.
    case repeatedPage = "repeated-page"
    /// A page that is neither a record's nor one of the corpus's own.
    case unknownPage = "unknown-page"
    /// A section whose title no page of the kind has.
    case unknownSection = "unknown-section"
    /// A label among the metadata that no page has, or a line that is not one of metadata.
    case unknownLabel = "unknown-label"
    /// A value that is not one of those which are known.
    case unknownValue = "unknown-value"
    /// A date that cannot be read.
    case badDate = "bad-date"
    /// What a record of the kind should have and does not.
    case missingField = "missing-field"
    /// A record without a name.
    case missingName = "missing-name"
    /// A sub-technique whose technique has no page, or another parent than its id says.
    case missingParent = "missing-parent"
    /// A step that lacks its number, its tactic or its technique, or is out of order.
    case badStep = "bad-step"
    /// Text that belongs to nothing, and is not read.
    case strayText = "stray-text"
    /// Text that could belong to several relations, and is not read.
    case ambiguousText = "ambiguous-text"
    /// A character that no terminal must see.
    case controlCharacter = "control-character"
    /// A file that is not a text in UTF-8.
    case unreadableFile = "unreadable-file"
    /// Something odd in a release file, which is read all the same.
    case oddRelease = "odd-release"
    /// What makes a release file unusable.
    case badRelease = "bad-release"
  }
}

extension Diagnostic.Rule {
  /// What the rule asks for, in one sentence.
  public var summary: String {
    switch self {
    case .brokenLink: "Links lead to records that have a page."
    case .missingLink: "Entries of a section link to the record that they are about."
    case .wrongKind: "Links lead to a record of the kind that belongs there."
    case .wrongCount: "Counts are those of what is counted."
    case .wrongName: "Records are called by their names."
    case .wrongFile: "A file that is named by an id holds that record."
    case .contradiction: "Pages agree on every fact."
    case .repeatedPage: "Each record is on one page."
    case .unknownPage: "Every page is a record's, by its title, heading or metadata."
    case .unknownSection: "Sections have titles that the reader knows."
    case .unknownLabel: "Metadata have labels that the reader knows."
    case .unknownValue: "Fields with few values have one of them."
    case .badDate: "Dates can be read."
    case .missingField: "Records have what their kind should have."
    case .missingName: "Records have a name."
    case .missingParent: "Sub-techniques belong to the technique that their id names, and it has a page."
    case .badStep: "Steps have a number, in order, a tactic and a technique."
    case .strayText: "Text belongs to a record, an entry or a step."
    case .ambiguousText: "What is told of a case study says of which step."
    case .controlCharacter: "Pages hold no control characters."
    case .unreadableFile: "Pages are text in UTF-8."
    case .oddRelease: "Release files hold nothing that has to be left out or guessed."
    case .badRelease: "Release files are YAML of a form that is known, and complete."
    }
  }
}
