/// The number of a release, by which releases are ordered: `5.0.1` comes before `2026.07`.
public struct ReleaseNumber: Hashable, Comparable, Sendable {
  /// The parts without zeros at the end, so that `5.1` and `5.1.0` are the same release.
  private let parts: [Int]

  /// Reads `5.0.1`, `v5.0.1` or `2026.07`; nil for other text.
  public init?(_ text: Bytes) {
    var rest = text
    if rest.first?.lowercased == UInt8(ascii: "v") { rest = rest.dropFirst() }
    var parts: [Int] = []
    repeat {
      guard let part = rest.eatNumber() else { return nil }
      parts.append(part)
    } while rest.eat(.dot)
    guard rest.isEmpty else { return nil }
    while parts.count > 1, parts.last == 0 { parts.removeLast() }
    self.parts = parts
  }

  /// Reads `5.0.1`, `v5.0.1` or `2026.07`; nil for other text.
  public init?(_ text: String) { self.init(Bytes(copying: text)) }

  /// The order in which releases came out.
  public static func < (left: ReleaseNumber, right: ReleaseNumber) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }
}
