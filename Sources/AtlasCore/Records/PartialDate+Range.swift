/// Partial dates against bounds, which may be partial too.
///
/// A date meets a bound when it may: `2020` may be after `2020-06` as well as before it. A bound includes all that it
/// names: on or before `2020` ends with the last day of the year.
extension PartialDate {
  /// Whether the date may be the same as `bound` or later.
  public func mayBe(onOrAfter bound: PartialDate) -> Bool { lastDay >= bound.firstDay }

  /// Whether the date may be the same as `bound` or earlier.
  public func mayBe(onOrBefore bound: PartialDate) -> Bool { firstDay <= bound.lastDay }

  /// The first day that the date can mean, as a number that sorts: 20200401.
  package var firstDay: Int { (year * 100 + (month ?? 1)) * 100 + (day ?? 1) }

  /// The last day that the date can mean; a day after the end of the month does not affect the order.
  package var lastDay: Int { (year * 100 + (month ?? 12)) * 100 + (day ?? 31) }
}
