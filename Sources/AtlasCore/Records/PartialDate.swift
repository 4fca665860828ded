/// A date of which at least the year is known: a day, a month or a year.
public struct PartialDate: Hashable, Sendable {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month from 1 to 12, or nil when only the year is known.
  public let month: Int?
  /// The day from 1 to 31, or nil when only the month is known.
  public let day: Int?

  /// How much of a date is known.
  public enum Granularity: String, Sendable { case year, month, day }

  /// Creates a date from its parts; nil if there is no such day.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (0...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day {
        guard day >= 1, day <= PartialDate.days(in: month, of: year) else { return nil }
      }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// How much of the date is known.
  public var granularity: Granularity { day != nil ? .day : month != nil ? .month : .year }

  /// The date in ISO 8601 format: `2021-05-13`, `2020-04` or `2020`.
  public var iso: String {
    var text: [UInt8] = []
    text.append(digitsOf: year, paddedTo: 4)
    for part in [month, day] {
      guard let part else { break }
      text.append(UInt8(ascii: "-"))
      text.append(digitsOf: part, paddedTo: 2)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The date in the format of pages: `May 13, 2021`, `April 2020` or `2020`.
  public var english: String {
    guard let month else { return String(year, paddedTo: 4) }
    let name = PartialDate.months[month - 1].string
    return day.map { "\(name) \($0), \(year)" } ?? "\(name) \(year)"
  }

  /// Appends the date in the format of pages.
  package func appendEnglish(to text: inout [UInt8]) {
    if let month {
      text.append(PartialDate.months[month - 1])
      text.append(.space)
      if let day {
        text.append(digitsOf: day)
        text.append(", ")
      }
    }
    text.append(digitsOf: year, paddedTo: month == nil ? 4 : 1)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static let months: [Bytes] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

extension PartialDate: Comparable {
  /// Chronological order; a less precise date comes before the dates that it includes.
  public static func < (left: PartialDate, right: PartialDate) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}

extension PartialDate {
  /// Reads `2021-05-13`, `2020-04`, `2020`, `May 13, 2021`, `13 May 2021` or `April 2020`; nil for other text.
  public init?(_ text: Bytes) {
    var rest = text.trimmed
    let date = rest.first?.isDigit == true ? PartialDate(eatingNumbers: &rest) : PartialDate(eatingName: &rest)
    guard let date, rest.isEmpty else { return nil }
    self = date
  }

  /// Reads a date in any format of pages; nil for other text.
  public init?(_ text: String) { self.init(Bytes(copying: text)) }

  private init?(eatingNumbers text: inout Bytes) {
    guard let year = text.eatYear() else {
      guard let day = text.eatNumber() else { return nil }
      text.eat(while: \.isBlank)
      guard let month = PartialDate.month(text.eat(while: \.isLetter)) else { return nil }
      text.eat(while: \.isBlank)
      guard let year = text.eatYear() else { return nil }
      self.init(year: year, month: month, day: day)
      return
    }
    guard text.eat(.dash) else {
      self.init(year: year)
      return
    }
    guard let month = text.eatNumber() else { return nil }
    guard text.eat(.dash) else {
      self.init(year: year, month: month)
      return
    }
    guard let day = text.eatNumber() else { return nil }
    // A time can follow the date: `2021-05-13T00:00:00Z`.
    var time = text
    if time.eat(UInt8(ascii: "T")) || time.eat(.space), time.first?.isDigit == true { text = text.suffix(0) }
    self.init(year: year, month: month, day: day)
  }

  private init?(eatingName text: inout Bytes) {
    guard let month = PartialDate.month(text.eat(while: \.isLetter)) else { return nil }
    text.eat(while: { $0.isBlank || $0 == .dot })
    if let year = text.eatYear() {
      self.init(year: year, month: month)
      return
    }
    guard let day = text.eatNumber(), text.eat(.comma) || text.first == .space else { return nil }
    text.eat(while: \.isBlank)
    guard let year = text.eatYear() else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The number of a month from its name or the first three letters of the name.
  private static func month(_ name: Bytes) -> Int? {
    guard name.count >= 3 else { return nil }
    return months.firstIndex { $0.prefix(name.count).equals(ignoringCase: name) }.map { $0 + 1 }
  }
}

extension Bytes {
  /// Takes a year of four digits off the front, so that `May 13` is not the year 13.
  fileprivate mutating func eatYear() -> Int? {
    var rest = self
    guard rest.eat(while: \.isDigit).count == 4 else { return nil }
    return eatNumber()
  }
}
