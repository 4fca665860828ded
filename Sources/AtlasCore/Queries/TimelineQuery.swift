/// How many incidents and exercises happened in each year.
public struct TimelineQuery: Sendable {
  /// The case studies to count; each counts once.
  public var caseStudies: [RecordID]

  /// Counts `caseStudies`.
  public init(_ caseStudies: [RecordID]) { self.caseStudies = caseStudies }

  /// Counts by the year of the event.
  public func answer(in base: KnowledgeBase) -> TimelineAnswer {
    var rows: [Int: TimelineAnswer.Row] = [:]
    var leftOut: [RecordID] = []
    for id in Set(caseStudies).sorted() {
      guard let study = base.record(id)?.details.caseStudy, let year = study.date?.year, let type = study.type else {
        leftOut.append(id)
        continue
      }
      switch type {
      case .incident: rows[year, default: TimelineAnswer.Row(year: year)].incidents += 1
      case .exercise: rows[year, default: TimelineAnswer.Row(year: year)].exercises += 1
      }
    }
    let years = rows.keys.min().flatMap { first in rows.keys.max().map { first...$0 } }
    return TimelineAnswer(
      rows: years?.map { rows[$0] ?? TimelineAnswer.Row(year: $0) } ?? [], leftOut: leftOut)
  }
}

/// The years that a `TimelineQuery` counted.
public struct TimelineAnswer: Sendable {
  /// The years from the first to the last, also those without a case study.
  public let rows: [Row]
  /// The case studies that no row counts because their year or type is unknown, by id.
  public let leftOut: [RecordID]

  /// A year.
  public struct Row: Sendable, Equatable {
    /// The year.
    public let year: Int
    /// The number of incidents.
    public fileprivate(set) var incidents = 0
    /// The number of exercises.
    public fileprivate(set) var exercises = 0

    fileprivate init(year: Int) { self.year = year }
  }
}
