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
