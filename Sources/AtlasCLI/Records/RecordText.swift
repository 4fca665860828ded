import AtlasCore

/// A record for reading, complete: what it is, what it says, and everything it is related to.
struct RecordText {
  let base: KnowledgeBase
  let record: Record

  var id: RecordID { record.id }

  func write(_ output: inout Output) {
    output.id(id)
    output.append("  ")
    output.text(base.fullNameBytes(of: id), as: .title)
    output.newline()
    output.newline()
    writeFacts(&output)
    if record.isStub {
      section("Known only from other pages; its own is not here", &output)
    } else if !record.description.isEmpty {
      output.newline()
      Prose.write(record.descriptionBytes, to: &output)
    }
    switch id.kind {
    case .tactic: writeTacticRelations(&output)
    case .technique: writeTechniqueRelations(&output)
    case .mitigation: writeUses(.technique, &output)
    case .caseStudy: writeProcedure(&output)
    }
    writeReferences(&output)
  }
}

// MARK: - Facts

extension RecordText {
  /// A label and what follows it: words, records, an address.
  struct Fact {
    let label: StaticString
    var words: String = ""
    var records: [RecordID] = []
    var address: String?
  }

  private func writeFacts(_ output: inout Output) {
    func write(_ label: StaticString, _ words: String?) {
      if let words, !words.isEmpty { self.write(Fact(label: label, words: words), &output) }
    }
    func write(_ label: StaticString, _ reference: AttackReference?) {
      guard let reference else { return }
      self.write(
        Fact(label: label, words: reference.idBytes.string, address: reference.urlBytes?.string), &output)
    }
    func list(_ texts: [Bytes]) -> String { texts.reduce("") { $0.isEmpty ? $1.string : $0 + ", " + $1.string } }
    write("Kind", id.sub == nil ? id.kind.noun() : "sub-technique")
    switch record.details {
    case .tactic(let tactic):
      write("Matrix", tactic.position.map { "column \($0)" })
      write("ATT&CK", tactic.attackReference)
    case .technique(let technique):
      if let parent = base.parent(of: id) { self.write(Fact(label: "Parent", records: [parent]), &output) }
      let tactics = base.tactics(of: id)
      self.write(Fact(label: "Tactics", words: tactics.isEmpty ? "not known" : "", records: tactics), &output)
      write("Maturity", technique.maturity?.rawValue)
      write("Platforms", list(technique.platformsBytes))
      write("ATT&CK", technique.attackReference)
    case .mitigation(let mitigation):
      write("Category", list(mitigation.categoriesBytes))
      write("Lifecycle", list(mitigation.lifecycleBytes))
      if mitigation.isAdapted, mitigation.attackReference == nil { write("ATT&CK", "adapted from it") }
      write("ATT&CK", mitigation.attackReference)
    case .caseStudy(let study):
      write("Type", study.type?.rawValue)
      write("Date", study.date?.iso)
      write("Actor", study.actorBytes?.string)
      write("Target", study.targetBytes?.string)
      write("Reporter", study.reporterBytes?.string)
    }
    write("Created", record.created?.iso)
    write("Modified", record.modified?.iso)
    if record.isOfficial { write("Release", base.release.versionBytes?.string) }
    write("In ATLAS", record.firstRelease.map { "since \($0)" })
    write("Wording", record.isStub ? nil : record.wording.claim.string)
    if let url = record.url { self.write(Fact(label: "Page", address: url), &output) }
    write("File", record.file)
  }

  private func write(_ fact: Fact, _ output: inout Output) {
    let indent = 13
    output.append("  ")
    output.text(Bytes(fact.label), as: .label)
    output.spaces(indent - 2 - fact.label.utf8CodeUnitCount)
    var wrap = Wrap(width: output.proseWidth, column: indent, indent: indent)
    wrap.add(fact.words, to: &output)
    for (index, related) in fact.records.enumerated() {
      if index > 0 {
        wrap.finish(&output)
        output.spaces(indent)
      }
      wrap.add(related, to: &output)
      wrap.add(" ", to: &output)
      wrap.add(base.fullNameBytes(of: related), to: &output)
    }
    if let address = fact.address {
      wrap.add(" ", to: &output)
      wrap.add(address, as: .link, to: &output)
    }
    wrap.finish(&output)
  }
}

// MARK: - Sections

extension RecordText {
  func section(_ title: String, _ output: inout Output) {
    output.newline()
    output.text(title, as: .heading)
    output.newline()
  }

  /// A section that says how many it holds, or that there are none: an empty answer is a fact about the release.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - count: how many records it lists.
  ///   - kind: their kind, to say how many more a parent or sub-techniques have; nil to say nothing of that.
  ///   - output: where to print.
  func section(_ title: String, count: Int, of kind: RecordKind? = nil, _ output: inout Output) {
    let more = kind.flatMap { self.more($0, than: count) } ?? ""
    guard count == 0 else { return section("\(title) (\(count)\(more.isEmpty ? "" : "; \(more)"))", &output) }
    output.newline()
    output.text(title, as: .heading)
    output.text("  none in \(base.releaseName)\(more.isEmpty ? "" : "; \(more)")", as: .note)
    output.newline()
  }

  /// How many records of a kind are related to the technique or to its parent and sub-techniques: `31 with sub-techniques`.
  private func more(_ kind: RecordKind, than count: Int) -> String? {
    guard id.kind == .technique, let relatives = base.relativesNoun(of: [id]) else { return nil }
    let all = base.related(kind, to: [id], includeRelated: true).count
    return all > count ? "\(all) with \(relatives)" : nil
  }

  /// A related record on a line of its own, with a word about it.
  func line(_ related: RecordID, _ aside: String? = nil, _ output: inout Output) {
    output.append("  ")
    var wrap = Wrap(width: output.proseWidth, column: 2, indent: 6)
    wrap.add(related, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullNameBytes(of: related), as: .strong, to: &output)
    if let aside {
      wrap.add(" · ", as: .note, to: &output)
      wrap.add(aside, as: .note, to: &output)
    }
    wrap.finish(&output)
  }

  private func writeTacticRelations(_ output: inout Output) {
    let techniques = base.techniques(of: id)
    section("Techniques", count: techniques.count, &output)
    for technique in techniques { line(technique, base.maturity(of: technique)?.rawValue, &output) }
    let studies = base.caseStudies(of: id)
    section("Case studies", count: studies.count, &output)
    for study in studies { line(study, nil, &output) }
  }

  private func writeTechniqueRelations(_ output: inout Output) {
    let children = base.subtechniques(of: id)
    if !children.isEmpty {
      section("Sub-techniques", count: children.count, &output)
      for child in children { line(child, base.maturity(of: child)?.rawValue, &output) }
    }
    writeUses(.mitigation, &output)
    let studies = base.caseStudies(of: id)
    let steps = base.steps(of: id)
    section("Case studies", count: studies.count, of: .caseStudy, &output)
    for study in studies {
      line(study, nil, &output)
      for step in steps where step.source == study { write(step, &output) }
    }
  }

  private func writeUses(_ kind: RecordKind, _ output: inout Output) {
    let uses = base.uses(of: id)
    section(kind.heading, count: uses.count, of: kind, &output)
    for use in uses {
      line(use.other(than: id), nil, &output)
      Prose.write(use.textBytes, indent: 4, to: &output)
    }
  }

  /// A step under the case study that it is of.
  private func write(_ step: Relation, _ output: inout Output) {
    if step.number != nil || step.tactic != nil {
      output.append("    ")
      var label = step.number.map { "Step \($0)" } ?? ""
      if let tactic = step.tactic { label += (label.isEmpty ? "" : " · ") + base.nameBytes(of: tactic).string }
      var wrap = Wrap(width: output.proseWidth, column: 4, indent: 6)
      wrap.add(label, as: .tactic, to: &output)
      wrap.finish(&output)
    }
    Prose.write(step.textBytes, indent: 4, to: &output)
  }

  private func writeProcedure(_ output: inout Output) {
    let steps = base.steps(of: id)
    section("Procedure", count: steps.count, &output)
    for step in steps {
      let label = step.number.map { "\($0)." } ?? "-"
      output.spaces(4 - label.utf8.count)
      output.text(label, as: .note)
      output.append(" ")
      var wrap = Wrap(width: output.proseWidth, column: 5, indent: 5)
      wrap.add(step.target, to: &output)
      wrap.add("  ", to: &output)
      wrap.add(base.fullNameBytes(of: step.target), as: .strong, to: &output)
      if let tactic = step.tactic {
        wrap.add(" · ", as: .note, to: &output)
        wrap.add(base.nameBytes(of: tactic), as: .tactic, to: &output)
      }
      wrap.finish(&output)
      Prose.write(step.textBytes, indent: 5, to: &output)
    }
  }

  private func writeReferences(_ output: inout Output) {
    let references = record.references
    guard !references.isEmpty else { return }
    section("References (\(references.count))", &output)
    for reference in references {
      output.append("  ")
      var wrap = Wrap(width: output.proseWidth, column: 2, indent: 4)
      wrap.add(reference.title, to: &output)
      if let url = reference.url {
        wrap.add(" ", to: &output)
        wrap.add(url, as: .link, to: &output)
      }
      wrap.finish(&output)
    }
  }
}
