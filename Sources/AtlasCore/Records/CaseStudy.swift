/// What happened: an incident, or an exercise that showed it could.
///
/// Its steps are relations of the knowledge base.
public struct CaseStudy: Sendable {
  /// What sort of event it was.
  public let type: CaseStudyType?
  /// When it happened.
  public let date: PartialDate?
  package let actorBytes: Bytes?
  package let targetBytes: Bytes?
  package let reporterBytes: Bytes?

  /// Who attacked.
  public var actor: String? { actorBytes?.string }
  /// What was attacked.
  public var target: String? { targetBytes?.string }
  /// Who reported it.
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
