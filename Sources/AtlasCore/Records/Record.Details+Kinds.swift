extension Record.Details {
  /// The details of a technique; nil for other kinds of record.
  public var technique: Technique? { if case .technique(let value) = self { value } else { nil } }
  /// The details of a mitigation; nil for other kinds of record.
  public var mitigation: Mitigation? { if case .mitigation(let value) = self { value } else { nil } }
  /// The details of a case study; nil for other kinds of record.
  public var caseStudy: CaseStudy? { if case .caseStudy(let value) = self { value } else { nil } }

  /// The record of MITRE ATT&CK that it corresponds to; case studies have none.
  package var attackReference: AttackReference? {
    switch self {
    case .tactic(let tactic): tactic.attackReference
    case .technique(let technique): technique.attackReference
    case .mitigation(let mitigation): mitigation.attackReference
    case .caseStudy: nil
    }
  }
}

/// What the adversary is after: a column of the matrix.
public struct Tactic: Sendable {
  /// The column in the matrix, the first being 1, or nil when the release does not say.
  public let position: Int?
  /// The tactic of ATT&CK that it corresponds to.
  public let attackReference: AttackReference?
}

/// How the adversary gets there: a technique, or a sub-technique of one.
public struct Technique: Sendable {
  /// How much the technique has been seen, or nil when no page says.
  public let maturity: Maturity?
  package let platformsBytes: [Bytes]
  /// The technique of ATT&CK that it corresponds to.
  public let attackReference: AttackReference?

  /// The kinds of system that it applies to: `Predictive AI`, `Generative AI`, `Agentic AI`, `Enterprise`.
  public var platforms: [String] { platformsBytes.map(\.string) }
}

/// How much a technique has been seen, from a paper to an incident.
public enum Maturity: String, CaseIterable, Comparable, Sendable {
  /// Shown to work in research.
  case feasible
  /// Carried out against a real system in an exercise or a demonstration.
  case demonstrated
  /// Used by an adversary in an incident.
  case realized

  /// Reads the word in any case.
  package init?(_ text: Bytes) {
    guard let value = Maturity.allCases.first(where: { $0.word.equals(ignoringCase: text) }) else { return nil }
    self = value
  }

  /// The word in place, for output that copies nothing.
  package var word: Bytes {
    switch self {
    case .feasible: "feasible"
    case .demonstrated: "demonstrated"
    case .realized: "realized"
    }
  }

  /// From the least to the most seen.
  public static func < (left: Maturity, right: Maturity) -> Bool { left.rank < right.rank }

  /// The place in that order, the first being 1.
  package var rank: Int {
    switch self {
    case .feasible: 1
    case .demonstrated: 2
    case .realized: 3
    }
  }

  /// The maturity of that place, or nil.
  package init?(rank: Int) {
    guard let value = Maturity.allCases.first(where: { $0.rank == rank }) else { return nil }
    self = value
  }
}

/// What a defender can do against techniques.
public struct Mitigation: Sendable {
  package let categoriesBytes: [Bytes]
  package let lifecycleBytes: [Bytes]
  /// The mitigation of ATT&CK that it corresponds to.
  public let attackReference: AttackReference?
  /// Whether a page marks it as adapted from ATT&CK, as the lists of the official site do with `&`.
  public let isAdapted: Bool

  /// What sort of measure it is: `Technical - AI`, `Technical - Cyber`, `Policy`.
  public var categories: [String] { categoriesBytes.map(\.string) }
  /// In which phases of a system's life it is applied, in their order.
  public var lifecycle: [String] { lifecycleBytes.map(\.string) }
}

/// What happened: an incident, or an exercise that showed it could.
///
/// Its steps are relations of the knowledge base.
public struct CaseStudy: Sendable {
  /// What kind of event it was.
  public let type: CaseStudyType?
  /// When it happened.
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

/// Whether an attack was real.
public enum CaseStudyType: String, CaseIterable, Sendable {
  /// An attack by an adversary.
  case incident
  /// An attack by researchers or a red team.
  case exercise

  /// Reads the word in any case.
  package init?(_ text: Bytes) {
    let word = text.lazy.map(\.lowercased)
    guard let value = CaseStudyType.allCases.first(where: { word.elementsEqual($0.rawValue.utf8) }) else { return nil }
    self = value
  }
}
