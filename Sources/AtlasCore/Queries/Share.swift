/// A part of a whole, in weights: exact, since gates compare it.
///
/// Of nothing, all is covered.
public struct Share: Sendable, Equatable {
  /// The weight that is covered, at most `whole`.
  public let covered: Int
  /// The weight that there is; not negative.
  public let whole: Int

  /// The share as a number from 0 to 1.
  public var value: Double { whole == 0 ? 1 : Double(covered) / Double(whole) }

  /// The share in per cent, cut off and not rounded, so that it never shows more than there is.
  public var percent: Int { whole == 0 ? 100 : covered * 100 / whole }

  /// The share in tenths of a per cent, cut off as well.
  public var permille: Int { whole == 0 ? 1000 : covered * 1000 / whole }

  /// Whether at least so many per cent are covered, reckoned without rounding.
  ///
  /// - Parameter limit: per cent.
  /// - Returns: whether they are.
  public func reaches(_ limit: Int) -> Bool { covered * 100 >= limit * whole }

  /// The share when more of the same whole is covered.
  ///
  /// - Parameter weight: how much more.
  /// - Returns: that share.
  public func adding(_ weight: Int) -> Share { Share(covered: covered + weight, whole: whole) }
}
