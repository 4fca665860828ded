import AtlasCore
import Foundation
import Testing

@Suite struct PartialDateTests {
  @Test(arguments: [
    ("2021-05-13", "2021-05-13"), ("2020-04", "2020-04"), ("2020", "2020"), ("0000", "0000"),
    ("9999-12-31", "9999-12-31"),
    ("May 13, 2021", "2021-05-13"), ("may 13, 2021", "2021-05-13"), ("May 13 2021", "2021-05-13"),
    ("May  3,2021", "2021-05-03"), ("13 May 2021", "2021-05-13"), ("3 Sept 2021", "2021-09-03"),
    ("February 2024", "2024-02"), ("Feb 2024", "2024-02"), ("Feb. 2024", "2024-02"), ("Sept. 1, 2022", "2022-09-01"),
    ("February 29, 2024", "2024-02-29"), ("2000-02-29", "2000-02-29"), ("  2021-05-13\t", "2021-05-13"),
    ("2021-05-13T00:00:00Z", "2021-05-13"), ("2021-05-13 10:00", "2021-05-13"), ("2021-5-3", "2021-05-03"),
  ])
  func reads(_ text: String, _ iso: String) { #expect(PartialDate(text)?.iso == iso) }

  @Test(arguments: [
    "", "-", "20", "202", "20201", "20210513", "2021-", "2021-13", "2021-00", "2021-02-30", "2021-02-29", "1900-02-29",
    "2021-04-31", "2021-05-00", "2021-05-32", "2021-05-13x", "2021-05-13 later", "2021-05-13T", "2021/05/13", "May",
    "May 13", "May 13,", "May 32, 2021", "Ma 13, 2021", "Mayo 13, 2021", "13 May", "13", "13-05-2021", "5 2021",
    "999999999999-01", "2021-05-99999999999", "May 13, 21", "May 13, 20210", "unknown", "May 13, 2021.",
  ])
  func refuses(_ text: String) { #expect(PartialDate(text) == nil) }

  @Test func writesBothForms() throws {
    let dates = [("2021-05-13", "May 13, 2021"), ("2020-04", "April 2020"), ("0987", "0987")]
    for (iso, english) in dates {
      let date = try #require(PartialDate(iso))
      #expect(date.iso == iso && date.english == english)
      #expect(PartialDate(english) == date)
    }
  }

  @Test func everyDayOfALeapYearReadsBack() {
    var count = 0
    for month in 1...12 {
      for day in 1...31 {
        guard let date = PartialDate(year: 2024, month: month, day: day) else { continue }
        count += 1
        #expect(PartialDate(date.iso) == date && PartialDate(date.english) == date)
      }
    }
    #expect(count == 366)
  }

  @Test func ordersAndGrades() {
    let order = ["2019", "2020", "2020-01", "2020-01-01", "2020-02", "2021"].compactMap { PartialDate($0) }
    #expect(order.shuffled().sorted() == order)
    #expect(order.map(\.granularity) == [.year, .year, .month, .day, .month, .year])
    #expect(PartialDate(year: 10_000) == nil && PartialDate(year: -1) == nil)
    #expect(PartialDate(year: 2020, month: nil, day: 3) == nil)
  }

  /// The calendar of Foundation has the same days.
  @Test func daysAreNumberedAsInTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for year in [1600, 1899, 1900, 1969, 1970, 1999, 2000, 2023, 2024, 2100] {
      let start = try #require(calendar.date(from: DateComponents(year: year, month: 1, day: 1)))
      var number = Int(start.timeIntervalSince1970 / 86_400)
      #expect(PartialDate(year: year)?.dayNumber == number)
      for month in 1...12 {
        let first = try #require(calendar.date(from: DateComponents(year: year, month: month, day: 1)))
        let days = try #require(calendar.range(of: .day, in: .month, for: first))
        #expect(PartialDate(year: year, month: month)?.dayNumber == number)
        for day in days {
          #expect(PartialDate(year: year, month: month, day: day)?.dayNumber == number)
          number += 1
        }
        #expect(PartialDate(year: year, month: month, day: days.upperBound) == nil)
      }
    }
  }
}
