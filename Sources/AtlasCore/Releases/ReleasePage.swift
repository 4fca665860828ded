/// The page of the release itself.
extension PageWriter {
  func releasePage() -> [UInt8] {
    var page = PageText(bytes: [])
    let version = release.version
    page.line("---")
    page.line("id: atlas")
    page.line("title: \"MITRE ATLAS\"")
    if let version { page.line("release: \"", Array(version) + "\"".utf8) }
    page.line("---")
    page.blank()
    page.line("# MITRE ATLAS")
    page.blank()
    page.append(
      "MITRE ATLAS (Adversarial Threat Landscape for Artificial-Intelligence Systems) is a knowledge base of the")
    page.append(" tactics and techniques that adversaries use against AI systems, with mitigations and case studies.")
    page.blank()
    page.blank()
    page.line("## Metadata")
    page.blank()
    page.item("Content Release", version)
    page.item("Released", release.date)
    page.line("- **Source:** https://github.com/mitre-atlas/atlas-data")
    page.line("- **License:** Apache-2.0, Copyright The MITRE Corporation")
    page.item("Tactics", Bytes(copying: "\(release.tactics.count)"))
    page.item("Techniques", Bytes(copying: "\(release.techniques.count)"))
    page.item("Mitigations", Bytes(copying: "\(release.mitigations.count)"))
    page.item("Case Studies", Bytes(copying: "\(release.caseStudies.count)"))
    page.section("Matrix")
    page.line("The tactics in the order in which the ATLAS matrix shows them:")
    page.blank()
    for (index, tactic) in release.tactics.enumerated() {
      page.append(Array("\(index + 1). ".utf8))
      page.line("", link(to: tactic.entry.id))
    }
    page.section("About these pages")
    page.line("Names, dates, relations and texts are those of the release file that the pages were made from.")
    return page.bytes
  }
}
