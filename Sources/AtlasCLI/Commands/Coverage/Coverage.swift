import AtlasCore

extension Command {
  static let coverage = Command(
    name: "coverage", summary: "Report coverage by your mitigations, and recommend which to add.",
    discussion: """
      A technique in scope is covered if an implemented mitigation (`--have`) is mapped to it, or if `--have-technique` names \
      it. Otherwise it is uncovered if any mitigation of the release is mapped to it. Techniques with no mitigation in the \
      release are listed apart, because no mitigation would change them. A mapping to a technique does not cover its \
      sub-techniques, unless `--inherit` is given. In machine formats the three statuses are `covered`, `exposed` and \
      `unaddressed`.

      Coverage is covered / (covered + uncovered); coverage of the whole scope is covered / (covered + uncovered + no \
      mitigation). Each technique counts 1. With `--weight incidents` it counts the number of incidents with a step that \
      uses it; with `--weight case-studies` exercises count too. `--fail-under N` exits with 1 if coverage is below N \
      percent, computed exactly.

      Recommendations are a greedy plan: each mitigation adds the greatest weight of techniques that are still uncovered. \
      Ties go to the mitigation that adds more techniques, then to the lower id. The plan ends when nothing is left to add. \
      `--without` and `--category` restrict what is recommended.

      Lists hold one id per line. Text after a tab is ignored, and so is text after a comma or space that is not an id; \
      `#` starts a comment. Unknown or retired ids are errors (exit status 2). `--lenient` skips unknown ids and replaces \
      retired ones by their successors. In a list for `--have-technique`, as `scan --format ids` prints it, records of \
      other kinds are left out.

      `atlas coverage --format tsv | atlas matrix -` draws the statuses in the matrix, and with `--format layer` writes \
      them for ATT&CK Navigator.
      """,
    examples: [
      Example("atlas coverage --have M0015,M0020", "what two mitigations cover, and what to add"),
      Example("atlas coverage --recommend 40", "start from zero: a greedy plan"),
      Example("atlas coverage --have M0015,M0020 --summary", "the figures, in five lines"),
      Example("atlas coverage --have m0015 --scope AML.CS0009,AML.CS0014", "only techniques of two case studies"),
      Example("atlas coverage --have m0015 --platform agentic --weight incidents --json", "as data, weighted"),
      Example("atlas mitigations --category policy | atlas coverage --have -", "from a list"),
      Example("atlas coverage --have M0015 --format tsv | atlas matrix - --mini", "drawn in the matrix"),
    ],
    flags: [
      .have, .haveTechnique, .lenient, .inScope, .inherit, .weight, .tactic, .platform, .maturity, .recommend,
      .without, .category, .summary, .failUnder, .wholeScope, .format(Format.self),
    ],
    refusedFlags: [("--next", "it is now --recommend"), ("--include-related", "it is now --inherit")]
  ) { invocation, output throws(Failure) in
    let format: Format = try invocation.format()
    let gate = invocation.number(of: .failUnder)
    if invocation.has(.wholeScope), gate == nil { throw invocation.command.misuse("--whole-scope needs --fail-under") }
    let base = try invocation.knowledgeBase(&output)
    let query = try CoverageQuery(invocation, in: base, &output)
    if invocation.has(.summary), format != .text {
      throw invocation.command.misuse(
        "--summary needs --format text; in json the figures are share, counts and weights")
    }
    let answer = try invocation.command.checkingFilter { () throws(FilterError) in try query.answer(in: base) }
    if let remark = answer.remark(in: base) {
      output.note(remark)
      return .nothing
    }
    let data = CoverageData(base: base, answer: answer)
    switch format {
    case .text: CoverageText(base: base, answer: answer, isSummary: invocation.has(.summary)).write(&output)
    case .markdown: CoverageMarkdown(base: base, answer: answer).write(&output)
    case .json:
      output.json(.array([data.object]), isIndented: true)
      output.newline()
    case .jsonl, .csv, .tsv, .ids: data.techniques.write(format, &output)
    }
    let share = invocation.has(.wholeScope) ? answer.shareOfScope : answer.share
    guard let gate, !share.reaches(gate) else { return .found }
    output.note("\(share) is under the \(gate) % of --fail-under")
    return .nothing
  }
}

extension CoverageQuery {
  /// The query that the flags ask for; remarks about ids go to stderr.
  ///
  /// - Throws: for ids that are unknown or retired, unless `--lenient` was given.
  fileprivate init(_ invocation: Invocation, in base: KnowledgeBase, _ output: inout Output) throws(Failure) {
    let isLenient = invocation.has(.lenient)
    var refused: Flag?
    func records(_ flag: Flag, _ kinds: [RecordKind], _ output: inout Output) throws(Failure) -> [RecordID] {
      let named = try invocation.records(
        invocation.values(of: flag), among: kinds, leavingOutOtherKinds: flag == .haveTechnique, in: base, &output)
      if !(named.isComplete && named.isCurrent) { refused = refused ?? flag }
      return named.ids
    }
    self.init(mitigations: try records(.have, [.mitigation], &output))
    techniques = try records(.haveTechnique, [.technique], &output)
    let named = try records(.inScope, [.tactic, .technique, .caseStudy], &output)
    // All remarks about the lists come before the error.
    if let refused, !isLenient { throw CoverageQuery.refusal(of: refused) }
    scope = invocation.has(.inScope) ? named : nil
    let filters = try FilterSet([.tactic, .platform, .maturity], invocation, in: base, &output)
    guard filters.isComplete || isLenient else { throw CoverageQuery.refusal(of: .tactic) }
    filter = filters.filter
    weighting = invocation.value(of: .weight).flatMap(Weighting.init) ?? .none
    coversSubtechniques = invocation.has(.inherit)
    recommendationLimit = invocation.number(of: .recommend) ?? recommendationLimit
    excluded = try records(.without, [.mitigation], &output)
    if let refused, !isLenient { throw CoverageQuery.refusal(of: refused) }
    recommendationFilter = try FilterSet([.category], invocation, in: base, &output).filter
  }

  private static func refusal(of flag: Flag) -> Failure {
    Failure("--\(flag.long) has ids that do not count, see above; --lenient skips them, and replaces retired ones")
  }
}

extension Flag {
  private static let mitigations = "Coverage"
  static let have = Flag(
    "have", nil, .record([.mitigation]), name: "ID", repeats: true, group: mitigations,
    help: "An implemented mitigation; - and @FILE are lists.")
  static let haveTechnique = Flag(
    "have-technique", nil, .record([.technique]), name: "ID", repeats: true, group: mitigations,
    help: "A technique that is covered by other means; - and @FILE are lists.")
  static let lenient = Flag(
    "lenient", group: mitigations, help: "Skip unknown ids, and replace retired ones by their successors.")

  private static let scope = "Scope"
  static let inScope = Flag(
    "scope", nil, .record([.technique, .tactic, .caseStudy]), name: "ID", repeats: true, group: scope,
    help: "Only this technique, or the techniques of this tactic or case study; - and @FILE are lists.")
  /// Not `--include-related`, which works both ways: what covers a sub-technique does not cover its parent.
  static let inherit = Flag("inherit", group: scope, help: "Let what covers a technique cover its sub-techniques too.")
  static let weight = Flag(
    "weight", nil, .choices(CoverageQuery.Weighting.allCases.map { Choice($0.rawValue, $0.summary) }), name: "BY",
    group: scope, help: "What a technique counts.")

  private static let report = "Report"
  static let recommend = Flag(
    "recommend", nil, .number(0...Int.max), name: "N", group: report,
    help: "Recommend at most N mitigations (default 5).")
  static let without = Flag(
    "without", nil, .record([.mitigation]), name: "ID", repeats: true, group: report,
    help: "Do not recommend this mitigation; - and @FILE are lists.")
  static let summary = Flag("summary", group: report, help: "Print only the figures and the first recommendation.")
  static let failUnder = Flag(
    "fail-under", nil, .number(0...100), name: "PERCENT", group: report,
    help: "Exit with 1 if coverage is below PERCENT.")
  static let wholeScope = Flag(
    "whole-scope", group: report, help: "Apply --fail-under to the coverage of the whole scope.")
}

extension CoverageQuery.Weighting {
  fileprivate var summary: String {
    switch self {
    case .none: "1"
    case .incidents: "the number of incidents that used it"
    case .caseStudies: "the number of case studies that used it"
    }
  }
}
