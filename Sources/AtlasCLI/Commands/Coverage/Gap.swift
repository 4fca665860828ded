import AtlasCore

extension Command {
  static let gap = Command(
    name: "gap", summary: "Tell which techniques the mitigations in place leave open, and which to add next.",
    discussion: """
      A technique of the scope is covered when a mitigation in place is mapped to it, or when `--have-technique` says that \
      other means cover it. One that is not covered is exposed when some mitigation of the release is mapped to it, and \
      unaddressed when none is: those are listed apart, since no mitigation of the release would change them. A mapping \
      to a technique says nothing about its sub-techniques, unless `--include-related` lets it count for them.

      The share is covered / (covered + exposed), and of the whole scope covered / (covered + exposed + unaddressed). Each \
      technique counts 1; with `--weight incidents` as often as incidents employ it, by the number of case studies \
      of that type with a step of it, and with `--weight case-studies` exercises count, too. `--fail-under N` exits with 1 \
      when the share is below N per cent, reckoned without rounding.

      Next is, each time, the mitigation that adds the greatest weight of exposed techniques to those before; of equals the \
      one that adds more techniques, then the lower id. It ends when nothing is left to add.

      Lists hold an id a line, and what stands behind a tab is a note of yours; so is what stands behind a comma or a \
      blank, unless it is an id itself. A comment begins with #. Ids that the release does not have, or has retired, are named, and the exit status is 2; \
      `--lenient` leaves the one kind out and takes what took the other's place.
      """,
    examples: [
      Example("atlas gap --have M0015,M0020", "what two mitigations leave open"),
      Example("atlas gap --next 40", "with nothing in place: the shortest way that greed finds"),
      Example("atlas gap --have m0015 --scope AML.CS0009 --scope AML.CS0014", "of what two case studies did"),
      Example("atlas gap --have m0015 --platform agentic --weight incidents --format json", "as data, weighted"),
      Example("atlas mitigations --category policy | atlas gap --have - --maturity realized", "from a list"),
    ],
    flags: [
      .have, .haveTechnique, .inScope, .tactic, .platform, .maturity, .inherit, .weight, .nextChoices, .failUnder,
      .wholeScope, .lenient, .recordFormat,
    ]
  ) { invocation, output throws(Failure) in
    let form: Format = try invocation.format()
    let base = try invocation.knowledgeBase(&output)
    let report = try GapReport(invocation, base, &output)
    guard !report.coverage.items.isEmpty else {
      output.note("no technique in \(base.releaseName) is in the scope")
      return .nothing
    }
    switch form {
    case .text: GapText(report: report).write(&output)
    case .markdown: GapMarkdown(report: report).write(&output)
    case .json:
      output.json(.array([GapData(report: report).object]), isIndented: true)
      output.newline()
    case .jsonl, .csv, .tsv, .ids: GapData(report: report).techniques.write(form, &output)
    }
    guard let limit = report.limit, !report.gatedShare.reaches(limit) else { return .found }
    output.note("\(report.gatedShare.text) is under the \(limit) % of --fail-under")
    return .nothing
  }
}

extension Flag {
  private static let inputs = "What there is"
  static let have = Flag(
    "have", nil, .record([.mitigation]), name: "ID", repeats: true, group: inputs,
    help: "A mitigation in place, or several with commas between; - and @FILE hold lists.")
  static let haveTechnique = Flag(
    "have-technique", nil, .record([.technique]), name: "ID", repeats: true, group: inputs,
    help: "A technique that is covered by other means; several as for --have.")
  static let lenient = Flag(
    "lenient", group: inputs, help: "Go on when ids are unknown or retired, and say so.")

  private static let matters = "What matters"
  static let inScope = Flag(
    "scope", nil, .record([.technique, .tactic, .caseStudy]), name: "ID", repeats: true, group: matters,
    help: "Only this technique, or those of this tactic or case study; - and @FILE hold lists.")
  static let weight = Flag(
    "weight", nil,
    .choices([
      Choice("none", "each technique counts 1"), Choice("incidents", "as often as incidents employ it"),
      Choice("case-studies", "exercises, too"),
    ]), name: "BY", group: matters, help: "What a technique counts.")
  /// The list's flag of that name rolls up both ways; here a mitigation of a sub-technique does not cover the rest.
  static let inherit = Flag(
    "include-related", group: matters, help: "Let what covers a technique count for its sub-techniques.")

  private static let answer = "Answer"
  static let nextChoices = Flag(
    "next", nil, .number(0...Int.max), name: "N", group: answer,
    help: "Tell the N mitigations to put in place next; 5 unless told, 0 for none.")
  static let failUnder = Flag(
    "fail-under", nil, .number(0...100), name: "PERCENT", group: answer,
    help: "Exit with 1 when less than PERCENT is covered.")
  static let wholeScope = Flag(
    "whole-scope", group: answer, help: "Let --fail-under count unaddressed techniques, too.")
}
