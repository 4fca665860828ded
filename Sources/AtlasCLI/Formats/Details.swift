import AtlasCore

/// What only records of one kind have, for whoever asks without knowing the kind.
extension Record.Details {
  var technique: Technique? { if case .technique(let value) = self { value } else { nil } }
  var mitigation: Mitigation? { if case .mitigation(let value) = self { value } else { nil } }
  var caseStudy: CaseStudy? { if case .caseStudy(let value) = self { value } else { nil } }
}
