/// What a piece of text is, which is all that the code that lays out text has to know about color.
enum Role: Sendable, CaseIterable {
  /// The name of a record where it is the subject.
  case title
  /// The id of a record; a hyperlink to its official page where color is on.
  case id
  /// The title of a section.
  case heading
  /// What a value is called: `Maturity`.
  case label
  /// Running text and values.
  case prose
  case emphasis
  case strong
  case code
  /// An address.
  case link
  /// What a pattern matched.
  case match
  /// Words that a newer text no longer has.
  case removed
  /// Words that a newer text has instead.
  case added
  /// The tactic of a technique or a step.
  case tactic
  /// Secondary text: a count, or how a record came into the list.
  case note
  /// The name of the tool before a failure.
  case failure
  /// The name of the tool before a remark, and what changed.
  case warning
  /// The path of a file.
  case path

  /// The parameters of ECMA-48's Select Graphic Rendition.
  ///
  /// Only the eight basic colors, which terminals' themes keep readable on their background, and of these not blue, which
  /// is dark on black. Nothing is written in yellow but the name of the tool and signs, since it is light on white.
  var rendition: StaticString {
    switch self {
    case .title: "1"
    case .id: "36"
    case .heading: "1;32"
    case .label: "32"
    case .prose: ""
    case .emphasis: "3"
    case .strong: "1"
    case .code: "35"
    case .link: "4"
    case .match: "1;31"
    case .removed: "31"
    case .added: "32"
    case .tactic: "35"
    case .note: "2"
    case .failure: "1;31"
    case .warning: "33"
    case .path: "35"
    }
  }
}
