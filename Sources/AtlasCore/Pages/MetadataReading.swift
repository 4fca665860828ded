/// Reads the metadata of a page into the fields of its record.
extension SheetReader {
  mutating func readMetadata(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      guard let pair = Metadata.pair(line) else {
        draft.note(.warning, at: line.trimmed, "not a line of metadata, - **Label:** value")
        continue
      }
      guard let label = Metadata.label(named: pair.name) else {
        draft.note(.warning, at: pair.name, "unknown label \"\(pair.name.excerpt)\"")
        continue
      }
      guard !labels.contains(label) else {
        draft.note(.warning, at: pair.name, "\(pair.name) stands here twice, the first is kept")
        continue
      }
      labels.append(label)
      if pair.value.isEmpty {
        draft.note(.note, at: pair.name, "\(pair.name) has no value")
      } else {
        read(label, pair.name, pair.value)
      }
    }
  }

  private mutating func read(_ label: Metadata.Label, _ name: Bytes, _ value: Bytes) {
    switch label {
    case .id(let kind):
      if RecordID(value) != draft.id || kind != draft.id.kind {
        let id = draft.id
        draft.note(.error, at: value, "\(name) says \(value.excerpt), the page is \(id)")
      }
    case .created: draft.created = date(name, value)
    case .modified: draft.modified = date(name, value)
    case .date: draft.date = date(name, value)
    case .maturity: draft.maturity = choice(name, value, Maturity.init, Maturity.allCases.map(\.rawValue))
    case .type: draft.type = choice(name, value, CaseStudyType.init, CaseStudyType.allCases.map(\.rawValue))
    case .platforms: draft.platforms = Claim(value: value.parts(by: .comma), place: value)
    case .category: draft.categories = Claim(value: value.parts(by: .comma), place: value)
    case .lifecycle: draft.lifecycle = Claim(value: value.parts(by: .comma), place: value)
    case .target: draft.target = Claim(value: value, place: value)
    case .actor: draft.actor = Claim(value: value, place: value)
    case .reporter: draft.reporter = Claim(value: value, place: value)
    case .parent: readParent(value)
    case .attackReference:
      var rest = value
      let link = Link.next(in: &rest)
      let reference = AttackReference(id: link?.label ?? value, url: link?.target)
      if link != nil, !rest.isEmpty { draft.note(.warning, at: rest, "text behind the reference is not read") }
      draft.attackReference = Claim(value: reference, place: value)
    }
  }

  private mutating func date(_ name: Bytes, _ value: Bytes) -> Claim<PartialDate>? {
    guard let date = PartialDate(value) else {
      draft.note(.warning, at: value, "\(name) is no date: \"\(value.excerpt)\"")
      return nil
    }
    return Claim(value: date, place: value)
  }

  private mutating func choice<Value>(
    _ name: Bytes, _ value: Bytes, _ read: (Bytes) -> Value?, _ known: [String]
  ) -> Claim<Value>? {
    guard let choice = read(value) else {
      draft.note(.warning, at: value, "\(name) is \"\(value.excerpt)\", known are \(known.joined(separator: ", "))")
      return nil
    }
    return Claim(value: choice, place: value)
  }

  mutating func readParent(_ value: Bytes) {
    var rest = value
    guard let link = Link.next(in: &rest) ?? Link(bare: value) else {
      draft.note(.error, at: value, "no link to a parent technique: \"\(value.excerpt)\"")
      return
    }
    draft.told.append(Told(.subtechnique, link, .technique))
  }
}
