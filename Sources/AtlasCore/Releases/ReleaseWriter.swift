/// Writes a release file in format 6, the format of official files since 2026.
///
/// Reading the file gives the same release again. What the format has no place for is written under keys that start with
/// `x-`, which readers of official files ignore: `x-slug`, the slug of a record if it is not the one made from the name,
/// `x-wording`, whose words its texts are if they are not MITRE's, and `x-history`, the former names and retired ids.
public enum ReleaseWriter {
  /// The release as a YAML file.
  public static func yaml(_ release: ReleaseFile) -> [UInt8] {
    var writer = YAMLWriter()
    let isFormat6 = release.formatVersion?.first == UInt8(ascii: "6")
    writer.entry("format-version", isFormat6 ? release.formatVersion ?? "6.0.0" : "6.0.0")
    var collection = release.collection
    var matrix = release.matrix ?? ReleaseFile.Part(id: collection.id, name: collection.name)
    if release.formatVersion == nil {
      // Earlier formats give both the same id; in format 6, relations need different ids.
      matrix.id = Bytes(copying: Array(collection.id) + "-matrix".utf8)
      collection.id = Bytes(copying: Array(collection.id) + "-collection".utf8)
    }
    writer.map("collection") { $0.part(collection, type: "collection") }
    writer.map("matrix") { $0.part(matrix, type: "matrix") }
    writer.map("tactics") { map in
      for tactic in release.tactics.sorted(by: { $0.entry.id < $1.entry.id }) {
        map.record(tactic.entry) { _ in }
      }
    }
    writer.map("techniques") { map in
      for technique in release.techniques {
        map.record(technique.entry) { map in
          map.list("platforms", technique.platforms)
          if let maturity = technique.maturity { map.entry("maturity", maturity.capitalized) }
        }
      }
    }
    writer.map("mitigations") { map in
      for mitigation in release.mitigations {
        map.record(mitigation.entry) { map in
          map.list("lifecycle-phases", mitigation.lifecycle)
          map.list("categories", mitigation.categories)
        }
      }
    }
    writer.map("case-studies") { map in
      for study in release.caseStudies { map.record(study.entry) { $0.fields(of: study) } }
    }
    writer.map("relationships") { $0.relations(of: release, from: matrix.id) }
    if !release.history.isEmpty { writer.list("x-history", release.history) { $0.change($1) } }
    return writer.bytes
  }
}

extension YAMLWriter {
  fileprivate mutating func part(_ part: ReleaseFile.Part, type: Bytes) {
    entry("name", part.name)
    if !part.description.isEmpty { entry("description", part.description) }
    references(part.references)
    date("created-date", part.created)
    date("modified-date", part.modified)
    if let version = part.version { entry("version", version) }
    entry("id", part.id)
    if let uuid = part.uuid { entry("uuid", uuid) }
    entry("object-type", type)
  }

  /// Writes a record under its id: the common fields, and in their midst those that `fields` writes.
  fileprivate mutating func record(_ record: ReleaseFile.Entry, _ fields: (inout YAMLWriter) -> Void) {
    map(Bytes(copying: record.id.description)) { map in
      map.entry("name", record.name)
      if !record.description.isEmpty { map.entry("description", record.description) }
      map.references(record.references)
      map.date("created-date", record.created)
      map.date("modified-date", record.modified)
      fields(&map)
      if let reference = record.attackReference {
        map.map("attack-reference") { map in
          map.entry("id", reference.idBytes)
          if let url = reference.urlBytes { map.entry("url", url) }
        }
      }
      map.entry("id", Bytes(copying: record.id.description))
      if let uuid = record.uuid { map.entry("uuid", uuid) }
      map.entry("object-type", Bytes(copying: record.id.kind.name))
      if let slug = record.slug { map.entry("x-slug", slug) }
      if record.wording != .official { map.entry("x-wording", Bytes(copying: record.wording.rawValue)) }
    }
  }

  fileprivate mutating func change(_ change: History.Change) {
    entry("id", Bytes(copying: change.id.description))
    entry("name", change.nameBytes)
    entry("release", change.releaseBytes)
    switch change.outcome {
    case .renamed(let name): entry("renamed-to", name)
    case .retired(let into): list("retired-into", into.map { Bytes(copying: $0.description) })
    }
  }

  fileprivate mutating func fields(of study: ReleaseFile.CaseStudy) {
    if let type = study.type { entry("type", type.capitalized) }
    if let actor = study.actor { entry("actor", actor) }
    if let target = study.target { entry("target", target) }
    if let reporter = study.reporter { entry("reporter", reporter) }
    date("date", study.date)
    if let granularity = study.granularity {
      entry("date-granularity", Bytes(copying: granularity.rawValue).capitalized)
    }
  }

  private mutating func references(_ references: [ReleaseFile.Reference]) {
    list("references", references.enumerated()) { map, item in
      map.entry("id", item.element.id ?? Bytes(copying: "ref-\(item.offset + 1)"))
      if !item.element.title.isEmpty { map.entry("title", item.element.title) }
      if let url = item.element.url { map.entry("url", url) }
    }
  }

  private mutating func date(_ key: Bytes, _ date: PartialDate?) {
    if let date { entry(key, Bytes(copying: date.iso)) }
  }
}

extension Bytes {
  /// The word with an upper-case first letter.
  fileprivate var capitalized: Bytes {
    var word = Array(self)
    if let first = word.first, first.isLower { word[0] = first & ~0x20 }
    return Bytes(copying: word)
  }
}
