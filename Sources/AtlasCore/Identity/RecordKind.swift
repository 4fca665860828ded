/// The four kinds of ATLAS records.
public enum RecordKind: UInt8, CaseIterable, Comparable, Sendable {
  /// The adversary's goals.
  case tactic
  /// How the adversary reaches a goal; includes sub-techniques.
  case technique
  /// The defender's measures.
  case mitigation
  /// Incidents and exercises.
  case caseStudy

  /// The letters between `AML.` and the number of an id.
  public var prefix: String {
    switch self {
    case .tactic: "TA"
    case .technique: "T"
    case .mitigation: "M"
    case .caseStudy: "CS"
    }
  }

  /// The name in machine formats: `tactic`, `technique`, `mitigation`, `case-study`.
  public var name: String {
    switch self {
    case .tactic: "tactic"
    case .technique: "technique"
    case .mitigation: "mitigation"
    case .caseStudy: "case-study"
    }
  }

  /// The plural, which is also the name of the folder of the pages and of the command.
  public var plural: String {
    switch self {
    case .tactic: "tactics"
    case .technique: "techniques"
    case .mitigation: "mitigations"
    case .caseStudy: "case-studies"
    }
  }

  /// `count` with the noun, for a sentence: `1 case study`, `5 case studies`.
  public func noun(_ count: Int = 1) -> String {
    if self == .caseStudy { return count == 1 ? "case study" : "case studies" }
    return count == 1 ? name : plural
  }

  /// The folder in official URLs: `studies` for case studies.
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

  /// The title of a section that lists records of this kind.
  public var heading: String {
    switch self {
    case .tactic: "Tactics"
    case .technique: "Techniques"
    case .mitigation: "Mitigations"
    case .caseStudy: "Case Studies"
    }
  }

  /// The order of ids of different kinds.
  public static func < (left: RecordKind, right: RecordKind) -> Bool { left.rawValue < right.rawValue }
}
