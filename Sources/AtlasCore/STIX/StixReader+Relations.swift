/// Reads the relationships between records.
extension StixReader {
  /// Reads all relationships; those of a case study are its steps.
  mutating func readRelations(_ relations: [JSONValue]) throws(ReleaseError) {
    var rows: [RecordID: Int] = [:]
    for (row, technique) in release.techniques.enumerated() { rows[technique.entry.id] = row }
    for (row, mitigation) in release.mitigations.enumerated() { rows[mitigation.entry.id] = row }
    for (row, study) in release.caseStudies.enumerated() { rows[study.entry.id] = row }
    var steps: [[(number: Int, step: ReleaseFile.Step)]] = Array(repeating: [], count: release.caseStudies.count)
    for object in relations {
      guard let type = object["relationship_type"]?.string else {
        throw error(.missing(field: "relationship_type", of: "a relationship"), at: object)
      }
      guard let ends = try ends(object, type), let row = rows[ends.source] else { continue }
      switch (type, ends.source.kind, ends.target.kind) {
      case ("subtechnique-of", .technique, .technique):
        // Only such parents can be written on pages; a cycle of parents is none of them.
        if ends.source.parent == ends.target {
          release.techniques[row].parent = ends.target
        } else {
          note(.warning, at: object, "by its id, \(ends.source) is not a sub-technique of \(ends.target); ignored")
        }
      case ("mitigates", .mitigation, .technique):
        let use = ReleaseFile.Use(technique: ends.target, text: try text(object, "description"))
        release.mitigations[row].uses.append(use)
      case ("uses", .caseStudy, .technique):
        steps[row].append(try step(object, ends.target, after: steps[row].count))
      default:
        leaveOut(
          .relations, "\(word(type)) from \(ends.source.kind.noun()) to \(ends.target.kind.noun())", at: object,
          "unknown relation `\(word(type))` of \(ends.source)")
      }
    }
    for (row, steps) in steps.enumerated() {
      let ordered = steps.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
      release.caseStudies[row].steps = ordered.map(\.element.step)
      for index in ordered.indices.dropLast() { release.caseStudies[row].steps[index].leadsTo = [index + 1] }
    }
    for row in release.mitigations.indices {
      var uses = release.mitigations[row].uses
      uses = uses.enumerated().sorted { ($0.element.technique, $0.offset) < ($1.element.technique, $1.offset) }
        .map(\.element)
      release.mitigations[row].uses = uses
    }
    for row in release.techniques.indices where release.techniques[row].parent == nil {
      guard let parent = release.techniques[row].entry.id.parent, places[parent] != nil else { continue }
      release.techniques[row].parent = parent
    }
  }

  private mutating func step(
    _ object: JSONValue, _ technique: RecordID, after count: Int
  ) throws(ReleaseError) -> (number: Int, step: ReleaseFile.Step) {
    var step = ReleaseFile.Step(technique: technique, text: try text(object, "description"), leadsTo: [])
    if let tactic = object["x_atlas_tactic"] {
      let id = try id(tactic)
      guard id.kind == .tactic else { throw error(.wrongKind(id, expected: .tactic), at: tactic) }
      guard places[id] != nil else { throw error(.unknownRecord(id, from: "a step"), at: tactic) }
      step.tactic = id
    }
    guard let number = object["x_atlas_step"] else { return (count + 1, step) }
    guard let value = number.int, value > 0 else { throw shape("x_atlas_step", "a number from 1 up", number) }
    hasNumbers = true
    return (value, step)
  }

  /// The records at both ends; nil if one is an object that is left out.
  private mutating func ends(
    _ object: JSONValue, _ type: String
  ) throws(ReleaseError) -> (source: RecordID, target: RecordID)? {
    var ends: [RecordID] = []
    for key in ["source_ref", "target_ref"] {
      guard let value = object[key] else { throw error(.missing(field: key, of: "a relationship"), at: object) }
      guard let reference = value.string else { throw shape(key, "the id of an object", value) }
      if let id = try owner(reference, "a relationship", at: value) { ends.append(id) }
    }
    if ends.count == 2 { return (ends[0], ends[1]) }
    leaveOut(
      .relations, "\(word(type)) of an unknown object", at: object,
      "unknown relation `\(word(type))` of an object that is left out")
    return nil
  }

  /// The record that an object stands for; nil for an object that is left out.
  func owner(_ reference: String, _ from: String, at value: JSONValue) throws(ReleaseError) -> RecordID? {
    if let id = owners[reference] { return id }
    if strangers.contains(reference) || !StixReader.isRecord(reference) { return nil }
    throw error(.stix("\(from) refers to `\(word(reference))`, which is not in the bundle"), at: value)
  }
}
