import AtlasCore

/// The filters, in the order in which help lists them.
extension Filter {
  static let all: [Filter] = [
    tactic, platform, maturity, parent, sub, mitigated, attack, category, phase, type, actor, target, since, until,
    name, modifiedSince, createdSince,
  ]

  /// The filters that records of at least one of the kinds can pass.
  static func all(of kinds: [RecordKind]) -> [Filter] {
    all.filter { filter in filter.kinds.contains { kinds.contains($0) } }
  }

  /// For commands that list several kinds.
  static let kind = values(.kind, of: RecordKind.allCases) { filter, values in
    filter.kinds = RecordKind.allCases.filter { values.contains($0.name) }
  }

  // MARK: Techniques

  static let tactic = related(.tactic, by: .tactic, \.tactics)
  static let platform = property(.platform, .platform, \.platforms)
  static let maturity = values(.maturity, of: [.technique]) { filter, values in
    filter.maturities = values.compactMap { Maturity(rawValue: $0) }
  }
  static let parent = related(.parent, by: .technique, \.parents)
  static let sub = either(.sub, .noSub, \.isSubtechnique)
  static let mitigated = either(.hasMitigation, .noMitigation, \.hasMitigation)
  static let attack = Filter(flags: [.attack], kinds: RecordProperty.attack.kinds) {
    filter, invocation, _, _ throws(Failure) in
    filter.attackIDs = try invocation.values(of: .attack).flatMap { $0.split(separator: ",") }
      .map { word throws(Failure) in
        if let id = AttackID(String(word)) { return id }
        throw invocation.command.misuse(
          "--attack takes the id of an ATT&CK record such as T1078, not \(Sanitize.quoted(String(word)))")
      }
    return true
  }

  // MARK: Mitigations

  static let category = property(.category, .category, \.categories)
  static let phase = property(.phase, .phase, \.phases)

  // MARK: Case studies

  static let type = values(.type, of: [.caseStudy]) { filter, values in
    filter.types = values.compactMap { CaseStudyType(rawValue: $0) }
  }
  static let actor = property(.actor, .actor, \.actors)
  static let target = property(.target, .target, \.targets)
  static let since = date(.since, of: [.caseStudy], \.since)
  static let until = date(.until, of: [.caseStudy], \.until)

  // MARK: All kinds

  static let name = values(.name, of: RecordKind.allCases) { filter, values in filter.namePatterns = values }
  static let modifiedSince = date(.modifiedSince, of: RecordKind.allCases, \.modifiedSince)
  static let createdSince = date(.createdSince, of: RecordKind.allCases, \.createdSince)
}
