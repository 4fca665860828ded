import AtlasCore

/// What `gap` reckons from a command line, for every format.
struct GapReport {
  let base: KnowledgeBase
  let coverage: Coverage
  /// The mitigations to put in place next, as many as were asked for.
  let choices: [Coverage.Choice]
  /// What a technique counts: `none`, `incidents`, `case-studies`.
  let weighting: String
  /// The per cent that must be covered; nil when nothing was asked.
  let limit: Int?
  private let isOfWholeScope: Bool

  /// - Parameters:
  ///   - invocation: the flags.
  ///   - base: the release.
  ///   - output: takes what is to be said about ids.
  /// - Throws: for ids that the release does not have or has retired, unless `--lenient`.
  init(_ invocation: Invocation, _ base: KnowledgeBase, _ output: inout Output) throws(Failure) {
    self.base = base
    weighting = invocation.value(of: .weight) ?? "none"
    limit = invocation.number(of: .failUnder)
    isOfWholeScope = invocation.has(.wholeScope)
    if isOfWholeScope, limit == nil { throw invocation.command.misuse("--whole-scope goes with --fail-under") }
    let lists = GapLists(
      have: try invocation.records(invocation.values(of: .have), among: [.mitigation], in: base, &output),
      techniques: try invocation.records(invocation.values(of: .haveTechnique), among: [.technique], in: base, &output),
      scope: try invocation.records(
        invocation.values(of: .inScope), among: [.tactic, .technique, .caseStudy], in: base, &output))
    // All that is wrong was said before the first of it ends the run.
    if !invocation.has(.lenient), let flag = lists.faulty { throw GapReport.refusal(flag, base) }
    let (have, techniques) = (lists.have.ids, lists.techniques.ids)
    let scope = try GapReport.scope(invocation.has(.inScope) ? lists.scope.ids : nil, invocation, base, &output)
    let isOfIncidents = weighting == "incidents"
    let counted = Set(
      base.ids(of: .caseStudy).filter { !isOfIncidents || base.record($0)?.details.caseStudy?.type == .incident })
    let isWeighted = weighting != "none"
    coverage = Coverage(
      of: base, mitigations: have, techniques: techniques, scope: scope, isInherited: invocation.has(.inherit),
      weight: { isWeighted ? base.caseStudies(of: $0).count(where: counted.contains) : 1 })
    choices = Array(coverage.choices().prefix(invocation.number(of: .nextChoices) ?? 5))
  }

  /// The ids that the flags name.
  private struct GapLists {
    let have, techniques, scope: RecordSelection

    /// The first flag with ids that are unknown, or not up to date.
    var faulty: Flag? {
      let flags = [(have, Flag.have), (techniques, .haveTechnique), (scope, .inScope)]
      return flags.first { !$0.0.isComplete || !$0.0.isCurrent }?.1
    }
  }

  private static func scope(
    _ named: [RecordID]?, _ invocation: Invocation, _ base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> [RecordID] {
    var scope = base.ids(of: .technique)
    if let named {
      let wanted = Set(
        named.flatMap { id in
          switch id.kind {
          case .tactic: base.techniques(of: id)
          case .caseStudy: base.steps(of: id).map(\.target)
          case .technique, .mitigation: [id]
          }
        })
      scope = scope.filter(wanted.contains)
    }
    let filters = try FilterSet([.tactic, .platform, .maturity], invocation, in: base, &output)
    guard filters.isComplete || invocation.has(.lenient) else { throw refusal(.tactic, base) }
    return try invocation.command.checkingFilter { () throws(FilterError) in try filters.filter.filter(scope, in: base)
    }
  }

  private static func refusal(_ flag: Flag, _ base: KnowledgeBase) -> Failure {
    Failure("--\(flag.long) names what \(base.releaseName) does not have, see above; --lenient goes on")
  }
}

// MARK: - Shares

extension GapReport {
  /// The share that `--fail-under` is about: of what can be covered, or of the whole scope.
  var gatedShare: Share { isOfWholeScope ? coverage.shareOfScope : coverage.share }

  /// The share after each of the choices.
  var sharesAfterChoices: [Share] {
    var share = coverage.share
    return choices.map { choice in
      share = share.adding(choice.weight)
      return share
    }
  }

  /// The tactics that techniques of the scope belong to, in the order of the matrix, and how many exposed techniques
  /// of each maturity each has; a technique of several tactics counts in each.
  var tactics: [(id: RecordID, exposed: [Int], items: [Coverage.Item])] {
    base.ordered(.tactic).compactMap { tactic in
      let techniques = Set(base.techniques(of: tactic))
      let items = coverage.items.filter { techniques.contains($0.technique) }
      guard !items.isEmpty else { return nil }
      let exposed = items.filter { $0.status == .exposed }
      let counts = GapReport.maturities.map { maturity in
        exposed.count { base.maturity(of: $0.technique) == maturity }
      }
      return (tactic, counts, items)
    }
  }

  /// From the most to the least seen, and those of which no page says.
  static let maturities: [Maturity?] = [.realized, .demonstrated, .feasible, nil]
}

extension Share {
  /// In per cent with one decimal: `23.8 %`.
  var text: String { "\(permille / 10).\(permille % 10) %" }
}
