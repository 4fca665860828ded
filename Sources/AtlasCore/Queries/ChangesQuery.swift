/// Which records are new, renamed or retired since a date or after a release, as far as one release can say.
public struct ChangesQuery: Sendable {
  /// The only record to list the changes of; nil for all records.
  public var id: RecordID?

  private let start: Start
  /// The knowledge base with the facts about all releases.
  private let known: KnowledgeBase

  private enum Start {
    /// From that date on.
    case date(PartialDate)
    /// After the release of that date.
    case release(PartialDate)
  }

  /// A query for the changes since a date or after a release; nil if the word is neither.
  ///
  /// - Parameters:
  ///   - word: a date such as `2025`, or a release that is known.
  ///   - known: the knowledge base with the facts about all releases.
  public init?(since word: String, known: KnowledgeBase) {
    self.known = known
    if let date = known.timeline.release(word)?.date {
      start = .release(date)
    } else if let date = PartialDate(word) {
      start = .date(date)
    } else {
      return nil
    }
  }

  /// The changes up to the release of `base`, in the order in which they came.
  public func answer(in base: KnowledgeBase) -> ChangesAnswer {
    let timeline = known.timeline
    var changes = recorded(in: base)
    for id in timeline.ids {
      guard let first = timeline.firstRelease(of: id), let name = name(of: id, in: base) else { continue }
      changes.append(
        ReleaseChange(id: id, name: name, releaseBytes: first.latest.versionBytes, date: first.latest.date, kind: .new))
    }
    // Records of a release that is newer than the facts.
    let version = base.release.versionBytes ?? .empty
    if let number = ReleaseNumber(version), timeline.release(version.string) == nil,
      timeline.entries.allSatisfy({ ReleaseNumber($0.versionBytes).map { $0 < number } ?? true })
    {
      for id in base.ids() where timeline.firstRelease(of: id) == nil && !base.isStub(id) {
        changes.append(
          ReleaseChange(
            id: id, name: base.fullNameBytes(of: id), releaseBytes: version, date: base.release.date, kind: .new))
      }
    }
    let end = base.release.date ?? timeline.release(version.string)?.date
    let kept = changes.filter { change in
      (id == nil || change.id == id) && includes(change.date) && end.map { change.date ?? $0 <= $0 } ?? true
    }
    let oldest = kept.compactMap { ReleaseNumber($0.releaseBytes) }.min()
    return ChangesAnswer(
      changes: kept.sorted { $0.order < $1.order },
      unknownReleases: timeline.entries.filter { entry in
        guard !entry.areRecordsKnown, let oldest, let number = ReleaseNumber(entry.versionBytes) else { return false }
        return includes(entry.date) && (end.map { entry.date ?? $0 <= $0 } ?? true) && number >= oldest
      }.map(\.version))
  }

  /// The renamed and retired records: those that the pages of the release record, or else the known ones.
  private func recorded(in base: KnowledgeBase) -> [ReleaseChange] {
    let own = base.history.changes
    return (own.isEmpty ? known.history.changes : own).map { change in
      let kind: ReleaseChange.Kind =
        switch change.outcome {
        case .renamed(let name): .renamed(to: name)
        case .retired(let into): .retired(into: into)
        }
      return ReleaseChange(
        id: change.id, name: change.nameBytes, releaseBytes: change.releaseBytes,
        date: known.timeline.date(of: change.releaseBytes), kind: kind)
    }
  }

  /// The name of a record, also of one that the release does not have any more.
  private func name(of id: RecordID, in base: KnowledgeBase) -> Bytes? {
    for base in [base, known] where base.contains(id) { return base.fullNameBytes(of: id) }
    return known.history.retirement(of: id)?.change.nameBytes
  }

  private func includes(_ date: PartialDate?) -> Bool {
    guard let date else { return false }
    switch start {
    case .release(let start): return start < date
    case .date(let start):
      // A month can overlap the range.
      let last = (date.year, date.month ?? 12, date.day ?? 31)
      return (start.year, start.month ?? 1, start.day ?? 1) <= last
    }
  }
}

/// The changes that a `ChangesQuery` found.
public struct ChangesAnswer: Sendable {
  /// The changes, the oldest first.
  public let changes: [ReleaseChange]
  /// The releases in that time whose records are not known, so that records which were new in them are listed under a
  /// later one.
  public let unknownReleases: [String]
}

/// A record that is new, renamed or retired in a release.
public struct ReleaseChange: Sendable {
  /// The kinds of changes.
  public enum Kind: Sendable, Equatable {
    /// ATLAS has the record since the release.
    case new
    /// The record was renamed.
    case renamed(to: Bytes)
    /// The id was retired; its content is in these records, or in none.
    case retired(into: [RecordID])
  }

  /// The record.
  public let id: RecordID
  /// Its name: before the change, if it was renamed.
  public let name: Bytes
  /// The release: a version, or a month such as `2025.04`.
  public var release: String { releaseBytes.string }
  /// The date of the release, if it is known.
  public let date: PartialDate?
  /// What changed.
  public let kind: Kind

  package let releaseBytes: Bytes

  init(id: RecordID, name: Bytes, releaseBytes: Bytes, date: PartialDate?, kind: Kind) {
    self.id = id
    self.name = name
    self.releaseBytes = releaseBytes
    self.date = date
    self.kind = kind
  }

  /// By date; on one date new records come first, then renamed and retired ones, each by id.
  fileprivate var order: (Int, Int, Int, Int, RecordID) {
    let rank =
      switch kind {
      case .new: 0
      case .renamed: 1
      case .retired: 2
      }
    return (date?.year ?? .max, date?.month ?? 0, date?.day ?? 0, rank, id)
  }
}
