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
    /// The row of the crosswalk, or nil for a correspondence of the release.
    public package(set) var source: CrosswalkSheet.Row?
    /// The check of the id in that row.
    public package(set) var verdict: Verdict.Kind?

    package let attack: Bytes?
    package var attackURL: Bytes?

    init(
      id: RecordID?, attack: Bytes?, attackURL: Bytes? = nil, source: CrosswalkSheet.Row? = nil,
      verdict: Verdict.Kind? = nil
    ) {
      self.id = id
      self.attack = attack
      self.attackURL = attackURL
      self.source = source
      self.verdict = verdict
    }

    init(_ pair: AttackMap.Pair) {
      self.init(id: pair.id, attack: pair.attack.idBytes, attackURL: pair.attack.urlBytes)
    }
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

  /// The rows in the order of the words, or of the crosswalk.
  public package(set) var rows: [Row] = []
  /// The remarks about words, as sentences without a period.
  public package(set) var remarks: [String] = []
  /// The problems of the rows that were asked for.
  public package(set) var problems: [Problem] = []
  /// Whether every word was found.
  public package(set) var isComplete = true
  /// The URLs of the records of ATT&CK that records of ATLAS refer to.
  package let urls: [RecordID: Bytes]

  /// Whether every word was found and no row of the crosswalk has a problem.
  public var isValid: Bool { isComplete && problems.isEmpty }
}

/// Collects the rows of an answer.
private struct Mapper {
  private let base: KnowledgeBase
  private let sheet: CrosswalkSheet?
  private let crosswalk: AttackMap
  private(set) var answer: MapAnswer

  init(_ base: KnowledgeBase, _ sheet: CrosswalkSheet?) {
    self.base = base
    self.sheet = sheet
    crosswalk = AttackMap(of: base)
    answer = MapAnswer(
      urls: Dictionary(
        crosswalk.pairs.compactMap { pair in pair.attack.urlBytes.map { (pair.id, $0) } },
        uniquingKeysWith: { first, _ in first }))
  }

  mutating func take(_ words: [String]) {
    if words.isEmpty { answer.rows = sheet == nil ? crosswalk.pairs.map { MapAnswer.Row($0) } : joined { _ in true } }
    for word in words { take(word) }
    // With words, only the problems of their rows are reported.
    let lines = words.isEmpty ? nil : Set(answer.rows.compactMap(\.source?.line))
    for row in sheet?.rows ?? [] where lines?.contains(row.line) != false { answer.problems += problems(of: row) }
  }

  private mutating func take(_ word: String) {
    if let attack = AttackID(attack: word), let found = pairs(with: attack) {
      answer.rows += found
      let ids = Set(found.compactMap(\.id))
      answer.rows += joined { row in row.attacks.contains(attack) || row.records.contains(where: ids.contains) }
    } else if let subject = sheet?.rows.first(where: { $0.isAbout(word) })?.subject {
      answer.rows += joined { $0.subject == subject }
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
      let pair = crosswalk.pair(of: id)
      let found = joined { $0.records.contains(id) }
      if pair == nil, found.isEmpty {
        answer.remarks.append("\(id) (\(base.fullNameBytes(of: id))) refers to no ATT&CK record in \(base.releaseName)")
      }
      answer.rows += (pair.map { [MapAnswer.Row($0)] } ?? []) + found
    }
  }

  /// The correspondences with a record of ATT&CK, or those with its technique where it has none itself.
  private mutating func pairs(with attack: AttackID) -> [MapAnswer.Row]? {
    let found = crosswalk.pairs(with: attack)
    if !found.isEmpty { return found.map { MapAnswer.Row($0) } }
    guard let technique = attack.technique else { return nil }
    let wide = crosswalk.pairs.filter { $0.attack.idBytes == technique.text }
    guard !wide.isEmpty else { return nil }
    answer.remarks.append("no record of \(base.releaseName) refers to \(attack), but to its technique \(technique)")
    return wide.map { MapAnswer.Row($0) }
  }

  private func joined(_ isWanted: (CrosswalkSheet.Row) -> Bool) -> [MapAnswer.Row] {
    (sheet?.rows ?? []).filter(isWanted).flatMap { row -> [MapAnswer.Row] in
      let attack = row.attacks.first?.text
      guard !row.citations.isEmpty else {
        if row.records.isEmpty { return [MapAnswer.Row(id: nil, attack: attack, source: row)] }
        return row.records.map { id in
          MapAnswer.Row(id: id, attack: crosswalk.pair(of: id)?.attack.idBytes ?? attack, source: row, verdict: .ok)
        }
      }
      return row.citations.map { citation in
        let id = citation.record
        return MapAnswer.Row(
          id: id, attack: id.flatMap { crosswalk.pair(of: $0)?.attack.idBytes } ?? attack, source: row,
          verdict: citation.verdict.kind)
      }
    }
  }

  private func problems(of row: CrosswalkSheet.Row) -> [MapAnswer.Problem] {
    var problems = row.citations.filter { $0.verdict.kind != .ok }.map { citation in
      MapAnswer.Problem(
        line: citation.place.line, column: citation.place.column,
        sentence: "\(citation.verdict.kind): \(citation.sentence(in: base))")
    }
    func add(_ sentence: String) {
      problems.append(MapAnswer.Problem(line: row.line, column: 1, sentence: sentence))
    }
    if let count = row.oddCount {
      add("ragged: \(count) cells instead of the \(sheet?.columnCount ?? 0) of the header")
    }
    if row.records.isEmpty, row.citations.isEmpty {
      let subject = row.subject.isEmpty ? "the row" : Sanitize.quoted(row.subject.string)
      // Without AML., an id of ATLAS is taken for one of ATT&CK.
      let meant = row.attacks.lazy.compactMap { RecordID($0.text) }.first(where: base.contains)
      add(
        "unresolved: \(subject) leads to no record of \(base.releaseName)"
          + (meant.map { "; did you mean \($0) (\(base.fullNameBytes(of: $0)))?" } ?? ""))
    }
    return problems
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
