import AtlasCore

/// The filters that there are.
extension Filter {
  /// Those that ask something of records of at least one of the kinds, in the order in which help lists them.
  static func all(of kinds: [RecordKind]) -> [Filter] {
    all.filter { filter in filter.kinds.contains { kinds.contains($0) } }
  }

  static let all: [Filter] = [
    tactic, platform, maturity, parent, sub, mitigated, attack, category, phase, type, actor, target, since, until,
    name, modifiedSince, createdSince,
  ]

  /// Goes with commands that list several kinds.
  static let kind = Filter(flags: [.kind], kinds: RecordKind.allCases) { invocation, _, _ throws(Failure) in
    let names = invocation.values(of: .kind)
    return Test(known: { names.contains($0.kind.name) })
  }

  // MARK: Techniques

  static let tactic = related(.tactic, by: .tactic, of: [.technique]) { id, tactics, base in
    base.tactics(of: id).contains { tactics.contains($0) }
  }
  static let platform = values(.platform, .platform)
  static let maturity = Filter(flags: [.maturity], kinds: [.technique]) { invocation, base, _ throws(Failure) in
    let words = invocation.values(of: .maturity)
    return Test(known: { id in base.maturity(of: id).map { words.contains($0.rawValue) } ?? false })
  }
  static let parent = related(.parent, by: .technique, of: [.technique]) { id, parents, _ in
    id.parent.map { parents.contains($0) } ?? false
  }
  static let sub = either(.sub, .noSub, of: [.technique]) { id, _, _ in id.sub != nil }
  static let mitigated = either(.hasMitigation, .noMitigation, of: [.technique]) { id, base, invocation in
    let family = invocation.has(.includeRelated) ? base.relatives(of: id) : []
    return ([id] + family).contains { !base.uses(of: $0).isEmpty }
  }
  static let attack = Filter(
    flags: [.attack], kinds: [.technique, .tactic, .mitigation]
  ) { invocation, _, _ throws(Failure) in
    let ids = try invocation.values(of: .attack).map { word throws(Failure) in
      guard let id = AttackID(word) else {
        throw invocation.command.misuse(
          "--attack takes the id of an ATT&CK record such as T1078, not \(Sanitize.quoted(word))")
      }
      return id
    }
    return Test(read: { record in
      guard let reference = record.details.attackReference else { return false }
      return ids.contains { $0.covers(reference.id) }
    })
  }

  // MARK: Mitigations

  static let category = values(.category, .category)
  static let phase = values(.phase, .phase)

  // MARK: Case studies

  static let type = Filter(flags: [.type], kinds: [.caseStudy]) { invocation, _, _ throws(Failure) in
    let words = invocation.values(of: .type)
    return Test(read: { record in record.details.caseStudy?.type.map { words.contains($0.rawValue) } ?? false })
  }
  static let actor = values(.actor, .actor)
  static let target = values(.target, .target)
  static let since = date(.since, of: [.caseStudy], date: { $0.details.caseStudy?.date }, fits: DateRange.isSince)
  static let until = date(.until, of: [.caseStudy], date: { $0.details.caseStudy?.date }, fits: DateRange.isUntil)

  // MARK: All kinds

  /// By a pattern, as `atlas search` reads it, in any case.
  static let name = Filter(flags: [.name], kinds: RecordKind.allCases) { invocation, base, _ throws(Failure) in
    var options = Pattern.Options()
    options.letterCase = .ignored
    let pattern: Pattern
    do throws(PatternError) {
      pattern = try Pattern(invocation.values(of: .name).map { Bytes(copying: $0) }, options: options)
    } catch {
      throw invocation.command.misuse("--name: \(error)")
    }
    var scanner = Scanner(pattern)
    let ids = Set(base.ids().filter { scanner.isMatch(base.fullName(of: $0)) })
    return Test(known: { ids.contains($0) })
  }
  static let modifiedSince = date(
    .modifiedSince, of: RecordKind.allCases, date: { $0.modified }, fits: DateRange.isSince)
  static let createdSince = date(
    .createdSince, of: RecordKind.allCases, date: { $0.created }, fits: DateRange.isSince)
}
