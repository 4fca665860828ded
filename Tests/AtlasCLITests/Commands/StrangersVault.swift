import AtlasCore
import AtlasData
import TestSupport

/// A vault of 256 pages in the manner of others: ids in the metadata alone, an index in each folder, steps without
/// tactics under the names of their techniques, and 58 sub-techniques whose techniques have no page.
struct StrangersVault {
  static let pageCount = 256
  static let orphanCount = 58

  private let base = KnowledgeBase.bundled
  private let work: ScratchFolder

  /// Writes the vault into the folder `vault` of `work`.
  init(in work: ScratchFolder) throws {
    self.work = work
    let studies = base.ids(of: .caseStudy)
    let mitigations = base.ids(of: .mitigation).prefix(36)
    for id in studies { try writeStudy(id) }
    for id in mitigations { try writeMitigation(id) }
    let folders = ["", "mitigations", "case-studies"] + base.ids(of: .tactic).map { "techniques/\(slug($0))" }
    for folder in folders { try writeIndex(folder) }
    for id in techniques(StrangersVault.pageCount - studies.count - mitigations.count - folders.count) {
      try writeTechnique(id)
    }
  }

  /// `count` techniques, 58 of them without the page of their parent.
  private func techniques(_ count: Int) -> [RecordID] {
    let families = Dictionary(grouping: base.ids(of: .technique).filter { $0.sub != nil }) { $0.parent }
    var orphans = 0
    var kept: [RecordID] = []
    for (parent, children) in families.sorted(by: { $0.value[0] < $1.value[0] }) {
      kept += children
      if orphans + children.count <= StrangersVault.orphanCount {
        orphans += children.count
      } else if let parent {
        kept.append(parent)
      }
    }
    let single = base.ids(of: .technique).filter { $0.sub == nil && families[$0] == nil }
    return kept + single.prefix(count - kept.count)
  }

  private func slug(_ id: RecordID) -> String { base.record(id)?.slug ?? "" }

  private func folder(_ technique: RecordID) -> String {
    "techniques/\(base.tactics(of: technique).first.map(slug) ?? "")"
  }

  private func link(_ id: RecordID) -> String {
    "[[atlas/\(folder(id))/\(slug(id))|\(id): \(base.record(id)?.name ?? "")]]"
  }

  private func write(_ path: String, _ text: String) throws { _ = try work.write("vault/\(path).md", text) }

  private func head(_ id: RecordID, _ title: String) -> String {
    "---\nid: \(slug(id))\ntitle: \"\(title)\"\n---\n\n# \(title)\n\nSomebody wrote this page.\n\n"
      + "## Metadata\n\n- **ID:** \(id)\n"
  }

  private func writeIndex(_ folder: String) throws {
    let name = folder.split(separator: "/").last ?? "Vault"
    try write(folder + (folder.isEmpty ? "index" : "/index"), "# \(name)\n\nCategory index for \(name).\n")
  }

  private func writeStudy(_ id: RecordID) throws {
    var page = head(id, base.record(id)?.name ?? "") + "- **Incident Date:** June 1, 2024\n\n## Procedure\n\n"
    for (index, step) in base.steps(of: id).map(\.target).enumerated() {
      let name = base.record(step)?.name ?? ""
      page += "### Step \(index + 1): \(name)\n\n**Technique:** \(link(step))\n\nThis was done.\n\n"
    }
    try write("case-studies/\(slug(id))", page)
  }

  private func writeMitigation(_ id: RecordID) throws {
    let techniques = base.uses(of: id).map(\.target)
    let list = techniques.map { "- \(link($0)) — it helps.\n" }.joined()
    try write(
      "mitigations/\(slug(id))",
      head(id, base.record(id)?.name ?? "") + "\n## Techniques (\(techniques.count))\n\n\(list)")
  }

  private func writeTechnique(_ id: RecordID) throws {
    var page = head(id, "\(id): \(base.record(id)?.name ?? "")") + "- **Maturity:** realized\n\n"
    if let parent = id.parent { page += "## Parent Technique\n\n\(link(parent))\n\n" }
    page += "## Tactics (1)\n\nThis technique supports the following tactics:\n\n- \n"
    try write("\(folder(id))/\(slug(id))", page)
  }
}
