/// Checks of incomplete records.
extension KnowledgeBase {
  /// Fields missing from all pages of a record, and sub-techniques whose technique has no page.
  package func missingParts(_ drafts: [ParsedPage]) -> [Finding] {
    var findings: [Finding] = []
    for drafts in drafts.chunked {
      guard let id = drafts.first?.id, let source = sources(of: id).first else { continue }
      if let parent = id.parent, isStub(parent) {
        findings.append(
          Finding(.note, .missingParent, at: source.text, "\(id) belongs to \(parent), which has no page"))
      }
      // An entry of a dump has only a name and a text.
      guard sources(of: id).contains(where: { !$0.isDumped }) else { continue }
      let missing = missing(from: Array(drafts), id)
      if !missing.isEmpty {
        findings.append(
          Finding(.note, .missingField, at: source.text, "\(id) has no \(missing.joined(separator: ", no "))"))
      }
    }
    return findings
  }

  private func missing(from drafts: [ParsedPage], _ id: RecordID) -> [String] {
    func lacks(_ label: Metadata.Label, _ what: String) -> String? {
      drafts.contains { $0.claims.contains { $0.label == label } } ? nil : what
    }
    func unless(_ isThere: Bool, _ what: String) -> String? { isThere ? nil : what }
    let kinds = Set(relations(of: id).map(\.kind))
    let dates = [lacks(.created, "date of creation"), lacks(.modified, "date of change")]
    let own: [String?] =
      switch id.kind {
      case .tactic: dates + [unless(kinds.contains(.tacticTechnique), "techniques")]
      case .technique:
        dates + [
          lacks(.maturity, "maturity"), lacks(.platforms, "platforms"),
          unless(kinds.contains(.tacticTechnique), "tactics"),
        ]
      case .mitigation:
        dates + [
          lacks(.category, "category"), lacks(.lifecycle, "lifecycle"),
          unless(kinds.contains(.mitigates), "techniques"),
        ]
      case .caseStudy:
        [
          lacks(.date, "incident date"), lacks(.type, "type"),
          lacks(.actor, "actor"), lacks(.target, "target"),
          unless(kinds.contains(.employs), "steps"),
        ]
      }
    return ([unless(drafts.contains { !$0.description.isEmpty }, "description")] + own).compactMap { $0 }
  }
}
