/// Reads the records of each kind, field by field.
extension ReleaseReader {
  /// Reads a record of any kind.
  ///
  /// In format 6, the id is the key of the record; in earlier formats, it is a field.
  mutating func readRecord(_ kind: RecordKind, _ value: YAMLValue, key: YAMLValue? = nil) throws(ReleaseError) {
    guard value.kind == .map else {
      throw shape(Bytes(copying: kind.plural), "a map for each \(kind.noun())", value)
    }
    guard let place = key ?? value["id"] else { throw error(.missing(field: "id", of: "a \(kind.noun())"), at: value) }
    let id = try id(place, "id", of: kind)
    if let first = places.updateValue(place, forKey: id) {
      throw error(.duplicateID(id, firstLine: first.position.line), at: place)
    }
    guard value["name"] != nil else { throw error(.missing(field: "name", of: id.description), at: place) }
    let entry = ReleaseFile.Entry(id: id, name: .empty)
    let name = place.text ?? .empty
    switch kind {
    case .tactic: try readTactic(value, entry)
    case .technique: try readTechnique(value, entry, name)
    case .mitigation: try readMitigation(value, entry, name)
    case .caseStudy: try readCaseStudy(value, entry, name)
    }
  }

  private mutating func readTactic(_ value: YAMLValue, _ entry: ReleaseFile.Entry) throws(ReleaseError) {
    var tactic = ReleaseFile.Tactic(entry: entry)
    for (key, value) in value.pairs where try !readShared(key.text ?? .empty, value, into: &tactic.entry) {
      leaveOut(field: key, of: entry.id.description)
    }
    release.tactics.append(tactic)
  }

  private mutating func readTechnique(
    _ value: YAMLValue, _ entry: ReleaseFile.Entry, _ name: Bytes
  ) throws(ReleaseError) {
    var technique = ReleaseFile.Technique(entry: entry)
    for (key, value) in value.pairs {
      switch key.text ?? .empty {
      case "platforms": technique.platforms = try lines(value, "platforms")
      case "maturity": technique.maturity = try word(value, "maturity", Maturity.allCases.map(\.rawValue))
      case "subtechnique-of", "specializes":
        technique.parent = try mention(value, "subtechnique-of", of: .technique, from: name)
      case "tactics":
        for tactic in try elements(value, "tactics") {
          technique.tactics.append(try mention(tactic, "tactics", of: .tactic, from: name))
        }
      case let field:
        if try !readShared(field, value, into: &technique.entry) { leaveOut(field: key, of: entry.id.description) }
      }
    }
    release.techniques.append(technique)
  }

  private mutating func readMitigation(
    _ value: YAMLValue, _ entry: ReleaseFile.Entry, _ name: Bytes
  ) throws(ReleaseError) {
    var mitigation = ReleaseFile.Mitigation(entry: entry)
    for (key, value) in value.pairs {
      switch key.text ?? .empty {
      case "categories", "category": mitigation.categories = try lines(value, "category")
      case "lifecycle-phases", "ml-lifecycle", "ML-lifecycle", "ai-lifecycle":
        try readLifecycle(value, into: &mitigation, name)
      case "techniques":
        for element in try elements(value, "techniques") {
          mitigation.uses.append(try use(element, from: name))
        }
      case let field:
        if try !readShared(field, value, into: &mitigation.entry) { leaveOut(field: key, of: entry.id.description) }
      }
    }
    release.mitigations.append(mitigation)
  }

  /// Reads the lifecycle phases; in release 5.6.0, two relations to techniques are among them by mistake.
  private mutating func readLifecycle(
    _ value: YAMLValue, into mitigation: inout ReleaseFile.Mitigation, _ name: Bytes
  ) throws(ReleaseError) {
    if value.kind == .text {
      mitigation.lifecycle.append(try listedLine(value, "ml-lifecycle"))
      return
    }
    for element in try elements(value, "ml-lifecycle") {
      if element.kind == .map {
        let use = try use(element, from: name)
        note(.warning, at: element, "a relation to \(use.technique) is listed under phases; treating it as a relation")
        mitigation.uses.append(use)
      } else {
        mitigation.lifecycle.append(try listedLine(element, "ml-lifecycle"))
      }
    }
  }

  private mutating func use(_ value: YAMLValue, from mitigation: Bytes) throws(ReleaseError) -> ReleaseFile.Use {
    if value.kind == .text {
      let id = try mention(value, "techniques", of: .technique, from: mitigation)
      return ReleaseFile.Use(technique: id, text: .empty)
    }
    var technique: RecordID?
    var text: Bytes = .empty
    for (key, value) in try pairs(value, "techniques") {
      switch key.text ?? .empty {
      case "id": technique = try mention(value, "id", of: .technique, from: mitigation)
      case "use": text = try self.text(value, "use")
      default: leaveOut(field: key, of: "a technique of \(mitigation)")
      }
    }
    guard let technique else { throw error(.missing(field: "id", of: "a technique of \(mitigation)"), at: value) }
    return ReleaseFile.Use(technique: technique, text: text)
  }

  private mutating func readCaseStudy(
    _ value: YAMLValue, _ entry: ReleaseFile.Entry, _ name: Bytes
  ) throws(ReleaseError) {
    var study = ReleaseFile.CaseStudy(entry: entry)
    for (key, value) in value.pairs {
      switch key.text ?? .empty {
      case "type", "case-study-type":
        study.type = try word(value, "type", CaseStudyType.allCases.map(\.rawValue))
      case "actor": study.actor = try optionalLine(value, "actor")
      case "target": study.target = try optionalLine(value, "target")
      case "reporter", "reported-by": study.reporter = try optionalLine(value, "reporter")
      case "date", "incident-date": study.date = try date(value, "date")
      case "date-granularity", "incident-date-granularity": study.granularity = try granularity(value)
      case "procedure": study.steps = try procedure(value, of: name)
      case let field:
        if try !readShared(field, value, into: &study.entry) { leaveOut(field: key, of: entry.id.description) }
      }
    }
    release.caseStudies.append(study)
  }

  private mutating func granularity(_ value: YAMLValue) throws(ReleaseError) -> PartialDate.Granularity? {
    guard let word = try word(value, "date-granularity", ["year", "month", "day", "date"]) else { return nil }
    return word == "date" ? .day : PartialDate.Granularity(rawValue: word.string)
  }

  private mutating func procedure(_ value: YAMLValue, of study: Bytes) throws(ReleaseError) -> [ReleaseFile.Step] {
    var steps: [ReleaseFile.Step] = []
    for element in try elements(value, "procedure") {
      var tactic: RecordID?
      var technique: RecordID?
      var text: Bytes = .empty
      for (key, value) in try pairs(element, "procedure") {
        switch key.text ?? .empty {
        case "tactic": tactic = try mention(value, "tactic", of: .tactic, from: study)
        case "technique": technique = try mention(value, "technique", of: .technique, from: study)
        case "description": text = try self.text(value, "description")
        default: leaveOut(field: key, of: "a step of \(study)")
        }
      }
      guard let technique else { throw error(.missing(field: "technique", of: "a step of \(study)"), at: element) }
      if tactic == nil { note(.warning, at: element, "a step of \(study) has no tactic") }
      steps.append(ReleaseFile.Step(tactic: tactic, technique: technique, text: text, leadsTo: [steps.count + 1]))
    }
    if !steps.isEmpty { steps[steps.count - 1].leadsTo = [] }
    return steps
  }
}
