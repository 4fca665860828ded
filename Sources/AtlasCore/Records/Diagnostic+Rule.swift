extension Diagnostic {
  /// The kinds of diagnostics, named so that tools can count, filter and explain them.
  public enum Rule: String, CaseIterable, Sendable {
    /// A link to no record, or to a record without a page of its own.
    case brokenLink = "broken-link"
    /// A missing link where one is required.
    case missingLink = "missing-link"
    /// A link to a record of the wrong kind.
    case wrongKind = "wrong-kind"
    /// A wrong count in a heading or on the release's page.
    case wrongCount = "wrong-count"
    /// A name beside an id that is not the record's.
    case wrongName = "wrong-name"
    /// A file name with the id of another record than the one on the page.
    case wrongFile = "wrong-file"
    /// Contradictory statements about one fact.
    case contradiction
    /// A record that is on two pages, or a second page where only one is allowed.
    case repeatedPage = "repeated-page"
    /// A page that is neither about a record nor about the release.
    case unknownPage = "unknown-page"
    /// A section whose title is not known for the kind of page.
    case unknownSection = "unknown-section"
    /// An unknown metadata label, or a line that is not metadata.
    case unknownLabel = "unknown-label"
    /// A value that is not among the known ones.
    case unknownValue = "unknown-value"
    /// A date that cannot be read.
    case badDate = "bad-date"
    /// A missing field that records of the kind should have.
    case missingField = "missing-field"
    /// A record without a name.
    case missingName = "missing-name"
    /// A sub-technique whose technique has no page, or whose stated parent differs from its id.
    case missingParent = "missing-parent"
    /// A step without number, tactic or technique, or out of order.
    case badStep = "bad-step"
    /// Text that belongs to nothing and is ignored.
    case strayText = "stray-text"
    /// Text that could belong to several relations and is ignored.
    case ambiguousText = "ambiguous-text"
    /// A control character, which terminals must not receive.
    case controlCharacter = "control-character"
    /// A file that is not UTF-8 text.
    case unreadableFile = "unreadable-file"
    /// A kind of record, a relation or a field of a release file that is not known and left out.
    case leftOut = "left-out"
    /// An irregularity in a release file that is still usable.
    case oddRelease = "odd-release"
    /// An error that makes a release file unusable.
    case badRelease = "bad-release"
  }
}

extension Diagnostic.Rule {
  /// The requirement that the rule checks, in one sentence.
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
    case .ambiguousText: "A text about a case study names the step it belongs to."
    case .controlCharacter: "Pages hold no control characters."
    case .unreadableFile: "Pages are text in UTF-8."
    case .leftOut: "Release files hold only kinds of record, relations and fields that this version knows."
    case .oddRelease: "Release files hold nothing that has to be guessed."
    case .badRelease: "Release files are YAML of a form that is known, and complete."
    }
  }
}
