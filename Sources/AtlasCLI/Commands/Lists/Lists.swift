import AtlasCore

/// The commands that list records of one kind, or of all kinds.
extension Command {
  static let tactics = list(
    .tactic, "List tactics, or those of techniques and case studies.",
    [
      Example("atlas tactics", "all tactics in matrix order"),
      Example("atlas tactics --for AML.CS0009", "the tactics of a case study"),
      Example("atlas tactics --sort techniques --limit 3", "the tactics with the most techniques"),
    ])
  static let techniques = list(
    .technique, "List techniques, or those of a tactic, mitigation or case study.",
    [
      Example("atlas techniques --tactic exfil --platform agentic", "the techniques of a tactic for agentic AI"),
      Example("atlas techniques --for AML.M0015", "the techniques that a mitigation addresses"),
      Example("atlas techniques --for cs0009", "the techniques of a case study, step by step"),
      Example(
        "atlas techniques --no-mitigation --sort case-studies", "techniques without a mitigation, most used first"),
      Example("atlas techniques --fields id,maturity,tactics --format csv", "a table for a spreadsheet"),
      Example("atlas techniques --with mitigations --format csv", "a row for each technique and mitigation"),
    ])
  static let mitigations = list(
    .mitigation, "List mitigations, or those of techniques and case studies.",
    [
      Example("atlas mitigations --for AML.T0031", "mitigations of a technique, and how each applies"),
      Example("atlas mitigations --for t0051.000 --include-related", "with those of its parent"),
      Example("atlas mitigations --for AML.CS0009", "mitigations for each step of a case study"),
      Example("atlas mitigations --category policy --phase deployment", "by category and phase"),
    ])
  static let caseStudies = list(
    .caseStudy, "List case studies, or those of techniques, tactics and mitigations.",
    [
      Example("atlas case-studies --for AML.T0051", "the case studies that used a technique, and how"),
      Example("atlas case-studies --for t0051 --include-related", "or one of its sub-techniques"),
      Example("atlas case-studies --type incident --since 2025", "recent incidents"),
      Example(
        "atlas case-studies --like \"poisoned model on a public hub\"",
        "the most similar ones, with the steps that match"),
      Example("atlas case-studies --like AML.T0093,AML.T0051.001,AML.T0086", "by techniques"),
      Example("atlas case-studies --timeline", "incidents and exercises by year"),
    ])

  static let list = Command(
    name: "list", summary: "List records of all kinds.",
    discussion: ListCommand.discussion,
    examples: [
      Example("atlas list --modified-since 2026-08", "recently modified records of any kind"),
      Example("atlas list --attack T1078", "records that refer to an ATT&CK technique"),
      Example("atlas list --name poison --kind technique", "techniques with a word in the name"),
      Example("atlas matrix --for AML.CS0009 --format layer | atlas list --layer -", "the techniques of a layer"),
      Example("atlas list | fzf --preview 'atlas show {1}'", "choose a record with a preview"),
      Example("atlas list -0 --for AML.M0015 | xargs -0 atlas show", "pass the ids to another command"),
    ],
    flags: ListCommand.flags([.kind] + Filter.all, RecordKind.allCases)
  ) { invocation, output throws(Failure) in
    let (invocation, base) = try invocation.pinned(by: .for, &output)
    return try ListCommand(
      kinds: RecordKind.allCases, filters: [.kind] + Filter.all, base: base, invocation: invocation
    )
    .run(&output)
  }

  private static func list(
    _ kind: RecordKind, _ summary: String, _ examples: @escaping @autoclosure @Sendable () -> [Example]
  ) -> Command {
    Command(
      name: kind.plural, summary: summary, discussion: ListCommand.discussion, examples: examples(),
      flags: ListCommand.flags(Filter.all(of: [kind]), [kind])
    ) { invocation, output throws(Failure) in
      let (invocation, base) = try invocation.pinned(by: .for, &output)
      return try ListCommand(kinds: [kind], filters: Filter.all(of: [kind]), base: base, invocation: invocation).run(
        &output)
    }
  }
}
