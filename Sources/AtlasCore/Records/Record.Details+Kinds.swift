extension Record.Details {
  /// The details of a technique; nil for other kinds of record.
  public var technique: Technique? { if case .technique(let value) = self { value } else { nil } }
  /// The details of a mitigation; nil for other kinds of record.
  public var mitigation: Mitigation? { if case .mitigation(let value) = self { value } else { nil } }
  /// The details of a case study; nil for other kinds of record.
  public var caseStudy: CaseStudy? { if case .caseStudy(let value) = self { value } else { nil } }

  /// The corresponding ATT&CK record; case studies have none.
  package var attackReference: AttackReference? {
    switch self {
    case .tactic(let tactic): tactic.attackReference
    case .technique(let technique): technique.attackReference
    case .mitigation(let mitigation): mitigation.attackReference
    case .caseStudy: nil
    }
  }
}

/// A tactic: the adversary's goal, a column of the matrix.
public struct Tactic: Sendable {
  /// The column in the matrix, from 1; nil if unknown.
  public let position: Int?
  /// The corresponding ATT&CK tactic.
  public let attackReference: AttackReference?
}

/// A technique or sub-technique: how the adversary reaches a goal.
public struct Technique: Sendable {
  /// The level of evidence for the technique; nil if unknown.
  public let maturity: Maturity?
  package let platformsBytes: [Bytes]
  /// The corresponding ATT&CK technique.
  public let attackReference: AttackReference?

  /// The kinds of system it applies to: `Predictive AI`, `Generative AI`, `Agentic AI`, `Enterprise`.
  public var platforms: [String] { platformsBytes.map(\.string) }
}

/// The level of evidence for a technique, from research to real attacks.
public enum Maturity: String, CaseIterable, Comparable, Sendable {
  /// Shown to work in research.
  case feasible
  /// Carried out against a real system in an exercise or demonstration.
  case demonstrated
  /// Used by an adversary in an incident.
  case realized

  /// Reads the word, ignoring case.
  package init?(_ text: Bytes) {
    guard let value = Maturity.allCases.first(where: { $0.word.equals(ignoringCase: text) }) else { return nil }
    self = value
  }

  /// The word without a copy, for fast output.
  package var word: Bytes {
    switch self {
    case .feasible: "feasible"
    case .demonstrated: "demonstrated"
    case .realized: "realized"
    }
  }

  /// From research to real attacks.
  public static func < (left: Maturity, right: Maturity) -> Bool { left.rank < right.rank }

  /// The position in that order, from 1.
  package var rank: Int {
    switch self {
    case .feasible: 1
    case .demonstrated: 2
    case .realized: 3
    }
  }

  /// The maturity at that position, or nil.
  package init?(rank: Int) {
    guard let value = Maturity.allCases.first(where: { $0.rank == rank }) else { return nil }
    self = value
  }
}

/// A mitigation: a defense against techniques.
public struct Mitigation: Sendable {
  package let categoriesBytes: [Bytes]
  package let lifecycleBytes: [Bytes]
  /// The corresponding ATT&CK mitigation.
  public let attackReference: AttackReference?
  /// Whether a page marks it as adapted from ATT&CK; lists of the official site use `&` for this.
  public let isAdapted: Bool

  /// The kinds of measure: `Technical - AI`, `Technical - Cyber`, `Policy`.
  public var categories: [String] { categoriesBytes.map(\.string) }
  /// The lifecycle phases in which it is applied, in order.
  public var lifecycle: [String] { lifecycleBytes.map(\.string) }
}

/// A case study: an incident, or an exercise that showed an attack.
///
/// Its steps are relations of the knowledge base.
public struct CaseStudy: Sendable {
  /// The kind of event.
  public let type: CaseStudyType?
  /// The date of the event.
  public let date: PartialDate?
  package let actorBytes: Bytes?
  package let targetBytes: Bytes?
  package let reporterBytes: Bytes?

  /// The attacker.
  public var actor: String? { actorBytes?.string }
  /// What was attacked.
  public var target: String? { targetBytes?.string }
  /// The source of the report.
  public var reporter: String? { reporterBytes?.string }
}

/// The kind of event: a real attack or an exercise.
public enum CaseStudyType: String, CaseIterable, Sendable {
  /// An attack by an adversary.
  case incident
  /// An attack by researchers or a red team.
  case exercise

  /// Reads the word, ignoring case.
  package init?(_ text: Bytes) {
    let word = text.lazy.map(\.lowercased)
    guard let value = CaseStudyType.allCases.first(where: { word.elementsEqual($0.rawValue.utf8) }) else { return nil }
    self = value
  }
}
