import AtlasCore
import AtlasData

extension CommandTable {
  /// The table of the tool.
  static let atlas = CommandTable(
    summary: "Browse, search and check against MITRE ATLAS, the knowledge base of attacks on AI systems.",
    groups: [
      Group(title: "Browse", commands: [.show, .list, .tactics, .techniques, .mitigations, .caseStudies, .open]),
      Group(title: "Search", commands: [.search, .find]),
      Group(title: "Analyze", commands: [.coverage, .after, .before, .map]),
      Group(title: "Check", commands: [.scan, .lint]),
      Group(title: "Releases", commands: [.releases, .import, .export, .diff, .history]),
      Group(title: "Help", commands: [.help, .man, .completions]),
    ],
    start: .start, hidden: [.complete],
    recordCommand: "show",
    examples: {
      [
        Example("atlas show AML.T0031", "show a record"),
        Example("atlas mitigations --for AML.T0031", "list what mitigates a technique, and how"),
        Example("atlas case-studies --for AML.T0051", "list the case studies that used it, and how"),
        Example("atlas techniques --tactic impact", "list the techniques of a tactic"),
        Example("atlas list", "list all records"),
      ]
    },
    edition: (Version.tool, Version.day),
    version: Version.run,
    records: { kinds, data in
      guard let base = data.base() else { return [] }
      return base.ids().filter { kinds.isEmpty || kinds.contains($0.kind) }
        .map { Choice($0.description, base.fullNameBytes(of: $0).string) }
    })
}
