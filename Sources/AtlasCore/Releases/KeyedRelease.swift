/// Format 6: maps of records by id, and their relations apart from them.
extension ReleaseReader {
  mutating func readKeyed(_ root: YAMLValue) throws(ReleaseError) {
    for (key, value) in root.pairs {
      switch key.text ?? .empty {
      case "format-version", "relationships": break
      case "x-history": try readHistory(value)
      case "collection": release.collection = try part(value, "collection", others: [])
      case "matrix": release.matrix = try part(value, "matrix", others: [])
      case let name:
        guard let kind = RecordKind.allCases.first(where: { Bytes(copying: $0.plural) == name }) else {
          noteUnknown(key, in: "the file")
          continue
        }
        for (id, record) in try pairs(value, name) { try readRecord(kind, record, key: id) }
      }
    }
    if let relationships = root["relationships"] { try readRelations(relationships) }
  }

  private mutating func readRelations(_ value: YAMLValue) throws(ReleaseError) {
    var relations = KeyedRelations(release)
    for (source, groups) in try pairs(value, "relationships") {
      for (type, list) in try pairs(groups, "relationships") {
        guard list.kind == .list, let name = type.text else {
          noteUnknown(type, in: "the relationships of \(YAMLError.excerpt(source.text ?? .empty))")
          continue
        }
        for relation in list.elements { try read(relation, name, type, from: source, into: &relations) }
      }
    }
    try relations.finish(&self)
  }

  private mutating func read(
    _ value: YAMLValue, _ name: Bytes, _ type: YAMLValue, from source: YAMLValue, into relations: inout KeyedRelations
  ) throws(ReleaseError) {
    let from = source.text ?? .empty
    let fields = try KeyedFields(value, name, from, &self)
    let target = fields.target
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
    default:
      note(.warning, at: type, "`\(YAMLError.excerpt(name))` is no relation that is known; it is left out")
    }
  }

  private mutating func step(_ fields: KeyedFields, from: Bytes) throws(ReleaseError) -> KeyedStep {
    let technique = try mention(fields.target, "target", of: .technique, from: from)
    var step = KeyedStep(
      place: fields.place, step: ReleaseFile.Step(technique: technique, text: fields.text, leadsTo: []))
    if let tactic = fields.tactic, !tactic.isNull {
      step.step.tactic = try mention(tactic, "tactic", of: .tactic, from: from)
    } else {
      note(.warning, at: fields.place, "a step of \(YAMLError.excerpt(from)) has no tactic")
    }
    if let name = fields.stepID { step.name = try optionalLine(name, "step-id") }
    if let list = fields.leadsTo {
      for next in try elements(list, "leads-to") { step.leadsTo.append((try line(next, "leads-to"), next)) }
    }
    return step
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

/// The relations of a file of format 6 while they are being read.
struct KeyedRelations {
  /// The tactics of the matrix with their columns.
  var columns: [(position: Int?, tactic: RecordID)] = []
  /// The steps of each case study, in the order of the file.
  var steps: [[KeyedStep]]
  private var rows: [RecordID: Int] = [:]

  init(_ release: ReleaseFile) {
    steps = Array(repeating: [], count: release.caseStudies.count)
    for (row, technique) in release.techniques.enumerated() { rows[technique.entry.id] = row }
    for (row, mitigation) in release.mitigations.enumerated() { rows[mitigation.entry.id] = row }
    for (row, study) in release.caseStudies.enumerated() { rows[study.entry.id] = row }
  }

  /// The row of the record that a relation comes from.
  func row(_ reader: ReleaseReader, _ source: YAMLValue, _ kind: RecordKind) throws(ReleaseError) -> Int {
    let id = try reader.id(source, "source", of: kind)
    guard let row = rows[id] else { throw reader.error(.unknownRecord(id, from: "a relation"), at: source) }
    return row
  }

  /// Puts steps and tactics in their order.
  func finish(_ reader: inout ReleaseReader) throws(ReleaseError) {
    for (row, steps) in steps.enumerated() where !steps.isEmpty {
      let study = reader.release.caseStudies[row].entry.id
      reader.release.caseStudies[row].steps = try KeyedStep.ordered(steps, of: study, &reader)
    }
    guard !columns.isEmpty else { return }
    var order: [RecordID: Int] = [:]
    let sorted = columns.enumerated().sorted {
      ($0.element.position ?? .max, $0.offset) < ($1.element.position ?? .max, $1.offset)
    }
    for (column, item) in sorted.enumerated() where order[item.element.tactic] == nil {
      order[item.element.tactic] = column
    }
    for tactic in reader.release.tactics where order[tactic.entry.id] == nil {
      guard let place = reader.places[tactic.entry.id] else { continue }
      reader.note(.warning, at: place, "\(tactic.entry.id) is not in the matrix; it is put behind the last column")
    }
    reader.release.tactics.sort {
      (order[$0.entry.id] ?? .max, $0.entry.id) < (order[$1.entry.id] ?? .max, $1.entry.id)
    }
  }
}

/// The fields of one relation.
private struct KeyedFields {
  let place: YAMLValue
  var target: YAMLValue
  var text: Bytes = .empty
  var position: YAMLValue?
  var tactic: YAMLValue?
  var stepID: YAMLValue?
  var leadsTo: YAMLValue?

  /// Reads a relation that stands under `name` and `source`, which it repeats.
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
        reader.note(.warning, at: value, "the relation says another type than `\(YAMLError.excerpt(name))` above it")
      case "description": text = try reader.text(value, "description")
      case "position": position = value
      case "tactic": tactic = value
      case "step-id": stepID = value
      case "leads-to": leadsTo = value
      default: reader.noteUnknown(key, in: "a relation of \(YAMLError.excerpt(source))")
      }
    }
    guard let found else { throw reader.error(.missing(field: "target", of: "a relation"), at: relation) }
    target = found
  }
}
