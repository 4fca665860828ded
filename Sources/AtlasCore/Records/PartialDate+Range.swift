/// Comparisons of partial dates with bounds, which can be partial too.
///
/// A date matches a bound if it possibly does: `2020` may be after `2020-06` or before it. A bound covers its whole
/// period: on or before `2020` includes the last day of the year.
extension PartialDate {
  /// Whether the date may be `bound` or later.
  public func mayBe(onOrAfter bound: PartialDate) -> Bool { lastDay >= bound.firstDay }

  /// Whether the date may be `bound` or earlier.
  public func mayBe(onOrBefore bound: PartialDate) -> Bool { firstDay <= bound.lastDay }

  /// The first possible day as a sortable number: 20200401.
  package var firstDay: Int { (year * 100 + (month ?? 1)) * 100 + (day ?? 1) }

  /// The last possible day as a sortable number; a day after the end of the month does not affect the order.
  package var lastDay: Int { (year * 100 + (month ?? 12)) * 100 + (day ?? 31) }
}
