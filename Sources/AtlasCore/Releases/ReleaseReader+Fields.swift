/// Reads the fields of a record, under all names that they have had.
extension ReleaseReader {
  /// Reads a field that all kinds of record have; returns false for other fields.
  mutating func readShared(
    _ key: Bytes, _ value: YAMLValue, into entry: inout ReleaseFile.Entry
  ) throws(ReleaseError) -> Bool {
    switch key {
    case "id":
      let id = try id(value, key)
      if id != entry.id { throw error(.otherID(id.description, expected: entry.id.description), at: value) }
    case "name":
      entry.name = try line(value, key)
      if entry.name.isEmpty || entry.name.contains("[[") || entry.name.contains("]]") {
        throw error(.badName(entry.id), at: value)
      }
    case "object-type":
      let type = try line(value, key)
      if type.string != entry.id.kind.name {
        note(
          .warning, at: value,
          "\(entry.id) is a \(entry.id.kind.noun()), but its object-type is \(YAMLError.excerpt(type))")
      }
    case "uuid": entry.uuid = try optionalLine(value, key)
    case "x-slug": entry.slug = try line(value, key)
    case "x-wording":
      let wording = try line(value, key)
      if let wording = Wording(claim: wording) {
        entry.wording = wording
      } else {
        note(.warning, at: value, "unknown x-wording \(YAMLError.excerpt(wording)) of \(entry.id); ignored")
      }
    case "description", "summary": entry.description = try text(value, key)
    case "created-date", "created_date": entry.created = try date(value, key)
    case "modified-date", "modified_date": entry.modified = try date(value, key)
    case "attack-reference", "ATT&CK-reference": entry.attackReference = try attackReference(value, key)
    case "references": entry.references = try references(value, key)
    default: return false
    }
    return true
  }

  mutating func references(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> [ReleaseFile.Reference] {
    var references: [ReleaseFile.Reference] = []
    for element in try elements(value, field) {
      var reference = ReleaseFile.Reference(title: .empty)
      if element.kind == .text {
        reference.title = try line(element, field)
      } else {
        for (key, value) in try pairs(element, field) {
          switch key.text ?? .empty {
          case "id": reference.id = try optionalLine(value, "id")
          case "title", "sourceDescription": reference.title = try line(value, "title")
          case "url": reference.url = try optionalLine(value, "url")
          default: leaveOut(field: key, of: "a reference")
          }
        }
      }
      if reference.title.isEmpty, reference.url == nil {
        note(.warning, at: element, "a reference without title and url; ignored")
      } else {
        references.append(reference)
      }
    }
    return references
  }

  private mutating func attackReference(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> AttackReference? {
    if value.isNull { return nil }
    if value.kind == .text { return AttackReference(id: try line(value, field), url: nil) }
    var id: Bytes = .empty
    var url: Bytes?
    for (key, value) in try pairs(value, field) {
      switch key.text ?? .empty {
      case "id": id = try line(value, "id")
      case "url": url = try optionalLine(value, "url")
      default: leaveOut(field: key, of: "a reference to ATT&CK")
      }
    }
    guard !id.isEmpty else { throw error(.missing(field: "id", of: "the reference to ATT&CK"), at: value) }
    return AttackReference(id: id, url: url)
  }

  /// Reads the description of the release or its matrix; other code reads the fields in `others`.
  mutating func part(_ value: YAMLValue, _ name: Bytes, others: [Bytes]) throws(ReleaseError) -> ReleaseFile.Part {
    var part = ReleaseFile.Part(id: "ATLAS", name: "ATLAS")
    for (key, value) in try pairs(value, name) {
      let field = key.text ?? .empty
      switch field {
      case "id": part.id = try line(value, field)
      case "name": part.name = try line(value, field)
      case "uuid": part.uuid = try optionalLine(value, field)
      case "description": part.description = try text(value, field)
      case "version": part.version = try optionalLine(value, field)
      case "created-date", "created_date": part.created = try date(value, field)
      case "modified-date", "modified_date": part.modified = try date(value, field)
      case "references": part.references = try references(value, field)
      case "object-type": break
      case let other where others.contains(other): break
      default: leaveOut(key, value, of: name)
      }
    }
    return part
  }
}
