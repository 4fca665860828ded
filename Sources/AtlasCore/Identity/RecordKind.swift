/// The four kinds of record that ATLAS has.
public enum RecordKind: UInt8, CaseIterable, Comparable, Sendable {
  /// What the adversary is after.
  case tactic
  /// How the adversary gets there; sub-techniques are techniques too.
  case technique
  /// What a defender can do.
  case mitigation
  /// What happened.
  case caseStudy

  /// What is between `AML.` and the number of an id.
  public var prefix: String {
    switch self {
    case .tactic: "TA"
    case .technique: "T"
    case .mitigation: "M"
    case .caseStudy: "CS"
    }
  }

  /// The name of the kind in machine formats: `tactic`, `technique`, `mitigation`, `case-study`.
  public var name: String {
    switch self {
    case .tactic: "tactic"
    case .technique: "technique"
    case .mitigation: "mitigation"
    case .caseStudy: "case-study"
    }
  }

  /// The name of many of the kind, which is also the folder of its pages and its command.
  public var plural: String {
    switch self {
    case .tactic: "tactics"
    case .technique: "techniques"
    case .mitigation: "mitigations"
    case .caseStudy: "case-studies"
    }
  }

  /// The word for `count` of the kind in a sentence: `1 case study`, `5 case studies`.
  public func noun(_ count: Int = 1) -> String {
    if self == .caseStudy { return count == 1 ? "case study" : "case studies" }
    return count == 1 ? name : plural
  }

  /// The part of the official address that stands for the kind: `studies` for case studies.
  public var addressPath: String { self == .caseStudy ? "studies" : plural }

  /// `plural`, as bytes.
  package var folder: Bytes {
    switch self {
    case .tactic: "tactics"
    case .technique: "techniques"
    case .mitigation: "mitigations"
    case .caseStudy: "case-studies"
    }
  }

  /// `addressPath`, as bytes.
  package var addressFolder: Bytes { self == .caseStudy ? "studies" : folder }

  /// The title of a section that lists records of the kind.
  public var heading: String {
    switch self {
    case .tactic: "Tactics"
    case .technique: "Techniques"
    case .mitigation: "Mitigations"
    case .caseStudy: "Case Studies"
    }
  }

  /// The order in which ids of different kinds are listed.
  public static func < (left: RecordKind, right: RecordKind) -> Bool { left.rawValue < right.rawValue }
}
