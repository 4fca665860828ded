import AtlasCore

/// What `--version` says: the tool, the release of ATLAS, and how many records it has.
enum Version {
  static let tool = "0.1.0"
  /// The day of that version, for the manual page.
  static let day = "2026-11-21"

  static func lines(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> [String] {
    let base = try invocation.knowledgeBase(&output)
    let techniques = base.ids(of: .technique)
    let children = techniques.filter { $0.sub != nil }.count
    let counts = [
      count(base.ids(of: .tactic).count, "tactic"), count(techniques.count - children, "technique"),
      count(children, "sub-technique"), count(base.ids(of: .mitigation).count, "mitigation"),
      "\(base.ids(of: .caseStudy).count) \(RecordKind.caseStudy.noun(base.ids(of: .caseStudy).count))",
    ]
    let release = base.release
    let name = release.version.map { "ATLAS \($0.string)" } ?? "ATLAS, release not known"
    return [
      "atlas \(tool)", name + (release.date.map { " (\($0.iso))" } ?? "") + ": " + counts.joined(separator: ", "),
    ]
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
