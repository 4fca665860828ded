/// The section "Releases" of the page `history.md`: a row for each release, the oldest first.
///
/// A row has the version, the date, the ids that were new, and the ids that no later release has. The third cell is
/// `not known` if the records of the release are not known; ids that were new in it are in the next row with ids.
struct TimelinePage {
  private var releases: [(version: Bytes, date: PartialDate?, areRecordsKnown: Bool)] = []
  private var lifetimes: [RecordID: (first: Int, last: Int)] = [:]
  private(set) var findings: FindingList = []

  init(_ page: Bytes) {
    for section in Document(page).sections where section.title == "Releases" {
      for line in section.body.lines {
        let cells = line.trimmed.split(separator: .pipe, omittingEmptySubsequences: false).map(\.trimmed)
        guard cells.count >= 6, cells[1] != "Release", cells[1].first != .dash else { continue }
        add(version: cells[1], date: cells[2], new: cells[3], last: cells[4])
      }
    }
  }

  private mutating func add(version: Bytes, date: Bytes, new: Bytes, last: Bytes) {
    guard let number = ReleaseNumber(version) else {
      return note(.unknownValue, version, "not a release: \"\(version)\"")
    }
    if let before = releases.last, let before = ReleaseNumber(before.version), before >= number {
      note(.contradiction, version, "release \(version) must come after \(releases[releases.count - 1].version)")
    }
    let day = PartialDate(date)
    if day == nil, !date.isEmpty { note(.badDate, date, "not a date: \"\(date)\"") }
    let row = releases.count
    releases.append((version, day, new != "not known"))
    for id in ids(new) {
      if lifetimes[id] != nil { note(.contradiction, new, "\(id) is new in two releases") }
      lifetimes[id] = (row, 0)
    }
    for id in ids(last) {
      if lifetimes[id] == nil { note(.contradiction, last, "\(id) is new in no release") }
      lifetimes[id]?.last = row + 1
    }
  }

  private mutating func ids(_ cell: Bytes) -> [RecordID] {
    guard cell != "none", cell != "not known" else { return [] }
    return cell.parts(by: .comma).compactMap { word in
      if let id = RecordID(word) { return id }
      note(.unknownValue, word, "not an id: \"\(word)\"")
      return nil
    }
  }

  private mutating func note(_ rule: Diagnostic.Rule, _ place: Bytes, _ reason: String) {
    findings.append(Finding(.warning, rule, at: place, reason))
  }

  /// The facts in the form that `ReleaseTimeline` reads; empty if the page has none.
  var image: [UInt8] {
    guard !releases.isEmpty else { return [] }
    var image: [UInt8] = []
    var strings: [UInt8] = []
    func append(_ numbers: [Int]) { for number in numbers { Table.append(number, to: &image) } }
    append([releases.count, lifetimes.count])
    for release in releases {
      let date = release.date
      append([
        strings.count, release.version.count, date?.year ?? 0, date?.month ?? 0, date?.day ?? 0,
        release.areRecordsKnown ? 1 : 0,
      ])
      strings += release.version
    }
    for (id, lifetime) in lifetimes.sorted(by: { $0.key < $1.key }) {
      append([Int(id.bits), lifetime.first, lifetime.last])
    }
    return image + strings
  }
}
