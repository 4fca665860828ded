import AtlasCore

/// The four nouns: the list of a kind of record, or of those related to others.
extension Command {
  static let tactics = list(
    .tactic, "List the tactics, or those of techniques and case studies.",
    [
      Example("atlas tactics", "the columns of the matrix, in its order"),
      Example("atlas tactics --for AML.CS0009", "the tactics that the steps of a case study serve"),
      Example("atlas tactics --sort techniques --limit 3", "the largest"),
    ])
  static let techniques = list(
    .technique, "List the techniques, or those of a tactic, a mitigation or a case study.",
    [
      Example("atlas techniques --tactic exfil --platform agentic", "the techniques of a tactic, for agents"),
      Example("atlas techniques --for AML.M0015", "what a mitigation mitigates, and how"),
      Example("atlas techniques --for cs0009", "what a case study did, step by step"),
      Example("atlas techniques --no-mitigation --sort case-studies", "what is used, and nothing mitigates"),
      Example("atlas techniques --fields id,maturity,tactics --format csv", "a table for a spreadsheet"),
    ])
  static let mitigations = list(
    .mitigation, "List the mitigations, or those of techniques and case studies.",
    [
      Example("atlas mitigations --for AML.T0031", "what mitigates a technique, and how"),
      Example("atlas mitigations --for t0051.000 --include-related", "its parent's mitigations too"),
      Example("atlas mitigations --for AML.CS0009", "what would have mitigated the steps of a case study"),
      Example("atlas mitigations --category policy --phase deployment", "by category and phase"),
    ])
  static let caseStudies = list(
    .caseStudy, "List the case studies, or those of techniques, tactics and mitigations.",
    [
      Example("atlas case-studies --for AML.T0051", "which case studies employ a technique, and how"),
      Example("atlas case-studies --for t0051 --include-related", "or one of its sub-techniques"),
      Example("atlas case-studies --type incident --since 2025", "what really happened, lately"),
    ])

  static let list = Command(
    name: "list", summary: "List records of all kinds.",
    discussion: List.discussion,
    examples: [
      Example("atlas list --modified-since 2026-08", "what changed lately, of any kind"),
      Example("atlas list --attack T1078", "what corresponds to a technique of MITRE ATT&CK"),
      Example("atlas list --name poison --kind technique", "techniques with a word in their name"),
      Example("atlas list | fzf --preview 'atlas show {1}'", "choose with a preview"),
      Example("atlas list -0 --for AML.M0015 | xargs -0 atlas show", "hand the ids on"),
    ],
    flags: List.flags([.kind] + Filter.all, RecordKind.allCases)
  ) { invocation, output throws(Failure) in
    let base = try invocation.knowledgeBase(&output)
    return try List(kinds: RecordKind.allCases, filters: [.kind] + Filter.all, base: base, invocation: invocation)
      .run(&output)
  }

  private static func list(
    _ kind: RecordKind, _ summary: String, _ examples: @escaping @autoclosure @Sendable () -> [Example]
  ) -> Command {
    Command(
      name: kind.plural, summary: summary, discussion: List.discussion, examples: examples(),
      flags: List.flags(Filter.all(of: [kind]), [kind])
    ) { invocation, output throws(Failure) in
      let base = try invocation.knowledgeBase(&output)
      return try List(kinds: [kind], filters: Filter.all(of: [kind]), base: base, invocation: invocation).run(&output)
    }
  }
}
