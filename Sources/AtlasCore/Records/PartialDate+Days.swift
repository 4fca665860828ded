extension PartialDate {
  /// The number of days from January 1, 1970 to the first day of the date, in the Gregorian calendar.
  package var dayNumber: Int {
    // Counted in years that start in March, so that the leap day is the last day of a year.
    let month = self.month ?? 1
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let leapDays =
      marchYear.dividedRoundingDown(by: 4) - marchYear.dividedRoundingDown(by: 100)
      + marchYear.dividedRoundingDown(by: 400)
    return 365 * marchYear + leapDays + (153 * marchMonth + 2) / 5 + (day ?? 1) - 1 - 719_468
  }
}

extension Int {
  fileprivate func dividedRoundingDown(by divisor: Int) -> Int {
    (self - (self % divisor + divisor) % divisor) / divisor
  }
}
