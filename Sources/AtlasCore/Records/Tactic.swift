/// What the adversary is after: a column of the matrix.
public struct Tactic: Sendable {
  /// The column in the matrix, the first being 1, or nil when the release does not say.
  public let position: Int?
  /// The tactic of ATT&CK that it corresponds to.
  public let attackReference: AttackReference?
}
