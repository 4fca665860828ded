import AtlasCore

/// The keys of a record in machine formats, in the order of the contract, and how each comes to its value.
struct Field: Sendable {
  let name: StaticString
  /// The kinds of record that have the key; nil for all.
  var kinds: [RecordKind]?
  let value: @Sendable (Subject) -> Value?

  /// The record that a field is asked about.
  struct Subject: Sendable {
    let base: KnowledgeBase
    let record: Record
    /// How the record came into a list that was narrowed to those related to others.
    var links: [RelatedRecord.Path]?
    /// How many of the records asked for it is related to.
    var matches: Int?
    /// How well the record answers a question.
    var ranked: RankedRecord?
    /// How a layer marks the record.
    var mark: MatrixMark?

    var id: RecordID { record.id }
  }

  init(
    _ name: StaticString, of kinds: RecordKind..., value: @escaping @Sendable (Subject) -> Value?
  ) {
    self.name = name
    self.kinds = kinds.isEmpty ? nil : kinds
    self.value = value
  }

  func isOf(_ kind: RecordKind) -> Bool { kinds?.contains(kind) ?? true }

  /// The whole record as an object.
  static func object(_ subject: Subject) -> Value {
    .object(
      (all + links + ranks + marks).compactMap { field in
        guard field.isOf(subject.id.kind), let value = field.value(subject) else { return nil }
        return (field.name, value)
      })
  }
}

extension Field {
  static let all: [Field] = common + tactic + technique + mitigation + caseStudy + later

  private static let common: [Field] = [
    Field("id") { .id($0.id) },
    Field("kind") { .text($0.id.kind.name) },
    Field("name") { .string($0.record.nameBytes) },
    Field("fullName") { .string($0.base.fullNameBytes(of: $0.id)) },
    Field("slug") { .string($0.record.slugBytes) },
    Field("description") { .portable($0.record.descriptionBytes, $0.base) },
    Field("wording") { .text($0.record.wording.rawValue) },
    Field("url") { .text($0.record.url) },
    Field("file") { .string($0.record.fileBytes) },
    Field("created") { .date($0.record.created) },
    Field("modified") { .date($0.record.modified) },
    Field("references") { subject in
      .array(
        subject.record.references.map {
          .object([("title", $0.title.isEmpty ? .null : .string($0.titleBytes)), ("url", .string($0.urlBytes))])
        })
    },
    Field("release") { $0.record.isOfficial ? .string($0.base.release.versionBytes) : .null },
    Field("stub") { .bool($0.record.isStub) },
  ]

  /// The key is at another place in each kind.
  private static func attackReference(of kind: RecordKind) -> Field {
    Field("attackReference", of: kind) { subject in
      guard let reference = subject.record.details.attackReference else { return .null }
      return .object([("id", .string(reference.idBytes)), ("url", .string(reference.urlBytes))])
    }
  }

  private static let tactic: [Field] = [
    Field("position", of: .tactic) { .number($0.base.position(of: $0.id)) },
    attackReference(of: .tactic),
    Field("techniques", of: .tactic) { subject in
      .array(
        subject.base.techniques(of: subject.id).map {
          .named($0, subject.base, [("maturity", .string(subject.base.maturity(of: $0)?.word))])
        })
    },
    Field("caseStudies", of: .tactic) { subject in
      .array(subject.base.caseStudies(of: subject.id).map { .named($0, subject.base) })
    },
  ]

  private static let technique: [Field] = [
    Field("maturity", of: .technique) { .string($0.record.details.technique?.maturity?.word) },
    Field("platforms", of: .technique) { .strings($0.record.details.technique?.platformsBytes ?? []) },
    attackReference(of: .technique),
    Field("parent", of: .technique) { subject in
      subject.base.parent(of: subject.id).map { .named($0, subject.base) } ?? .null
    },
    Field("subtechniques", of: .technique) { subject in
      .array(subject.base.subtechniques(of: subject.id).map { .named($0, subject.base) })
    },
    Field("tactics", of: .technique) { subject in
      .array(subject.base.tactics(of: subject.id).map { .named($0, subject.base) })
    },
    Field("mitigations", of: .technique) { subject in
      .array(
        subject.base.uses(of: subject.id).map {
          .named($0.source, subject.base, [("use", .portable($0.textBytes, subject.base))])
        })
    },
    Field("caseStudies", of: .technique) { subject in
      let steps = subject.base.steps(of: subject.id)
      return .array(
        subject.base.caseStudies(of: subject.id).map { study in
          let own: [Value] = steps.filter { $0.source == study }.map { step in
            .object([
              ("number", .number(step.number)), ("tactic", .id(step.tactic)),
              ("text", .portable(step.textBytes, subject.base)),
            ])
          }
          return .named(study, subject.base, [("steps", .array(own))])
        })
    },
  ]

  private static let mitigation: [Field] = [
    Field("categories", of: .mitigation) { .strings($0.record.details.mitigation?.categoriesBytes ?? []) },
    Field("lifecycle", of: .mitigation) { .strings($0.record.details.mitigation?.lifecycleBytes ?? []) },
    attackReference(of: .mitigation),
    Field("adapted", of: .mitigation) { .bool($0.record.details.mitigation?.isAdapted ?? false) },
    Field("techniques", of: .mitigation) { subject in
      .array(
        subject.base.uses(of: subject.id).map {
          .named($0.target, subject.base, [("use", .portable($0.textBytes, subject.base))])
        })
    },
  ]

  private static let caseStudy: [Field] = [
    Field("type", of: .caseStudy) { .text($0.record.details.caseStudy?.type?.rawValue) },
    Field("date", of: .caseStudy) { .date($0.record.details.caseStudy?.date) },
    Field("dateGranularity", of: .caseStudy) {
      .text($0.record.details.caseStudy?.date?.granularity.rawValue)
    },
    Field("actor", of: .caseStudy) { .string($0.record.details.caseStudy?.actorBytes) },
    Field("target", of: .caseStudy) { .string($0.record.details.caseStudy?.targetBytes) },
    Field("reporter", of: .caseStudy) { .string($0.record.details.caseStudy?.reporterBytes) },
    Field("steps", of: .caseStudy) { subject in
      .array(
        subject.base.steps(of: subject.id).map { step in
          .object([
            ("number", .number(step.number)), ("tactic", step.tactic.map { .named($0, subject.base) } ?? .null),
            ("technique", .named(step.target, subject.base)), ("text", .portable(step.textBytes, subject.base)),
          ])
        })
    },
  ]

  /// Keys that later versions added.
  private static let later: [Field] = [
    Field("since") { .string($0.record.firstRelease?.latest.versionBytes) }
  ]

  /// How a record answers a question: its score in hundredths, and the line that says most.
  static let ranks: [Field] = [
    Field("score") { subject in subject.ranked.map { .number(Int(($0.score * 100).rounded())) } },
    Field("line") { subject in subject.ranked.map { .string($0.bestLine.readable) } },
  ]

  /// How a layer marks a technique.
  static let marks: [Field] = [
    Field("tactic") { subject in subject.mark.map { .id($0.tactic) } },
    Field("score") { subject in subject.mark.map { .score($0.score) } },
    Field("category") { subject in subject.mark.map { .text($0.category?.rawValue) } },
    Field("comment") { subject in subject.mark.map { .string($0.comment.map { Bytes(copying: $0) }) } },
  ]

  /// How a record came into a list with `--for`.
  static let links: [Field] = [
    Field("for", value: ways), Field("matches") { subject in subject.matches.map { .number($0) } },
  ]

  /// How much a case study is like an incident, and the steps that match.
  static let similarity: [Field] = links + [ranks[0]]

  @Sendable private static func ways(_ subject: Subject) -> Value? {
    guard let links = subject.links else { return nil }
    func reference(_ id: RecordID?) -> Value { id.map { .named($0, subject.base) } ?? .null }
    let ways = links.map { link -> Value in
      let relation = link.relation
      let more: [(key: StaticString, value: Value)] = [
        ("through", reference(link.through)), ("related", reference(link.rolledUp)),
        ("number", .number(relation?.number)), ("tactic", .id(relation?.tactic)),
        ("text", .portable(relation?.textBytes, subject.base)),
      ]
      return .named(link.origin, subject.base, more)
    }
    return .array(ways)
  }
}
