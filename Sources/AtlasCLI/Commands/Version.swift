import AtlasCore
import AtlasFiles

/// What `--version` says: the tool, the release of ATLAS, and how many records it has.
enum Version {
  static let tool = "0.2.0"
  /// The day of that version, for the manual page.
  static let day = "2026-11-26"

  static func run(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> ExitStatus {
    let base = try invocation.knowledgeBase(&output)
    let release = base.release
    let counts = counts(in: base)
    let date = release.knownDate
    let today = invocation.environment.today()
    if try invocation.format(DataFormat.self) == .json {
      let pairs: [(key: StaticString, value: Value)] = [
        ("version", .text(tool)), ("release", .string(release.versionBytes)), ("released", .date(date)),
        ("wording", .text(base.wording.rawValue)),
      ]
      let age: [(key: StaticString, value: Value)] = [
        ("ageInDays", .number(ReleaseAge(date, today: today).days))
      ]
      output.json(.object(pairs + counts.map { ($0.key, .number($0.count)) } + age), isIndented: true)
      output.newline()
    } else {
      output.text("atlas \(tool)")
      output.newline()
      let name = release.versionBytes.map { "ATLAS \($0.string)" } ?? "ATLAS, release not known"
      let said = counts.filter { $0.noun != stubs || $0.count > 0 }.map { "\($0.count) \($0.noun)" }
      let day = date.map { " (\($0.withAge(today: today)))" } ?? ""
      var wrap = Wrap(width: output.proseWidth, indent: 2)
      wrap.add(name + day + ": " + said.joined(separator: ", "), to: &output)
      wrap.finish(&output)
      wrap = Wrap(width: output.proseWidth, indent: 2)
      wrap.add("Wording: \(base.wording.claim)", to: &output)
      wrap.finish(&output)
    }
    return .found
  }

  private static let stubs = "known by name only"

  /// The records that have a page, and apart from them those that are only named on others.
  private static func counts(in base: KnowledgeBase) -> [(key: StaticString, noun: String, count: Int)] {
    let (stubs, known) = base.ids().reduce(into: ([RecordID](), [RecordID]())) {
      if base.isStub($1) { $0.0.append($1) } else { $0.1.append($1) }
    }
    func count(_ kind: RecordKind) -> Int { known.count { $0.kind == kind } }
    let children = known.count { $0.kind == .technique && $0.sub != nil }
    let parents = count(.technique) - children
    return [
      ("tactics", RecordKind.tactic.noun(count(.tactic)), count(.tactic)),
      ("techniques", RecordKind.technique.noun(parents), parents),
      ("subtechniques", children == 1 ? "sub-technique" : "sub-techniques", children),
      ("mitigations", RecordKind.mitigation.noun(count(.mitigation)), count(.mitigation)),
      ("caseStudies", RecordKind.caseStudy.noun(count(.caseStudy)), count(.caseStudy)),
      ("stubs", Version.stubs, stubs.count),
    ]
  }
}
