import AtlasCore

/// How old a release is, by the clock of the computer.
enum ReleaseAge: Equatable {
  case days(Int)
  /// The clock shows a day before the release.
  case clockIsBehind
  /// The release has no date.
  case unknown

  /// - Parameters:
  ///   - date: the date of the release.
  ///   - today: the number of days from January 1, 1970 to today.
  init(_ date: PartialDate?, today: Int) {
    guard let date else {
      self = .unknown
      return
    }
    let days = today - date.dayNumber
    self = days < 0 ? .clockIsBehind : .days(days)
  }

  /// The age in words: `72 days old`; nil if there is no date.
  var words: String? {
    switch self {
    case .days(0): "released today"
    case .days(let days): "\(days) \(days == 1 ? "day" : "days") old"
    case .clockIsBehind: "after today's date on this computer"
    case .unknown: nil
    }
  }

  /// The number of days; nil if it is not known.
  var days: Int? { if case .days(let days) = self { days } else { nil } }
}

extension PartialDate {
  /// The date and the age of a release: `2026-09-15, 72 days old`.
  func withAge(today: Int) -> String { iso + (ReleaseAge(self, today: today).words.map { ", \($0)" } ?? "") }
}
