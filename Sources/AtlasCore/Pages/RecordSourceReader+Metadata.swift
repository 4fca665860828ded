/// Reads the metadata of a page into the fields of its record.
extension RecordSourceReader {
  mutating func readMetadata(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      guard let pair = Metadata.pair(line) else {
        draft.note(.warning, .unknownLabel, at: line.trimmed, "not a line of metadata, - **Label:** value")
        continue
      }
      guard let label = Metadata.label(named: pair.name) else {
        draft.note(.warning, .unknownLabel, at: pair.name, "unknown label \"\(pair.name.excerpt)\"")
        continue
      }
      guard isFirst(label) else {
        draft.note(.warning, .contradiction, at: pair.name, "\(pair.name) appears twice; the first is kept")
        continue
      }
      if pair.value.isEmpty {
        draft.note(.note, .missingField, at: pair.name, "\(pair.name) has no value")
      } else {
        read(label, pair.name, pair.value)
      }
    }
  }

  private mutating func read(_ label: Metadata.Label, _ name: Bytes, _ value: Bytes) {
    let id = draft.id
    switch label {
    case .techniqueID, .tacticID, .mitigationID, .caseStudyID:
      if Metadata.id(value) != id || label.idKind != id.kind {
        draft.note(.error, .contradiction, at: value, "\(name) says \(value.excerpt), the page is \(id)")
      }
      return
    case .id:
      guard let told = Metadata.id(value) else {
        return draft.note(.note, .unknownValue, at: value, "\(name) is not an id of ATLAS: \"\(value.excerpt)\"")
      }
      if told != id { draft.note(.error, .contradiction, at: value, "\(name) says \(told), the page is \(id)") }
      return
    case .parent: return readParent(value)
    case .adapted:
      draft.isAdapted = value.equals(ignoringCase: "yes")
      return
    case .created, .modified, .date:
      if PartialDate(value) == nil {
        return draft.note(.warning, .badDate, at: value, "\(name) is not a date: \"\(value.excerpt)\"")
      }
    case .maturity: if Maturity(value) == nil { return unknown(name, value, Maturity.allCases.map(\.rawValue)) }
    case .type: if CaseStudyType(value) == nil { return unknown(name, value, CaseStudyType.allCases.map(\.rawValue)) }
    case .wording:
      if Wording(claim: value) == nil { return unknown(name, value, Wording.allCases.map(\.rawValue)) }
    case .attackReference:
      var rest = value
      if Link.next(in: &rest) != nil, !rest.isEmpty {
        draft.note(.warning, .strayText, at: rest, "text after the reference is ignored")
      }
    case .platforms, .category, .lifecycle, .target, .actor, .reporter: break
    }
    draft.claims.append(MetadataField(label: label, value: value))
  }

  private mutating func unknown(_ name: Bytes, _ value: Bytes, _ known: [String]) {
    let words = known.joined(separator: ", ")
    draft.note(.warning, .unknownValue, at: value, "\(name) is \"\(value.excerpt)\", known are \(words)")
  }

  mutating func readParent(_ value: Bytes) {
    var rest = value
    guard let link = Link.next(in: &rest) ?? Link(bare: value) else {
      draft.note(.error, .missingLink, at: value, "no link to a parent technique: \"\(value.excerpt)\"")
      return
    }
    draft.told.append(ParsedRelation(.subtechnique, link, .technique))
  }
}
