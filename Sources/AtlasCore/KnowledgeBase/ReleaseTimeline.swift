/// When the releases of ATLAS came out, and which of them have which records.
///
/// The facts are those of the section "Releases" of the page `history.md`. They are compiled into the index, so that a
/// lookup reads no page.
///
/// ```swift
/// let timeline = KnowledgeBase.bundled.timeline
/// timeline.firstRelease(of: id)?.description  // "5.1.0"
/// timeline.presence(of: id, in: "5.0.1")      // .notYet
/// ```
public struct ReleaseTimeline: Sendable {
  /// A release of ATLAS.
  public struct Entry: Sendable, Equatable {
    /// The version: `5.1.0`.
    public var version: String { versionBytes.string }
    /// The date of the release.
    public let date: PartialDate?
    /// Whether it is known which records the release has.
    public let areRecordsKnown: Bool

    package let versionBytes: Bytes
  }

  /// The date of a release; for a month such as `2025.04`, by which pages name earlier releases too, the date of the last
  /// release in it.
  func date(of version: Bytes) -> PartialDate? {
    if let row = row(ofRelease: version) { return entry(row).date }
    var rest = version
    guard let year = rest.eatNumber(), rest.eat(.dot), let month = rest.eatNumber(), rest.isEmpty else { return nil }
    let date = PartialDate(year: year, month: month)
    return entries.last { $0.date?.year == year && $0.date?.month == month }?.date ?? date
  }

  /// The release that first had a record, as far as it is known.
  public struct FirstRelease: Sendable, Equatable {
    /// The first release in which the record can have been; equal to `latest` if the first release is known.
    public let earliest: Entry
    /// The first release that is known to have the record.
    public let latest: Entry
    /// The last release that is known to lack the record; nil if none is.
    public let previous: Entry?
  }

  /// Whether a release has a record.
  public enum Presence: Sendable, Equatable {
    /// The release has it.
    case yes
    /// The record came with a later release.
    case notYet(FirstRelease)
    /// The record was retired after this earlier release, which had it.
    case retiredBefore(last: Entry)
    /// There is no such release, or it is newer than these facts.
    case unknownRelease
    /// The records of the release are not known, or the record is not in any known release.
    case unknown
  }

  /// The releases, the oldest first.
  let releases: Table
  /// For each id, in order: its number, the row of its first release, and one more than the row of its last one, or zero.
  let lifetimes: Table
  private let strings: Bytes

  /// The columns of the tables, in order.
  enum ReleaseColumn: Int, CaseIterable { case start, length, year, month, day, areRecordsKnown }
  enum LifetimeColumn: Int, CaseIterable { case id, first, last }

  /// The facts that `image` holds; none if it is empty.
  init(_ image: Bytes) {
    var rest = image
    let counts = Table(eating: &rest, rows: image.isEmpty ? 0 : 1, columns: 2)
    releases = Table(
      eating: &rest, rows: image.isEmpty ? 0 : counts[0, 0], columns: ReleaseColumn.allCases.count)
    lifetimes = Table(
      eating: &rest, rows: image.isEmpty ? 0 : counts[0, 1], columns: LifetimeColumn.allCases.count)
    strings = rest
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { releases.count == 0 }

  /// All known releases, the oldest first.
  public var entries: [Entry] { (0..<releases.count).map(entry) }

  /// All ids that a known release has or had, in order.
  public var ids: [RecordID] { (0..<lifetimes.count).map { RecordID(bits: UInt64(lifetimes[$0, 0])) } }

  /// The release with that version, also in forms such as `v5.1` for `5.1.0`; nil if it is not known.
  public func release(_ version: String) -> Entry? { row(ofRelease: Bytes(copying: version)).map(entry) }

  /// The release that first had the record; nil if no known release has it.
  public func firstRelease(of id: RecordID) -> FirstRelease? {
    row(of: id).map { firstRelease(row: lifetimes[$0, LifetimeColumn.first.rawValue]) }
  }

  /// The last release that had a record which was retired later; nil for other records.
  public func lastRelease(of id: RecordID) -> Entry? {
    guard let row = row(of: id) else { return nil }
    let last = lifetimes[row, LifetimeColumn.last.rawValue]
    return last == 0 ? nil : entry(last - 1)
  }

  /// Whether the release with that version has the record.
  public func presence(of id: RecordID, in version: String) -> Presence {
    presence(of: id, in: Bytes(copying: version))
  }

  /// Whether the release with that version has the record.
  package func presence(of id: RecordID, in version: Bytes) -> Presence {
    guard let release = row(ofRelease: version) else { return .unknownRelease }
    guard let row = row(of: id) else { return .unknown }
    let first = lifetimes[row, LifetimeColumn.first.rawValue]
    let last = lifetimes[row, LifetimeColumn.last.rawValue]
    if last > 0, release >= last { return .retiredBefore(last: entry(last - 1)) }
    if release >= first { return .yes }
    return release < earliestRow(of: first) ? .notYet(firstRelease(row: first)) : .unknown
  }

  // MARK: Rows

  private func row(of id: RecordID) -> Int? {
    let wanted = Int(id.bits)
    let row = (0..<lifetimes.count).partition { lifetimes[$0, 0] >= wanted }
    return row < lifetimes.count && lifetimes[row, 0] == wanted ? row : nil
  }

  private func row(ofRelease version: Bytes) -> Int? {
    guard let number = ReleaseNumber(version) else { return nil }
    return (0..<releases.count).first { ReleaseNumber(entry($0).versionBytes) == number }
  }

  private func entry(_ row: Int) -> Entry {
    func cell(_ column: ReleaseColumn) -> Int { releases[row, column.rawValue] }
    func known(_ column: ReleaseColumn) -> Int? { cell(column) == 0 ? nil : cell(column) }
    let start = strings.startIndex + cell(.start)
    return Entry(
      date: known(.year).flatMap { PartialDate(year: $0, month: known(.month), day: known(.day)) },
      areRecordsKnown: cell(.areRecordsKnown) == 1, versionBytes: strings[start..<start + cell(.length)])
  }

  private func firstRelease(row: Int) -> FirstRelease {
    let earliest = earliestRow(of: row)
    return FirstRelease(
      earliest: entry(earliest), latest: entry(row), previous: earliest == 0 ? nil : entry(earliest - 1))
  }

  /// The first of the releases up to a known one whose records are not known: a record can have come with any of them.
  private func earliestRow(of row: Int) -> Int {
    var earliest = row
    while earliest > 0, releases[earliest - 1, ReleaseColumn.areRecordsKnown.rawValue] == 0 { earliest -= 1 }
    return earliest
  }
}

extension ReleaseTimeline.FirstRelease: CustomStringConvertible {
  /// The release in words: `5.1.0`, `3.0.0 or earlier`, or `2026.09 or earlier, after 5.6.1`.
  public var description: String {
    if earliest == latest { return latest.version }
    return "\(latest.version) or earlier" + (previous.map { ", after \($0.version)" } ?? "")
  }
}

extension KnowledgeBase {
  /// When the releases came out and which of them have which records, as far as the corpus says.
  public var timeline: ReleaseTimeline {
    ReleaseTimeline(index.string(index[.timelineStart], index[.timelineLength]))
  }
}
