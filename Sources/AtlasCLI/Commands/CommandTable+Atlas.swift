import AtlasCore
import AtlasData

extension CommandTable {
  /// The table of the tool.
  static let atlas = CommandTable(
    summary: "Browse, search and check against MITRE ATLAS, the knowledge base of attacks on AI systems.",
    groups: [
      Group(
        title: "Browse",
        entries: [
          Entry("show") { .show },
          Entry("list") { .list },
          Entry("tactics") { .tactics },
          Entry("techniques") { .techniques },
          Entry("mitigations") { .mitigations },
          Entry("case-studies") { .caseStudies },
          Entry("matrix") { .matrix },
          Entry("open") { .open },
        ]),
      Group(
        title: "Search",
        entries: [
          Entry("search") { .search },
          Entry("find") { .find },
        ]),
      Group(
        title: "Analyze",
        entries: [
          Entry("coverage") { .coverage },
          Entry("after") { .after },
          Entry("before") { .before },
          Entry("map") { .map },
          Entry("graph") { .graph },
        ]),
      Group(
        title: "Check",
        entries: [
          Entry("scan") { .scan },
          Entry("lint") { .lint },
        ]),
      Group(
        title: "Releases",
        entries: [
          Entry("releases") { .releases },
          Entry("import") { .import },
          Entry("export") { .export },
          Entry("diff") { .diff },
          Entry("history") { .history },
        ]),
      Group(title: "Agents", entries: [Entry("mcp") { .mcp }]),
      Group(
        title: "Help",
        entries: [
          Entry("help") { .help },
          Entry("man") { .man },
          Entry("completions") { .completions },
        ]),
    ],
    start: { .start }, hidden: [Entry("complete") { .complete }],
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
