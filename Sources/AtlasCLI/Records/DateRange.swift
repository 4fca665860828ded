import AtlasCore

/// Dates of which only the year or the month is known, against bounds that may say no more.
///
/// A date counts when it may lie in the range: `2020` may be after `2020-06` as well as before it. A bound takes in all
/// that it names: `--until 2020` ends with the last day of the year.
enum DateRange {
  static func isSince(_ date: PartialDate, _ bound: PartialDate) -> Bool { last(date) >= first(bound) }

  static func isUntil(_ date: PartialDate, _ bound: PartialDate) -> Bool { first(date) <= last(bound) }

  /// The first day that a date can mean, as a number that sorts: 20200401.
  static func first(_ date: PartialDate) -> Int { number(date.year, date.month ?? 1, date.day ?? 1) }

  /// The last day that a date can mean; a day beyond the end of the month does no harm to the order.
  static func last(_ date: PartialDate) -> Int { number(date.year, date.month ?? 12, date.day ?? 31) }

  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int { (year * 100 + month) * 100 + day }
}
