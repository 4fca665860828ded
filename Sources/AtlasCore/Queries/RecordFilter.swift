/// Conditions that narrow a list of records.
///
/// A record must meet every condition that is set; of the values of one condition, any suffices. nil sets no condition,
/// and an empty list of values is a condition that no record meets. A condition that only some kinds of record can meet
/// excludes records of the other kinds.
public struct RecordFilter: Sendable, Equatable {
  /// The kinds of record.
  public var kinds: [RecordKind]?
  /// Techniques of one of these tactics.
  public var tactics: [RecordID]?
  /// Techniques for one of these platforms: names, or unique prefixes of them, in any case.
  public var platforms: [String]?
  /// Techniques of one of these maturities.
  public var maturities: [Maturity]?
  /// Sub-techniques of one of these techniques.
  public var parents: [RecordID]?
  /// Only sub-techniques, or only techniques that are none.
  public var isSubtechnique: Bool?
  /// Only techniques with a mitigation, or only those without.
  public var hasMitigation: Bool?
  /// Whether a mitigation of the parent or of a sub-technique counts for `hasMitigation`.
  public var includesRelated = false
  /// Records that refer to one of these records of MITRE ATT&CK, or to a sub-technique of one.
  public var attackIDs: [AttackID]?
  /// Mitigations of one of these categories: names, or unique prefixes of them, in any case.
  public var categories: [String]?
  /// Mitigations for one of these lifecycle phases: names, or unique prefixes of them, in any case.
  public var phases: [String]?
  /// Case studies of one of these types.
  public var types: [CaseStudyType]?
  /// Case studies of an actor with one of these names, or with a word in the name that starts so.
  public var actors: [String]?
  /// Case studies of a target with one of these names, or with a word in the name that starts so.
  public var targets: [String]?
  /// Case studies that happened on this date or later.
  ///
  /// A partial date meets a bound that it may meet.
  public var since: PartialDate?
  /// Case studies that happened on this date or earlier.
  public var until: PartialDate?
  /// Records whose full name matches one of these patterns (the syntax of `Pattern`), in any case.
  public var namePatterns: [String]?
  /// Records that were modified on this date or later.
  public var modifiedSince: PartialDate?
  /// Records that were created on this date or later.
  public var createdSince: PartialDate?

  /// A filter that every record passes.
  public init() {}

  /// Whether no condition is set.
  public var isEmpty: Bool {
    var bare = self
    bare.includesRelated = false
    return bare == RecordFilter()
  }

  /// The kinds of record that can pass.
  public var possibleKinds: [RecordKind] {
    var possible = kinds ?? RecordKind.allCases
    func narrow(_ isSet: Bool, to kinds: RecordKind...) { if isSet { possible.removeAll { !kinds.contains($0) } } }
    let isOfTechniques = tactics != nil || platforms != nil || maturities != nil || parents != nil
    narrow(isOfTechniques || isSubtechnique != nil || hasMitigation != nil, to: .technique)
    narrow(attackIDs != nil, to: .tactic, .technique, .mitigation)
    narrow(categories != nil || phases != nil, to: .mitigation)
    let isOfCaseStudies = types != nil || actors != nil || targets != nil || since != nil || until != nil
    narrow(isOfCaseStudies, to: .caseStudy)
    return possible
  }
}

/// Why a filter cannot be applied to a knowledge base.
public enum FilterError: Error, Sendable {
  /// No value of the property is meant by the word; the values that there are.
  case unknownValue(RecordProperty, word: String, known: [String])
  /// Several values of the property are meant by the word, where it must be one.
  case ambiguousValue(RecordProperty, word: String, matches: [String])
  /// A pattern for names is not valid.
  case invalidPattern(PatternError)
}

/// A filter made ready for the records of one knowledge base.
package struct RecordTest {
  private let base: KnowledgeBase
  private let kinds: [RecordKind]
  /// Conditions that the index answers.
  private var known: [(RecordID) -> Bool] = []
  /// Conditions that only a record's page answers.
  private var read: [(Record) -> Bool] = []

  /// Whether the record meets all conditions; its page is read only when one of them needs it.
  package func passes(_ id: RecordID) -> Bool {
    guard kinds.contains(id.kind), known.allSatisfy({ $0(id) }) else { return false }
    if read.isEmpty { return true }
    guard let record = base.record(id) else { return false }
    return read.allSatisfy { $0(record) }
  }

  fileprivate init(_ filter: RecordFilter, in base: KnowledgeBase) throws(FilterError) {
    self.base = base
    kinds = filter.possibleKinds
    addKnown(filter)
    addRead(filter)
    try add(filter.platforms, .platform)
    try add(filter.categories, .category)
    try add(filter.phases, .phase)
    try add(filter.actors, .actor)
    try add(filter.targets, .target)
    if let patterns = filter.namePatterns { try addNames(patterns) }
  }

  private mutating func addKnown(_ filter: RecordFilter) {
    let base = base
    if let tactics = filter.tactics {
      known.append { id in base.tactics(of: id).contains { tactics.contains($0) } }
    }
    if let maturities = filter.maturities {
      known.append { id in base.maturity(of: id).map(maturities.contains) ?? false }
    }
    if let parents = filter.parents { known.append { $0.parent.map(parents.contains) ?? false } }
    if let isSubtechnique = filter.isSubtechnique { known.append { ($0.sub != nil) == isSubtechnique } }
    if let hasMitigation = filter.hasMitigation {
      let isWide = filter.includesRelated
      known.append { id in
        let family = [id] + (isWide ? base.relatives(of: id) : [])
        return family.contains { !base.uses(of: $0).isEmpty } == hasMitigation
      }
    }
  }

  private mutating func addRead(_ filter: RecordFilter) {
    if let ids = filter.attackIDs {
      read.append { record in
        record.details.attackReference.map { reference in ids.contains { $0.covers(reference.idBytes) } } ?? false
      }
    }
    if let types = filter.types {
      read.append { $0.details.caseStudy?.type.map(types.contains) ?? false }
    }
    func add(_ bound: PartialDate?, _ date: @escaping (Record) -> PartialDate?, isSince: Bool = true) {
      guard let bound else { return }
      read.append { record in
        date(record).map { isSince ? $0.mayBe(onOrAfter: bound) : $0.mayBe(onOrBefore: bound) } ?? false
      }
    }
    add(filter.since, { $0.details.caseStudy?.date })
    add(filter.until, { $0.details.caseStudy?.date }, isSince: false)
    add(filter.modifiedSince, \.modified)
    add(filter.createdSince, \.created)
  }

  private mutating func add(_ words: [String]?, _ property: RecordProperty) throws(FilterError) {
    guard let words else { return }
    let rows = base.ids().filter { property.kinds.contains($0.kind) }.map { id in
      (id: id, values: base.record(id).map(property.values(of:)) ?? [])
    }
    let all = Set(rows.flatMap(\.values)).sorted()
    var chosen: Set<Bytes> = []
    for word in words.flatMap({ RecordTest.words(in: $0, all, property) }) {
      let found = WordMatch.values(Bytes(copying: word), among: all, isOne: property.isClosed)
      if found.isEmpty { throw .unknownValue(property, word: word, known: all.map(\.string)) }
      if property.isClosed, found.count > 1 {
        throw .ambiguousValue(property, word: word, matches: found.map(\.string))
      }
      chosen.formUnion(found)
    }
    let ids = Set(rows.filter { row in row.values.contains(where: chosen.contains) }.map(\.id))
    known.append(ids.contains)
  }

  /// The words of a list with commas; names of people and products may contain commas themselves.
  private static func words(in word: String, _ values: [Bytes], _ property: RecordProperty) -> [String] {
    guard word.utf8.contains(UInt8(ascii: ",")),
      WordMatch.values(Bytes(copying: word), among: values, isOne: property.isClosed).isEmpty
    else { return [word] }
    return word.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private mutating func addNames(_ patterns: [String]) throws(FilterError) {
    var options = Pattern.Options()
    options.letterCase = .ignored
    let pattern: Pattern
    do throws(PatternError) {
      pattern = try Pattern(patterns.map { Bytes(copying: $0) }, options: options)
    } catch {
      throw .invalidPattern(error)
    }
    var scanner = PatternScanner(pattern)
    let ids = Set(base.ids().filter { scanner.isMatch(base.fullNameBytes(of: $0)) })
    known.append(ids.contains)
  }
}

extension RecordFilter {
  /// The filter made ready for the records of `base`.
  ///
  /// - Throws: when a word means no value of its property, or several, or a pattern is not valid.
  package func test(in base: KnowledgeBase) throws(FilterError) -> RecordTest { try RecordTest(self, in: base) }

  /// The records among `ids` that pass, in their order.
  public func filter(_ ids: [RecordID], in base: KnowledgeBase) throws(FilterError) -> [RecordID] {
    isEmpty ? ids : ids.filter(try test(in: base).passes)
  }
}
