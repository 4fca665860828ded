/// What a defender can do against techniques.
public struct Mitigation: Sendable {
  /// What sort of measure it is: `Technical - AI`, `Technical - Cyber`, `Policy`.
  public let categories: [Bytes]
  /// In which phases of a system's life it is applied, in their order.
  public let lifecycle: [Bytes]
  /// The mitigation of ATT&CK that it corresponds to.
  public let attackReference: AttackReference?
  /// Whether a page marks it as adapted from ATT&CK, as the lists of the official site do with `&`.
  public let isAdapted: Bool
}
