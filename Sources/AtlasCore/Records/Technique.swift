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
