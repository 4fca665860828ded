/// Reads a STIX bundle of ATLAS into a ``ReleaseFile``: one of MITRE's, or one of ``StixWriter``.
///
/// MITRE's bundles lack much of a release, and their relationships can share an id, so that ids of relationships mean
/// nothing here. `StixReader+Records` reads the objects that stand for records, `StixReader+Relations` those between them.
struct StixReader {
  let text: Bytes
  var release = ReleaseFile(
    formatVersion: "6.0.0", collection: ReleaseFile.Part(id: "ATLAS-collection", name: "ATLAS"),
    matrix: ReleaseFile.Part(id: "ATLAS-matrix", name: "ATLAS Matrix"))
  var findings: FindingList = []
  /// What the reader does not know.
  var leftOut = LeftOut()
  /// The records by the ids of their objects.
  var owners: [String: RecordID] = [:]
  /// The objects that are left out, by their ids.
  var strangers: Set<String> = []
  /// Where each record is, by its id.
  var places: [RecordID: Int] = [:]
  /// The phases of each technique, whose tactics may come later in the file.
  var phases: [(technique: Int, phase: JSONValue)] = []
  /// The tactics by their names in kill chains.
  var tactics: [String: RecordID] = [:]
  /// The objects of the matrix in its order.
  var columns: [JSONValue] = []
  /// The objects that the collection names.
  var contents: [String] = []
  /// Whether an object tells what only ``StixWriter`` writes.
  var isOwn = false
  /// Whether there is a collection, which only a whole release has.
  var hasCollection = false
  /// Whether a step has its number.
  var hasNumbers = false

  /// The greatest number of JSON values in a bundle; some fifty times that of a release.
  private let maximumCount: Int

  init(_ text: Bytes, maximumCount: Int = 2_000_000) {
    self.text = text
    self.maximumCount = maximumCount
  }

  mutating func read() throws(ReleaseError) {
    // The bundles of ATT&CK are so large that they should not be read in full to be refused.
    guard text.contains("\"mitre-atlas\"") else { throw ReleaseError(line: 1, column: 1, reason: .stix(stranger)) }
    let root: JSONValue
    do throws(JSONError) {
      root = try JSONValue(parsing: text, depth: 64, maximumCount: maximumCount)
    } catch {
      throw ReleaseError(line: error.line, column: error.column, reason: .json(error.reason))
    }
    guard let objects = root["objects"]?.array else {
      throw error(.stix("JSON, but not a STIX bundle: no list `objects`"), at: root)
    }
    var relations: [JSONValue] = []
    for object in objects {
      guard object.object != nil, let type = object["type"]?.string else {
        throw error(.stix("an object of the bundle has no `type`"), at: object)
      }
      switch type {
      case "relationship": relations.append(object)
      case "identity", "marking-definition", "extension-definition": break
      case "x-mitre-matrix": try readMatrix(object)
      case "x-mitre-collection": try readCollection(object)
      default: try readRecord(object, type)
      }
    }
    if places.isEmpty { throw error(.stix(stranger), at: root) }
    try resolvePhases()
    try orderTactics()
    try readRelations(relations)
    sort()
  }

  /// What a bundle without records of ATLAS is.
  private var stranger: String {
    text.contains("\"mitre-attack\"")
      ? "a STIX bundle of ATT&CK; atlas imports those of ATLAS" : "a STIX bundle that has no record of ATLAS"
  }

  private mutating func sort() {
    release.techniques.sort { $0.entry.id < $1.entry.id }
    release.mitigations.sort { $0.entry.id < $1.entry.id }
    release.caseStudies.sort { $0.entry.id < $1.entry.id }
  }

  // MARK: The whole

  private mutating func readCollection(_ object: JSONValue) throws(ReleaseError) {
    hasCollection = true
    if let name = try line(object, "name") { release.collection.name = name }
    release.collection.description = try text(object, "description")
    // Until 2025, MITRE's bundles had this version for each release.
    if let version = try line(object, "x_mitre_version"), version != "0.1" { release.collection.version = version }
    try readRelease(object)
    if isOwn {
      release.collection.modified = try date(object, "x_atlas_modified")
    } else {
      release.collection.modified = try time(object, "modified")
    }
    for item in try list(object, "x_mitre_contents") {
      if let id = item["object_ref"]?.string { contents.append(id) }
    }
    for change in try list(object, "x_atlas_history") { try readChange(change) }
  }

  /// Reads the release that an object of ``StixWriter`` belongs to.
  mutating func readRelease(_ object: JSONValue) throws(ReleaseError) {
    if let version = try line(object, "x_atlas_release") { release.collection.version = version }
  }

  private mutating func readMatrix(_ object: JSONValue) throws(ReleaseError) {
    if let name = try line(object, "name") { release.matrix?.name = name }
    let description = try text(object, "description")
    release.matrix?.description = description
    columns += try list(object, "tactic_refs")
  }

  private mutating func readChange(_ change: JSONValue) throws(ReleaseError) {
    guard let id = try change["id"].map(id), let name = try line(change, "name"),
      let version = try line(change, "release")
    else { throw error(.missing(field: "id, name or release", of: "an element of `x_atlas_history`"), at: change) }
    let outcome: History.Outcome
    if let name = try line(change, "renamed_to") {
      outcome = .renamed(to: name)
    } else {
      var into: [RecordID] = []
      for value in try list(change, "retired_into") { into.append(try self.id(value)) }
      outcome = .retired(into: into)
    }
    release.history.append(History.Change(id: id, name: name, release: version, outcome: outcome))
  }

  /// Puts the tactics in the order of the matrix; those that are not in it come last.
  private mutating func orderTactics() throws(ReleaseError) {
    guard !columns.isEmpty else { return }
    var order: [RecordID: Int] = [:]
    for (column, reference) in columns.enumerated() {
      guard let word = reference.string else { throw shape("tactic_refs", "ids", reference) }
      guard let id = try owner(word, "the matrix", at: reference) else { continue }
      order[id] = order[id] ?? column
    }
    release.tactics = release.tactics.enumerated().sorted {
      (order[$0.element.entry.id] ?? .max, $0.offset) < (order[$1.element.entry.id] ?? .max, $1.offset)
    }.map(\.element)
  }
}

extension ReleaseFile {
  /// Reads a release file of any form: YAML, or a STIX bundle.
  ///
  /// - Parameters:
  ///   - file: the content of the file.
  ///   - path: the name of the file, for the diagnostics.
  /// - Returns: the release, and what is irregular about the file without making it unusable.
  /// - Throws: the first error that makes the file unusable, with its place.
  public static func read(anyForm file: Bytes, path: String) throws(ReleaseError) -> Reading {
    guard FileKind(of: file) == .stix else { return try read(file, path: path) }
    var reader = StixReader(file)
    try reader.read()
    return Reading(
      release: reader.release, diagnostics: reader.findings.diagnostics(in: file, path: path),
      isComplete: reader.findings.isComplete, leftOut: reader.leftOut,
      signsOfLoss: reader.signsOfLoss, untold: reader.untold)
  }
}
