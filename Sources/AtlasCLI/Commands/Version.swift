import AtlasCore

/// What `--version` says: the tool, the release of ATLAS, and how many records it has.
enum Version {
  static let tool = "0.1.0"
  /// The day of that version, for the manual page.
  static let day = "2026-11-21"

  static func run(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> ExitStatus {
    let base = try invocation.knowledgeBase(&output)
    let release = base.release
    let counts = counts(in: base)
    if invocation.isJSON {
      let pairs: [(key: StaticString, value: Value)] = [
        ("version", .text(tool)), ("release", .string(release.version)), ("released", .date(release.date)),
      ]
      JSON(isIndented: true).write(.object(pairs + counts.map { ($0.key, .number($0.count)) }), to: &output)
      output.newline()
    } else {
      output.text("atlas \(tool)")
      output.newline()
      let name = release.version.map { "ATLAS \($0.string)" } ?? "ATLAS, release not known"
      let day = release.date.map { " (\($0.iso))" } ?? ""
      var wrap = Wrap(width: output.proseWidth, indent: 2)
      wrap.add(name + day + ": " + counts.map { "\($0.count) \($0.noun)" }.joined(separator: ", "), to: &output)
      wrap.finish(&output)
    }
    return .found
  }

  private static func counts(in base: KnowledgeBase) -> [(key: StaticString, noun: String, count: Int)] {
    func count(_ kind: RecordKind) -> Int { base.ids(of: kind).count }
    let children = base.ids(of: .technique).filter { $0.sub != nil }.count
    let parents = count(.technique) - children
    return [
      ("tactics", RecordKind.tactic.noun(count(.tactic)), count(.tactic)),
      ("techniques", RecordKind.technique.noun(parents), parents),
      ("subtechniques", children == 1 ? "sub-technique" : "sub-techniques", children),
      ("mitigations", RecordKind.mitigation.noun(count(.mitigation)), count(.mitigation)),
      ("caseStudies", RecordKind.caseStudy.noun(count(.caseStudy)), count(.caseStudy)),
    ]
  }
}
