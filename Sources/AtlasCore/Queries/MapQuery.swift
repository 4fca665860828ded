/// Which records of MITRE ATT&CK correspond to records of ATLAS, by the release and by a crosswalk of one's own.
public struct MapQuery: Sendable {
  /// What to map: ids or names of ATLAS, ids or URLs of ATT&CK, or subjects of the crosswalk; all rows when empty.
  public var words: [String]
  /// A crosswalk that is joined to the release.
  public var crosswalk: CrosswalkSheet?

  /// A query for `words`.
  public init(_ words: [String] = [], crosswalk: CrosswalkSheet? = nil) {
    self.words = words
    self.crosswalk = crosswalk
  }

  /// Maps the words in `base`.
  public func answer(in base: KnowledgeBase) -> MapAnswer {
    var mapper = Mapper(base, crosswalk)
    mapper.take(words)
    return mapper.answer
  }
}

/// The rows that a `MapQuery` found.
public struct MapAnswer: Sendable {
  /// A record of ATLAS, a record of ATT&CK, or both, that correspond.
  public struct Row: Sendable {
    /// The record of ATLAS; nil where a row of the crosswalk leads to none.
    public let id: RecordID?
    /// The id of the record of ATT&CK, or nil.
    public var attackID: String? { attack?.string }
    /// The key of the row of the crosswalk; nil for a correspondence of the release.
    public let subject: Bytes?
    /// The line of that row, from 1.
    public let line: Int?
    /// The check of the id in that row.
    public let verdict: Verdict.Kind?

    package let attack: Bytes?
    package let attackURL: Bytes?
  }

  /// A problem with a row of the crosswalk.
  public struct Problem: Sendable {
    /// The line of the crosswalk, from 1.
    public let line: Int
    /// The code point on the line, from 1.
    public let column: Int
    /// The kind of problem and a sentence without a period: `renamed: "…" was renamed in 2026.07; …`.
    public let sentence: String
  }

  /// The remarks about words, as sentences without a period.
  public package(set) var remarks: [String] = []
  /// The problems of the rows that were asked for, up to a maximum.
  public package(set) var problems: [Problem] = []
  /// The number of all problems of these rows.
  public package(set) var problemCount = 0
  /// Whether every word was found.
  public package(set) var isComplete = true

  /// Where a row comes from: a place in the map of the release, or a row of the crosswalk and its id at a place, nil for none.
  fileprivate enum Source {
    case release(UInt32)
    case crosswalk(row: UInt32, id: UInt32?)
  }

  fileprivate var sources: [Source] = []
  fileprivate let map: AttackMap
  fileprivate let sheet: CrosswalkSheet?

  /// The rows in the order of the words, or of the crosswalk; each is made on access.
  public var rows: LazyMapCollection<Range<Int>, Row> { sources.indices.lazy.map { row($0) } }

  /// Whether every word was found and no row of the crosswalk has a problem.
  public var isValid: Bool { isComplete && problemCount == 0 }

  private func row(_ index: Int) -> Row {
    switch sources[index] {
    case .release(let place):
      let pair = map.pairs[Int(place)]
      return Row(
        id: pair.id, subject: nil, line: nil, verdict: nil, attack: pair.attack.idBytes,
        attackURL: pair.attack.urlBytes)
    case .crosswalk(let number, let place):
      guard let row = sheet?.rows[Int(number)] else { preconditionFailure("a row of a crosswalk") }
      let checked = row.ids.isEmpty ? row.records.map { CrosswalkSheet.CheckedID(record: $0, verdict: .ok) } : row.ids
      let found = place.map { checked[Int($0)] }
      let attack = found?.record.flatMap(map.pair)?.attack
      return Row(
        id: found?.record, subject: row.subject, line: row.line, verdict: found?.verdict,
        attack: attack?.idBytes ?? row.attacks.first?.text, attackURL: attack?.urlBytes)
    }
  }
}

/// Collects the rows of an answer.
private struct Mapper {
  private let base: KnowledgeBase
  private let sheet: CrosswalkSheet?
  private let map: AttackMap
  private(set) var answer: MapAnswer

  init(_ base: KnowledgeBase, _ sheet: CrosswalkSheet?) {
    self.base = base
    self.sheet = sheet
    map = sheet?.map ?? AttackMap(of: base)
    answer = MapAnswer(map: map, sheet: sheet)
  }

  mutating func take(_ words: [String]) {
    if words.isEmpty { answer.sources = sheet == nil ? sources(map.pairs) : joined { _ in true } }
    for word in words { take(word) }
    // With words, only the problems of their rows are reported.
    let asked: Set<Int>? = words.isEmpty ? nil : Set(answer.sources.compactMap(\.row))
    guard let sheet else { return }
    var faults = sheet.faults[...]
    for (number, row) in sheet.rows.enumerated() {
      let own = faults.prefix { $0.row == number }
      faults = faults.dropFirst(own.count)
      if asked?.contains(number) != false { report(row, own) }
    }
  }

  private mutating func take(_ word: String) {
    if let attack = AttackID(attack: word), let found = pairs(with: attack) {
      answer.sources += sources(found)
      let ids = Set(found.map(\.id))
      answer.sources += joined { row in row.attacks.contains(attack) || row.records.contains(where: ids.contains) }
    } else if let subject = sheet?.rows.first(where: { $0.isAbout(word) })?.subject {
      answer.sources += joined { $0.subject == subject }
    } else if let attack = AttackID(attack: word), RecordID(word).map(base.contains) != true {
      answer.remarks.append("no record of \(base.releaseName) refers to \(attack)")
      answer.isComplete = false
    } else {
      takeRecords(word)
    }
  }

  private mutating func takeRecords(_ word: String) {
    let selection = LookupQuery([word]).answer(in: base)
    answer.remarks += selection.remarks.map(\.sentence)
    answer.isComplete = answer.isComplete && selection.isComplete
    for id in selection.ids {
      let pair = map.pair(of: id)
      let found = joined { $0.records.contains(id) }
      if pair == nil, found.isEmpty {
        answer.remarks.append("\(id) (\(base.fullNameBytes(of: id))) refers to no ATT&CK record in \(base.releaseName)")
      }
      answer.sources += (pair.map { sources([$0]) } ?? []) + found
    }
  }

  /// The correspondences with a record of ATT&CK, or those with its technique where it has none itself.
  private mutating func pairs(with attack: AttackID) -> [AttackMap.Pair]? {
    let found = map.pairs(with: attack)
    if !found.isEmpty { return found }
    guard let technique = attack.technique else { return nil }
    let wide = map.pairs.filter { $0.attack.idBytes == technique.text }
    guard !wide.isEmpty else { return nil }
    answer.remarks.append("no record of \(base.releaseName) refers to \(attack), but to its technique \(technique)")
    return wide
  }

  private func sources(_ pairs: [AttackMap.Pair]) -> [MapAnswer.Source] {
    pairs.compactMap { map.index(of: $0.id) }.map { .release(UInt32($0)) }
  }

  private func joined(_ isWanted: (CrosswalkSheet.Row) -> Bool) -> [MapAnswer.Source] {
    guard let sheet else { return [] }
    var sources: [MapAnswer.Source] = []
    sources.reserveCapacity(sheet.rows.count)
    for (number, row) in sheet.rows.enumerated() where isWanted(row) {
      let count = row.ids.isEmpty ? row.records.count : row.ids.count
      if count == 0 { sources.append(.crosswalk(row: UInt32(number), id: nil)) }
      for place in 0..<count { sources.append(.crosswalk(row: UInt32(number), id: UInt32(place))) }
    }
    return sources
  }

  /// Reports the problems of a row.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - faults: why its ids are wrong; those beyond the maximum of the sheet are missing.
  private mutating func report(_ row: CrosswalkSheet.Row, _ faults: ArraySlice<CrosswalkSheet.Fault>) {
    for fault in faults { report(fault.place.line, fault.place.column, "\(fault.kind): \(fault.sentence)") }
    for id in row.ids.filter({ $0.verdict != .ok }).dropFirst(faults.count) {
      report(row.line, 1, "\(id.verdict): run atlas scan for the reason")
    }
    if let count = row.oddCount {
      report(row.line, 1, "ragged: \(count) cells instead of the \(sheet?.columnCount ?? 0) of the header")
    }
    if row.records.isEmpty, row.ids.isEmpty {
      let subject = row.subject.isEmpty ? "the row" : Sanitize.quoted(row.subject.string)
      // Without AML., an id of ATLAS is taken for one of ATT&CK.
      let meant = row.attacks.lazy.compactMap { RecordID($0.text) }.first(where: base.contains)
      report(
        row.line, 1,
        "unresolved: \(subject) leads to no record of \(base.releaseName)"
          + (meant.map { "; did you mean \($0) (\(base.fullNameBytes(of: $0)))?" } ?? ""))
    }
  }

  private mutating func report(_ line: Int, _ column: Int, _ sentence: String) {
    answer.problemCount += 1
    guard answer.problems.count < CrosswalkSheet.maximumProblems else { return }
    answer.problems.append(MapAnswer.Problem(line: line, column: column, sentence: sentence))
  }
}

extension MapAnswer.Source {
  /// The row of the crosswalk; nil for a correspondence of the release.
  fileprivate var row: Int? {
    guard case .crosswalk(let row, _) = self else { return nil }
    return Int(row)
  }
}

extension CrosswalkSheet.Row {
  /// Whether the row is about `word`, in any case.
  fileprivate func isAbout(_ word: String) -> Bool {
    !subject.isEmpty && subject.equals(ignoringCase: Bytes(copying: word).trimmed)
  }
}

extension AttackID {
  /// Reads an id of ATT&CK, or its official URL.
  fileprivate init?(attack word: String) {
    var rest = Bytes(copying: word).trimmed
    if rest.eat("https://attack.mitre.org/") || rest.eat("http://attack.mitre.org/") {
      let parts = rest.split(separator: UInt8(ascii: "/")).map(\.string)
      guard parts.count >= 2 else { return nil }
      self.init(parts.dropFirst().joined(separator: "."))
    } else {
      self.init(rest)
    }
  }

  /// The technique of a sub-technique.
  fileprivate var technique: AttackID? {
    text.firstIndex(of: UInt8(ascii: ".")).flatMap { AttackID(text[text.startIndex..<$0]) }
  }
}
