/// Reads format 6: maps of records by id, and a separate map of relations.
extension ReleaseReader {
  mutating func readFormat6(_ root: YAMLValue) throws(ReleaseError) {
    for (key, value) in root.pairs {
      switch key.text ?? .empty {
      case "format-version", "relationships": break
      case "x-history": try readHistory(value)
      case "collection": release.collection = try part(value, "collection", others: [])
      case "matrix": release.matrix = try part(value, "matrix", others: [])
      case let name:
        guard let kind = RecordKind.allCases.first(where: { Bytes(copying: $0.plural) == name }) else {
          leaveOut(key, value, of: "file")
          continue
        }
        for (id, record) in try pairs(value, name) {
          if let unknown = ReleaseReader.unknownKind(of: id.text ?? .empty) {
            leaveOut(.records, unknown, at: id, "unknown kind of record among the \(kind.plural)")
          } else {
            try readRecord(kind, record, key: id)
          }
        }
      }
    }
    if let relationships = root["relationships"] { try readRelations(relationships) }
  }

  private mutating func readRelations(_ value: YAMLValue) throws(ReleaseError) {
    var relations = Format6Relations(release)
    for (source, groups) in try pairs(value, "relationships") {
      for (type, list) in try pairs(groups, "relationships") {
        let name = type.text ?? .empty
        let from = YAMLError.excerpt(source.text ?? .empty)
        guard list.kind == .list, let ends = ReleaseReader.ends(of: name) else {
          leaveOut(list, YAMLError.excerpt(name), type, from: from)
          continue
        }
        if let kind = ends.source, let unknown = unknownRelation(name, "from", source, expected: kind) {
          leaveOut(list, unknown, type, from: from)
          continue
        }
        for relation in list.elements { try read(relation, name, from: source, to: ends.target, into: &relations) }
      }
    }
    try relations.finish(&self)
  }

  /// The kinds of record that a type of relation connects, with nil for the matrix; nil for an unknown type.
  private static func ends(of type: Bytes) -> (source: RecordKind?, target: RecordKind)? {
    switch type {
    case "sequences": (nil, .tactic)
    case "achieves": (.technique, .tactic)
    case "specializes": (.technique, .technique)
    case "mitigates": (.mitigation, .technique)
    case "employs": (.caseStudy, .technique)
    default: nil
    }
  }

  private mutating func read(
    _ value: YAMLValue, _ name: Bytes, from source: YAMLValue, to kind: RecordKind,
    into relations: inout Format6Relations
  ) throws(ReleaseError) {
    let from = source.text ?? .empty
    let fields = try Format6Fields(value, name, from, &self)
    let target = fields.target
    if let unknown = unknownRelation(name, "to", target, expected: kind) {
      leaveOut(.relations, unknown, at: target, "unknown relation `\(unknown)` of \(YAMLError.excerpt(from))")
      guard name == "employs" else { return }
      relations.skipped.append((try relations.row(self, source, .caseStudy), try stepNames(fields)))
      return
    }
    switch name {
    case "sequences":
      let tactic = try mention(target, "target", of: .tactic, from: from)
      relations.columns.append((try position(fields.position), tactic))
    case "achieves":
      let row = try relations.row(self, source, .technique)
      release.techniques[row].tactics.append(try mention(target, "target", of: .tactic, from: from))
    case "specializes":
      let row = try relations.row(self, source, .technique)
      release.techniques[row].parent = try mention(target, "target", of: .technique, from: from)
    case "mitigates":
      let row = try relations.row(self, source, .mitigation)
      let technique = try mention(target, "target", of: .technique, from: from)
      release.mitigations[row].uses.append(ReleaseFile.Use(technique: technique, text: fields.text))
    case "employs":
      let row = try relations.row(self, source, .caseStudy)
      relations.steps[row].append(try step(fields, from: from))
    default: break
    }
  }

  private mutating func step(_ fields: Format6Fields, from: Bytes) throws(ReleaseError) -> Format6Step {
    let technique = try mention(fields.target, "target", of: .technique, from: from)
    var step = Format6Step(
      place: fields.place, step: ReleaseFile.Step(technique: technique, text: fields.text, leadsTo: []))
    if let tactic = fields.tactic, let unknown = ReleaseReader.unknownKind(of: tactic.text ?? .empty) {
      leaveOut(
        .fields, "tactic \(unknown)", at: tactic, "unknown kind of tactic of a step of \(YAMLError.excerpt(from))")
    } else if let tactic = fields.tactic, !tactic.isNull {
      step.step.tactic = try mention(tactic, "tactic", of: .tactic, from: from)
    } else {
      note(.warning, at: fields.place, "a step of \(YAMLError.excerpt(from)) has no tactic")
    }
    (step.name, step.leadsTo) = try stepNames(fields)
    return step
  }

  /// The name of a step, and the names of those that it leads to.
  private mutating func stepNames(_ fields: Format6Fields) throws(ReleaseError) -> Format6Step.Names {
    var names: Format6Step.Names = (nil, [])
    if let name = fields.stepID { names.own = try optionalLine(name, "step-id") }
    if let list = fields.leadsTo {
      for next in try elements(list, "leads-to") { names.leadsTo.append((try line(next, "leads-to"), next)) }
    }
    return names
  }

  private mutating func position(_ value: YAMLValue?) throws(ReleaseError) -> Int? {
    guard let value else { return nil }
    var digits = try line(value, "position")
    guard let number = digits.eatNumber(), digits.isEmpty else {
      throw shape("position", "a number", value)
    }
    return number
  }
}

/// The fields of one relation.
private struct Format6Fields {
  let place: YAMLValue
  var target: YAMLValue
  var text: Bytes = .empty
  var position: YAMLValue?
  var tactic: YAMLValue?
  var stepID: YAMLValue?
  var leadsTo: YAMLValue?

  /// Reads a relation listed under `source` and `name`; the relation repeats both.
  init(
    _ relation: YAMLValue, _ name: Bytes, _ source: Bytes, _ reader: inout ReleaseReader
  ) throws(ReleaseError) {
    place = relation
    var found: YAMLValue?
    for (key, value) in try reader.pairs(relation, name) {
      switch key.text ?? .empty {
      case "target": found = value
      case "source":
        guard let text = value.text, text != source else { continue }
        throw reader.error(.otherID(YAMLError.excerpt(text), expected: YAMLError.excerpt(source)), at: value)
      case "relationship-type":
        guard value.text != name else { continue }
        reader.note(
          .warning, at: value,
          "the relationship-type differs from `\(YAMLError.excerpt(name))`, under which the relation is listed")
      case "description": text = try reader.text(value, "description")
      case "position": position = value
      case "tactic": tactic = value
      case "step-id": stepID = value
      case "leads-to": leadsTo = value
      default: reader.leaveOut(field: key, of: "a relation of \(YAMLError.excerpt(source))")
      }
    }
    guard let found else { throw reader.error(.missing(field: "target", of: "a relation"), at: relation) }
    target = found
  }
}
