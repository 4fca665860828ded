/// Writes the page of the release.
extension PageWriter {
  func releasePage() -> [UInt8] {
    var page = PageText()
    page.releaseHead(release.version)
    page.append(
      "MITRE ATLAS (Adversarial Threat Landscape for Artificial-Intelligence Systems) is a knowledge base of the")
    page.append(
      " tactics and techniques that adversaries use against AI systems, with mitigations and case studies.\n\n")
    page.releaseMetadata(
      version: release.version, date: release.date,
      counts: [
        release.tactics.count, release.techniques.count, release.mitigations.count, release.caseStudies.count,
      ])
    page.matrix(links: release.tactics.map { link(to: $0.entry.id) })
    page.section("About these pages")
    page.line("Names, dates, relations and texts are those of the release file that the pages were made from.")
    return page.bytes
  }
}

extension PageText {
  /// Writes the front matter and the title of a release's page.
  mutating func releaseHead(_ version: Bytes?) {
    let title: Bytes = "MITRE ATLAS"
    frontMatter { page in
      page.field("id", "atlas")
      page.field("title", quoted: title)
      if let version { page.field("release", quoted: version) }
    }
    self.title(title)
  }

  /// Writes the metadata of a release.
  mutating func releaseMetadata(version: Bytes?, date: PartialDate?, counts: [Int]) {
    append("## Metadata\n\n")
    item("Content Release", version)
    item("Released", date)
    item("Source", "https://github.com/mitre-atlas/atlas-data")
    item("License", "Apache-2.0, Copyright The MITRE Corporation")
    for (kind, count) in zip(RecordKind.allCases, counts) { item(Bytes(copying: kind.heading), count) }
  }

  /// Writes the tactics in the order of the matrix, as links.
  mutating func matrix(links: [some Sequence<UInt8>]) {
    section("Matrix")
    append("The tactics in the order in which the ATLAS matrix shows them:\n\n")
    for (index, link) in links.enumerated() {
      append(decimal: index + 1)
      append(". ")
      append(link)
      newline()
    }
  }
}
