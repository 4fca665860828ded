/// All full pages of a knowledge base: a vault to open, or the sources of a site.
///
/// Reading them gives the same knowledge base.
public enum FullSet {
  /// The pages: that of the release, the history, a page for each kind that lists its records, and one for each record.
  ///
  /// Records that are known from other pages only get none, as they had none.
  ///
  /// - Returns: each page with its path below the directory of the pages.
  public static func pages(of base: KnowledgeBase) -> [(path: String, text: [UInt8])] {
    var pages = [(path: "ATLAS.md", text: releasePage(of: base))]
    if !base.historyPage.isEmpty { pages.append(("history.md", Array(base.historyPage))) }
    for kind in RecordKind.allCases {
      pages.append(("\(kind.plural).md", index(of: kind, in: base)))
      for id in base.ids(of: kind) where !base.isStub(id) {
        guard let record = base.record(id) else { continue }
        pages.append(("\(kind.plural)/\(id).md", FullPage.write(record, of: base)))
      }
    }
    return pages
  }

  private static func index(of kind: RecordKind, in base: KnowledgeBase) -> [UInt8] {
    let ids = base.ids(of: kind).filter { !base.isStub($0) }
    let ordered = kind == .tactic ? ids.sorted(by: base.precedesInMatrix) : ids
    var page = "---\nid: \(kind.plural)\ntype: index\ntitle: \"\(kind.heading)\"\n---\n\n# \(kind.heading)\n\n"
    for id in ordered { page += "- \(link(id, base))\n" }
    return Array(page.utf8)
  }

  private static func link(_ id: RecordID, _ base: KnowledgeBase) -> String {
    "[[\(id.kind.plural)/\(id)|\(id): \(base.fullName(of: id))]]"
  }

  private static func releasePage(of base: KnowledgeBase) -> [UInt8] {
    let release = base.release
    var page = "---\nid: atlas\ntitle: \"MITRE ATLAS\"\n"
    if let version = release.version { page += "release: \"\(version)\"\n" }
    page += "---\n\n# MITRE ATLAS\n\n"
    page += "Tactics, techniques, mitigations and case studies of attacks on AI systems, each on a page of its own: "
    page += RecordKind.allCases.map { "[[\($0.plural)|\($0.heading)]]" }.joined(separator: ", ") + ".\n\n"
    page += "## Metadata\n\n"
    if let version = release.version { page += "- **Content Release:** \(version)\n" }
    if let date = release.date { page += "- **Released:** \(date.english)\n" }
    page += "- **Source:** https://github.com/mitre-atlas/atlas-data\n"
    page += "- **License:** Apache-2.0, Copyright The MITRE Corporation\n"
    for kind in RecordKind.allCases { page += "- **\(kind.heading):** \(base.ids(of: kind).count)\n" }
    let matrix = base.ids(of: .tactic).filter { base.position(of: $0) != nil }.sorted(by: base.precedesInMatrix)
    if !matrix.isEmpty {
      page += "\n## Matrix\n\nThe tactics in the order in which the ATLAS matrix shows them:\n\n"
      for (index, id) in matrix.enumerated() { page += "\(index + 1). \(link(id, base))\n" }
    }
    var text = Array(page.utf8)
    // Whose words the pages have is for them to say.
    if let about = Document(base.releasePage).sections.first(where: { $0.title == "About these pages" }) {
      text += "\n## About these pages\n\n".utf8
      text += about.body.trimmed
      text.append(.newline)
    }
    return text
  }
}
