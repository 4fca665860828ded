/// Writes a release as a STIX 2.1 bundle.
///
/// Objects that stand for records have the ids of MITRE's bundles. What STIX has no place for is in properties that start
/// with `x_atlas_`, so that ``StixReader`` reads the same release back. The same release gives the same bytes.
package struct StixWriter {
  private let release: ReleaseFile
  /// The records to write; nil for all.
  private let selection: Set<RecordID>?
  private let identity: String
  private let shortNames: [RecordID: Bytes]
  /// The ids of the objects that stand for records, which the relations repeat.
  private let objects: [RecordID: String]
  private var output: [UInt8] = []
  private var isFirst = true
  /// What the collection says of the objects written so far.
  private var contents: [Value] = []

  /// Writes a release, or a part of it.
  ///
  /// - Parameters:
  ///   - release: the release.
  ///   - selection: the records to write; nil for all. The parents and tactics of techniques must be among them.
  /// - Returns: the bundle. A part has only those relations of which both ends are in it, and neither the matrix nor the
  ///   collection, since other objects must not have the ids of the whole ones.
  package static func bundle(_ release: ReleaseFile, only selection: Set<RecordID>? = nil) -> [UInt8] {
    var writer = StixWriter(release, selection)
    writer.write()
    return writer.output
  }

  private init(_ release: ReleaseFile, _ selection: Set<RecordID>?) {
    self.release = release
    self.selection = selection
    identity = "identity--" + StixID.uuid(of: "ATLAS-identity")
    shortNames = StixWriter.shortNames(of: release.tactics)
    var objects: [RecordID: String] = [:]
    for entry in release.entries { objects[entry.id] = StixID.object(entry.id) }
    self.objects = objects
  }

  /// The names of tactics in kill chains: the slugs of their names, made unique.
  private static func shortNames(of tactics: [ReleaseFile.Tactic]) -> [RecordID: Bytes] {
    var names: [RecordID: Bytes] = [:]
    var taken: Set<Bytes> = []
    for tactic in tactics {
      var name = Slug.of(tactic.entry.name)
      if name.isEmpty || taken.contains(name) {
        let id = tactic.entry.id.description.lowercased().utf8
        name = Bytes(copying: Array(name) + (name.isEmpty ? [] : [.dash]) + Array(id))
      }
      taken.insert(name)
      names[tactic.entry.id] = name
    }
    return names
  }

  private func objectID(_ id: RecordID) -> String { objects[id] ?? StixID.object(id) }

  private func isWritten(_ id: RecordID) -> Bool { selection?.contains(id) ?? true }

  // MARK: The bundle

  private mutating func write() {
    output.reserveCapacity(selection == nil ? 4 << 20 : 1 << 16)
    var name = "ATLAS-bundle"
    for id in (selection ?? []).sorted() { name += " \(id)" }
    output.append("{\n  \"type\": \"bundle\",\n  \"id\": \"bundle--")
    output.append(contentsOf: StixID.uuid(of: name).utf8)
    output.append("\",\n  \"objects\": [")
    writeIdentity()
    if selection == nil, !release.tactics.isEmpty { writeMatrix() }
    for tactic in release.tactics where isWritten(tactic.entry.id) { write(tactic) }
    for technique in release.techniques where isWritten(technique.entry.id) { write(technique) }
    for mitigation in release.mitigations where isWritten(mitigation.entry.id) { write(mitigation) }
    for study in release.caseStudies where isWritten(study.entry.id) { write(study) }
    for technique in release.techniques where isWritten(technique.entry.id) {
      guard let parent = technique.parent else { continue }
      relate(technique.entry, "subtechnique-of", parent) { _ in }
    }
    for mitigation in release.mitigations where isWritten(mitigation.entry.id) {
      var last: (technique: RecordID, count: Int)?
      for use in mitigation.uses {
        // A technique that is named twice has two relations, with different ids.
        last = (use.technique, last?.technique == use.technique ? (last?.count ?? 0) + 1 : 1)
        relate(mitigation.entry, "mitigates", use.technique, number: last?.count == 1 ? nil : last?.count) {
          $0.add("description", use.text)
        }
      }
    }
    for study in release.caseStudies where isWritten(study.entry.id) {
      for (index, step) in study.steps.enumerated() { write(step, number: index + 1, of: study) }
    }
    if selection == nil { writeCollection() }
    output.append("\n  ]\n}\n")
  }

  private mutating func write(_ object: StixObject, isContent: Bool = true) {
    output.append(isFirst ? "\n    " : ",\n    ")
    isFirst = false
    JSONWriter(isIndented: true).write(object.value, depth: 2, to: &output)
    guard isContent, selection == nil else { return }
    contents.append(.keyed(("object_ref", .text(object.id)), ("object_modified", .text(object.times.modified))))
  }

  private mutating func writeIdentity() {
    var object = StixObject(
      "identity", id: identity, by: nil, StixTimes(nil, nil, release: nil))
    object.add("name", .text("MITRE ATLAS"))
    object.add("identity_class", .text("organization"))
    write(object)
  }

  private mutating func writeMatrix() {
    let matrix = release.matrix
    var object = StixObject(
      "x-mitre-matrix", id: "x-mitre-matrix--" + StixID.uuid(of: "ATLAS-matrix"), by: identity,
      StixTimes(matrix?.created, matrix?.modified ?? release.date, release: release.date))
    object.add("name", matrix?.name ?? "ATLAS Matrix")
    object.add("description", matrix?.description)
    object.add("external_references", .array([StixWriter.home]))
    object.add("tactic_refs", .array(release.tactics.map { .text(objectID($0.entry.id)) }))
    write(object)
  }

  private mutating func writeCollection() {
    var object = StixObject(
      "x-mitre-collection", id: "x-mitre-collection--" + StixID.uuid(of: "ATLAS-collection"), by: identity,
      StixTimes(release.collection.created, release.date, release: nil))
    object.add("name", release.collection.name)
    object.add("description", release.collection.description)
    object.add("external_references", .array([StixWriter.home]))
    object.add("x_mitre_version", release.version)
    object.add("x_mitre_contents", .array(contents))
    object.add("x_atlas_release", release.version)
    object.add("x_atlas_modified", release.date)
    if !release.history.isEmpty { object.add("x_atlas_history", .array(release.history.map(StixWriter.value))) }
    write(object, isContent: false)
  }

  /// The reference of what is not a record; Navigator wants one with an `external_id`.
  private static let home = Value.keyed(
    ("source_name", .text(StixID.source)), ("external_id", .text(StixID.source)),
    ("url", .text("https://atlas.mitre.org")))

  private static func value(_ change: History.Change) -> Value {
    var pairs: [(key: StaticString, value: Value)] = [
      ("id", .id(change.id)), ("name", .string(change.nameBytes)), ("release", .string(change.releaseBytes)),
    ]
    switch change.outcome {
    case .renamed(let name): pairs.append(("renamed_to", .string(name)))
    case .retired(let into): if !into.isEmpty { pairs.append(("retired_into", .array(into.map { .id($0) }))) }
    }
    return .object(pairs)
  }

  // MARK: Records

  /// The object for a record, with the properties of STIX and of ATT&CK in `middle`, and those of ATLAS after them.
  private mutating func write(
    _ entry: ReleaseFile.Entry, _ middle: (inout StixObject) -> Void, _ atlas: (inout StixObject) -> Void
  ) {
    var object = StixObject(
      entry.id.kind.stixType, id: objectID(entry.id), by: entry.wording == .own ? nil : identity,
      StixTimes(entry.created, entry.modified, release: release.date))
    object.add("name", .string(entry.name))
    object.add("description", entry.description)
    middle(&object)
    object.add("external_references", .array(StixWriter.references(of: entry)))
    atlas(&object)
    object.add("x_atlas_release", release.version)
    object.add("x_atlas_wording", .text(entry.wording.rawValue))
    if let slug = entry.slug { object.add("x_atlas_slug", .string(slug)) }
    object.add("x_atlas_created", entry.created)
    object.add("x_atlas_modified", entry.modified)
    write(object)
  }

  private mutating func write(_ tactic: ReleaseFile.Tactic) {
    let name = shortNames[tactic.entry.id]
    write(tactic.entry, { _ in }, { $0.add("x_mitre_shortname", name) })
  }

  private mutating func write(_ technique: ReleaseFile.Technique) {
    let phases = technique.tactics.compactMap { shortNames[$0] }.map {
      Value.keyed(("kill_chain_name", .text(StixID.source)), ("phase_name", .string($0)))
    }
    write(
      technique.entry, { if !phases.isEmpty { $0.add("kill_chain_phases", .array(phases)) } },
      { object in
        object.add("x_mitre_is_subtechnique", .bool(technique.parent != nil))
        // Navigator fails without platforms; MITRE's bundles have this one where none is known.
        object.add("x_mitre_platforms", technique.platforms.isEmpty ? ["ATLAS"] : technique.platforms)
        object.add("x_atlas_platforms", technique.platforms)
        object.add("x_atlas_maturity", technique.maturity)
      })
  }

  private mutating func write(_ mitigation: ReleaseFile.Mitigation) {
    write(
      mitigation.entry, { _ in },
      { object in
        object.add("x_atlas_categories", mitigation.categories)
        object.add("x_atlas_lifecycle", mitigation.lifecycle)
      })
  }

  private mutating func write(_ study: ReleaseFile.CaseStudy) {
    let date = study.meantDate
    write(
      study.entry, { if let date { $0.add("first_seen", .text(StixTimes.timestamp(date))) } },
      { object in
        object.add("x_atlas_type", study.type)
        object.add("x_atlas_date", date)
        object.add("x_atlas_actor", study.actor)
        object.add("x_atlas_target", study.target)
        object.add("x_atlas_reporter", study.reporter)
      })
  }

  /// The external references of a record: its official page, the record of ATT&CK, and its own references.
  private static func references(of entry: ReleaseFile.Entry) -> [Value] {
    var atlas: [(key: StaticString, value: Value)] = [
      ("source_name", .text(StixID.source)), ("external_id", .id(entry.id)),
    ]
    if entry.wording != .own { atlas.append(("url", .text(entry.id.url))) }
    var values: [Value] = [.object(atlas)]
    if let attack = entry.attackReference {
      var pairs: [(key: StaticString, value: Value)] = [
        ("source_name", .text(StixID.attackSource)), ("external_id", .string(attack.idBytes)),
      ]
      if let url = attack.urlBytes { pairs.append(("url", .string(url))) }
      values.append(.object(pairs))
    }
    for reference in entry.references {
      // A reference has a name, and a description or a URL.
      var pairs: [(key: StaticString, value: Value)] = [
        ("source_name", .string(reference.title.isEmpty ? reference.url ?? .empty : reference.title))
      ]
      if reference.url == nil || reference.title == reference.url {
        pairs.append(("description", .string(reference.title)))
      }
      if let url = reference.url { pairs.append(("url", .string(url))) }
      values.append(.object(pairs))
    }
    return values
  }

  // MARK: Relations

  private mutating func write(_ step: ReleaseFile.Step, number: Int, of study: ReleaseFile.CaseStudy) {
    relate(study.entry, "uses", step.technique, number: number) { object in
      object.add("description", step.text)
      object.add("x_atlas_step", .number(number))
      if let tactic = step.tactic { object.add("x_atlas_tactic", .id(tactic)) }
    }
  }

  /// Writes a relation, unless its target is not written.
  private mutating func relate(
    _ source: ReleaseFile.Entry, _ type: String, _ target: RecordID, number: Int? = nil,
    _ more: (inout StixObject) -> Void
  ) {
    guard isWritten(target) else { return }
    let name = "\(source.id) \(type) \(target)" + (number.map { " \($0)" } ?? "")
    var object = StixObject(
      "relationship", id: "relationship--" + StixID.uuid(of: name), by: source.wording == .own ? nil : identity,
      StixTimes(source.created, source.modified, release: release.date))
    object.add("relationship_type", .text(type))
    object.add("source_ref", .text(objectID(source.id)))
    object.add("target_ref", .text(objectID(target)))
    more(&object)
    write(object)
  }
}
