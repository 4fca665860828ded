/// The correspondence between ATLAS and ATT&CK records, in both directions.
public struct AttackMap: Sendable {
  /// An ATLAS record and the ATT&CK record that its page refers to.
  public struct Pair: Sendable {
    /// The ATLAS record.
    public let id: RecordID
    /// The ATT&CK record.
    public let attack: AttackReference
  }

  /// All pairs, by ATLAS id.
  public let pairs: [Pair]

  /// The pairs of a knowledge base.
  public init(of base: KnowledgeBase) {
    pairs = base.ids().compactMap { id in
      guard id.kind != .caseStudy, let attack = base.record(id)?.details.attackReference else { return nil }
      return Pair(id: id, attack: attack)
    }
  }

  /// The pairs with that ATT&CK record or one of its sub-techniques, by ATLAS id.
  public func pairs(with attack: AttackID) -> [Pair] { pairs.filter { attack.covers($0.attack.idBytes) } }

  /// The pair of a record; nil if its page refers to no ATT&CK record.
  public func pair(of id: RecordID) -> Pair? { index(of: id).map { pairs[$0] } }

  /// The index of the pair of a record in `pairs`.
  func index(of id: RecordID) -> Int? {
    let index = pairs.indices.partition { pairs[$0].id >= id }
    return index < pairs.endIndex && pairs[index].id == id ? index : nil
  }
}
