/// Reads the objects that stand for records.
extension StixReader {
  mutating func readRecord(_ object: JSONValue, _ type: String) throws(ReleaseError) {
    guard let stixID = object["id"]?.string else {
      throw error(.missing(field: "id", of: "a \(word(type))"), at: object)
    }
    guard let kind = RecordKind(stixType: type) else { return leaveOut(stixID, word(type), at: object) }
    if object["revoked"]?.bool == true || object["x_mitre_deprecated"]?.bool == true {
      return leaveOut(stixID, "revoked \(type)", at: object)
    }
    let references = try list(object, "external_references")
    let own = references.first { $0["source_name"]?.string == StixID.source }
    guard let word = own?["external_id"] else { return leaveOut(stixID, "\(type) without an ATLAS id", at: object) }
    let id = try id(word)
    guard id.kind == kind else { throw error(.wrongKind(id, expected: kind), at: word) }
    if let first = places.updateValue(object.offset, forKey: id) {
      throw error(.duplicateID(id, firstLine: text.lineNumber(at: first)), at: object)
    }
    guard owners.updateValue(id, forKey: stixID) == nil else {
      throw error(.stix("two objects have the id `\(self.word(stixID))`"), at: object)
    }
    let entry = try entry(id, object, references)
    switch kind {
    case .tactic:
      if let name = try line(object, "x_mitre_shortname") { tactics[name.string] = tactics[name.string] ?? id }
      release.tactics.append(ReleaseFile.Tactic(entry: entry))
    case .technique: try readTechnique(object, entry)
    case .mitigation:
      var mitigation = ReleaseFile.Mitigation(entry: entry)
      mitigation.categories = try lines(object, "x_atlas_categories")
      mitigation.lifecycle = try lines(object, "x_atlas_lifecycle")
      release.mitigations.append(mitigation)
    case .caseStudy: try readCaseStudy(object, entry)
    }
  }

  private mutating func readTechnique(
    _ object: JSONValue, _ entry: ReleaseFile.Entry
  ) throws(ReleaseError) {
    var technique = ReleaseFile.Technique(entry: entry)
    if object["x_atlas_wording"] != nil {
      technique.platforms = try lines(object, "x_atlas_platforms")
    } else {
      // MITRE's bundles have this one where a release has none.
      technique.platforms = try lines(object, "x_mitre_platforms").filter { $0 != "ATLAS" }
    }
    technique.maturity = try keyword(object, "x_atlas_maturity", Maturity.allCases.map(\.rawValue))
    for phase in try list(object, "kill_chain_phases") where phase["kill_chain_name"]?.string == StixID.source {
      phases.append((release.techniques.count, phase))
    }
    release.techniques.append(technique)
  }

  private mutating func readCaseStudy(
    _ object: JSONValue, _ entry: ReleaseFile.Entry
  ) throws(ReleaseError) {
    var study = ReleaseFile.CaseStudy(entry: entry)
    study.type = try keyword(object, "x_atlas_type", CaseStudyType.allCases.map(\.rawValue))
    if object["x_atlas_wording"] != nil {
      study.date = try date(object, "x_atlas_date")
    } else {
      study.date = try time(object, "first_seen")
    }
    study.granularity = study.date?.granularity
    study.actor = try line(object, "x_atlas_actor")
    study.target = try line(object, "x_atlas_target")
    study.reporter = try line(object, "x_atlas_reporter")
    release.caseStudies.append(study)
  }

  /// The fields that all kinds of record have.
  private mutating func entry(
    _ id: RecordID, _ object: JSONValue, _ references: [JSONValue]
  ) throws(ReleaseError) -> ReleaseFile.Entry {
    guard let name = try line(object, "name"), !name.contains("[["), !name.contains("]]") else {
      throw error(.badName(id), at: object)
    }
    var entry = ReleaseFile.Entry(id: id, name: name)
    entry.description = try text(object, "description")
    try readRelease(object)
    if let claim = object["x_atlas_wording"] {
      isOwn = true
      guard let wording = (claim.string.map { Bytes(copying: $0) }).flatMap({ Wording(claim: $0) }) else {
        throw shape("x_atlas_wording", Wording.allCases.map(\.rawValue).listed(), claim)
      }
      entry.wording = wording
      if object["x_atlas_slug"] != nil { entry.slug = try line(object, "x_atlas_slug") ?? .empty }
      entry.created = try date(object, "x_atlas_created")
      entry.modified = try date(object, "x_atlas_modified")
    } else {
      entry.created = try time(object, "created")
      entry.modified = try time(object, "modified")
    }
    for reference in references {
      let source = try line(reference, "source_name") ?? .empty
      let external = try line(reference, "external_id")
      if external != nil, source.string == StixID.source { continue }
      let url = try line(reference, "url")
      if let external, source.string == StixID.attackSource {
        entry.attackReference = entry.attackReference ?? AttackReference(id: external, url: url)
        continue
      }
      let title = try line(reference, "description") ?? (source == url ? .empty : source)
      if title.isEmpty, url == nil { continue }
      entry.references.append(ReleaseFile.Reference(title: title, url: url))
    }
    return entry
  }

  /// Gives each technique the tactics of its phases.
  mutating func resolvePhases() throws(ReleaseError) {
    for (row, phase) in phases {
      guard let name = phase["phase_name"]?.string else { throw shape("phase_name", "text", phase) }
      if let tactic = tactics[name] {
        release.techniques[row].tactics.append(tactic)
      } else {
        let id = release.techniques[row].entry.id
        note(.warning, at: phase, "\(id) has the phase `\(word(name))`, which is no tactic of the bundle; ignored")
      }
    }
  }

  /// Leaves out an object; relations of it are left out too.
  private mutating func leaveOut(_ id: String, _ name: String, at object: JSONValue) {
    strangers.insert(id)
    leaveOut(.records, name, at: object, "unknown object `\(name)`")
  }
}
