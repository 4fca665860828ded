/// A part of a whole, in weights, kept exact because it is compared with limits.
///
/// The share of an empty whole is 1.
public struct Share: Sendable, Equatable {
  /// The weight that is covered, at most `whole`.
  public let covered: Int
  /// The total weight; not negative.
  public let whole: Int

  /// The share as a number from 0 to 1.
  public var value: Double { whole == 0 ? 1 : Double(covered) / Double(whole) }

  /// The share in percent, rounded down so that it is never overstated.
  public var percent: Int { whole == 0 ? 100 : covered * 100 / whole }

  /// The share in tenths of a percent, rounded to the nearest; 0 and 1000 only where the share is exact.
  public var permille: Int {
    guard whole > 0, covered > 0, covered < whole else { return covered < whole ? 0 : 1000 }
    return min(max((covered * 2000 + whole) / (whole * 2), 1), 999)
  }

  /// Whether the share is at least `limit` percent, computed without rounding.
  public func reaches(_ limit: Int) -> Bool { covered * 100 >= limit * whole }

  /// The share when `weight` more of the same whole is covered.
  public func adding(_ weight: Int) -> Share { Share(covered: covered + weight, whole: whole) }
}

extension Share: CustomStringConvertible {
  /// The share in percent with one decimal, rounded: `23.9 %`; `100.0 %` only when nothing is left.
  public var description: String { "\(permille / 10).\(permille % 10) %" }
}
