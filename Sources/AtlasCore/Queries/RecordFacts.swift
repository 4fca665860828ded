/// The fields of a record that a comparison compares, each with its name in machine formats.
struct RecordFacts {
  let name: Bytes
  let wording: Wording
  let facts: [(name: StaticString, value: Bytes)]

  /// The fields of a record; nil when the knowledge base does not have it.
  init?(_ id: RecordID, of base: KnowledgeBase) {
    guard let record = base.record(id) else { return nil }
    name = base.fullNameBytes(of: id)
    wording = record.wording
    var facts: [(StaticString, Bytes)] = [
      ("name", record.nameBytes), ("slug", record.slugBytes ?? .empty), ("description", record.descriptionBytes),
      ("created", RecordFacts.date(record.created)), ("modified", RecordFacts.date(record.modified)),
      ("references", RecordFacts.lines(record.references.map { [$0.titleBytes, $0.urlBytes ?? .empty] })),
    ]
    switch record.details {
    case .tactic(let tactic):
      facts.append(("position", RecordFacts.number(tactic.position)))
      facts.append(("attackReference", RecordFacts.attack(tactic.attackReference)))
    case .technique(let technique):
      facts.append(("maturity", technique.maturity?.word ?? .empty))
      facts.append(("platforms", RecordFacts.list(technique.platformsBytes)))
      facts.append(("attackReference", RecordFacts.attack(technique.attackReference)))
    case .mitigation(let mitigation):
      facts.append(("categories", RecordFacts.list(mitigation.categoriesBytes)))
      facts.append(("lifecycle", RecordFacts.list(mitigation.lifecycleBytes)))
      facts.append(("attackReference", RecordFacts.attack(mitigation.attackReference)))
      facts.append(("isAdapted", mitigation.isAdapted ? "yes" : .empty))
    case .caseStudy(let study):
      facts.append(("type", Bytes(copying: study.type?.rawValue ?? "")))
      facts.append(("date", RecordFacts.date(study.date)))
      facts.append(("actor", study.actorBytes ?? .empty))
      facts.append(("target", study.targetBytes ?? .empty))
      facts.append(("reporter", study.reporterBytes ?? .empty))
    }
    facts.append(("stub", record.isStub ? "yes" : .empty))
    self.facts = facts
  }

  private static func date(_ date: PartialDate?) -> Bytes { date.map { Bytes(copying: $0.iso) } ?? .empty }

  private static func number(_ number: Int?) -> Bytes { number.map { Bytes(copying: String($0)) } ?? .empty }

  private static func list(_ texts: [Bytes]) -> Bytes { Bytes(copying: Array(texts.joined(separator: ", ".utf8))) }

  private static func attack(_ reference: AttackReference?) -> Bytes {
    reference.map { lines([[$0.idBytes, $0.urlBytes ?? .empty]]) } ?? .empty
  }

  /// A line for each list of parts, with spaces between the parts.
  private static func lines(_ lines: [[Bytes]]) -> Bytes {
    let joined = lines.map { Array($0.filter { !$0.isEmpty }.joined(separator: " ".utf8)) }
    return Bytes(copying: Array(joined.joined(separator: "\n".utf8)))
  }
}
