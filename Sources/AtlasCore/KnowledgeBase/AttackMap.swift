/// The records of MITRE ATT&CK that records of ATLAS correspond to, both ways.
public struct AttackMap: Sendable {
  /// A record and the one of ATT&CK that its page refers to.
  public struct Pair: Sendable {
    /// The record of ATLAS.
    public let id: RecordID
    /// The record of ATT&CK.
    public let attack: AttackReference
  }

  /// All pairs, by the id of ATLAS.
  public let pairs: [Pair]

  /// The pairs of a knowledge base.
  public init(of base: KnowledgeBase) {
    pairs = base.ids().compactMap { id in
      guard id.kind != .caseStudy, let attack = base.record(id)?.details.attackReference else { return nil }
      return Pair(id: id, attack: attack)
    }
  }

  /// The pairs with that record of ATT&CK, or with a sub-technique of it, by the id of ATLAS.
  public func pairs(with attack: AttackID) -> [Pair] { pairs.filter { attack.covers($0.attack.idBytes) } }

  /// The pair of a record, or nil when its page refers to none.
  public func pair(of id: RecordID) -> Pair? { pairs.first { $0.id == id } }
}
