import Foundation
import Testing

@testable import AtlasCore

@Suite struct ReleaseRoundTripTests {
  static let fixtures = [ReleaseFixtures.keyed, ReleaseFixtures.five, ReleaseFixtures.three]

  @Test(arguments: fixtures) func writtenAsYAMLItReadsBack(yaml: String) throws {
    try expectYAMLReadsBack(try release(yaml))
  }

  @Test(arguments: fixtures) func writtenAsPagesItReadsBack(yaml: String) throws {
    expectPagesReadBack(try release(yaml))
  }

  @Test(arguments: ReleaseFixtures.officialNames) func officialFiles(name: String) throws {
    let release = try ReleaseFile.read(try ReleaseFixtures.bytes(name), path: name).release
    try expectYAMLReadsBack(release)
    expectPagesReadBack(release)
  }

  @Test(arguments: zip(ReleaseFixtures.officialNames, [[14, 82, 19, 22], [16, 170, 35, 57], [16, 208, 40, 73]]))
  func officialCounts(name: String, counts: [Int]) throws {
    let release = try ReleaseFile.read(try ReleaseFixtures.bytes(name), path: name).release
    #expect(
      [release.tactics.count, release.techniques.count, release.mitigations.count, release.caseStudies.count] == counts)
  }

  @Test func formatSixIsKeptToTheLetter() throws {
    let once = ReleaseWriter.yaml(try release(ReleaseFixtures.keyed))
    let twice = ReleaseWriter.yaml(try release(String(decoding: once, as: UTF8.self)))
    #expect(once == twice)
    #expect(String(decoding: once, as: UTF8.self).contains("    uuid: 00000000-0000-0000-0000-000000000002\n"))
  }

  @Test func hostileTextsSurvive() throws {
    var texts = EscapeTests.texts(1_500, seed: 99).filter { !$0.isEmpty }
    func next() -> Bytes { texts.popLast().map { Bytes(copying: $0) } ?? "end" }
    while texts.count > 10 {
      var release = try release(ReleaseFixtures.keyed)
      release.replaceTexts(with: next)
      try expectYAMLReadsBack(release)
      expectPagesReadBack(release)
    }
  }

  @Test(.enabled(if: ReleaseFixtures.officialNames.contains("ATLAS-2026.09.yaml")))
  func pagesAreThoseOfData() throws {
    let release = try ReleaseFile.read(try ReleaseFixtures.bytes("ATLAS-2026.09.yaml"), path: "").release
    let data = URL(filePath: #filePath).appending(path: "../../../../Data").standardizedFileURL
    let pages = PageWriter(release).pages().files
    #expect(pages.count == 338)
    for page in pages where page.path != "ATLAS.md" {
      let kept = try String(contentsOf: data.appending(path: page.path), encoding: .utf8)
      // Pages of a file say whose wording they have, and which release they cite.
      let text = String(decoding: page.text, as: UTF8.self).replacing(
        "- **Wording:** official (MITRE's text)\n", with: ""
      )
      .replacing("MITRE ATLAS, release 2026.09.", with: "MITRE ATLAS.")
      #expect(unfolded(text) == unfolded(kept), "\(page.path)")
    }
  }

  /// The lines of a page with the lines of each paragraph joined, since the file does not have those line ends, nor
  /// the blank lines before lists.
  private func unfolded(_ page: String) -> [String] {
    var lines: [String] = []
    for line in page.split(separator: "\n").map(String.init) {
      let isProse = line.first.map { !"#->*|".contains($0) } ?? false
      if isProse, let last = lines.last, !last.hasPrefix("#"), !last.hasPrefix("---"), !last.hasPrefix("**") {
        lines[lines.count - 1] += " " + line
      } else {
        lines.append(line)
      }
    }
    return lines
  }
}

/// Expects that a release is the same after it was written as YAML and read.
private func expectYAMLReadsBack(_ release: ReleaseFile) throws {
  var written = release
  let yaml = ReleaseWriter.yaml(release)
  var read = try ReleaseFile.read(Bytes(copying: yaml), path: "").release
  // What the forms before 6 do not have is added: the version of the form, ids of references and of the matrix.
  if release.formatVersion == nil {
    written.formatVersion = read.formatVersion
    written.collection.id = read.collection.id
    written.matrix = read.matrix
    written.nameReferences()
    read.nameReferences()
  }
  #expect(read == written)
}

extension ReleaseFile {
  /// Gives references without an id the one that they are written with.
  fileprivate mutating func nameReferences() {
    for row in techniques.indices { ReleaseFile.name(&techniques[row].entry.references) }
    for row in caseStudies.indices { ReleaseFile.name(&caseStudies[row].entry.references) }
  }

  private static func name(_ references: inout [Reference]) {
    for row in references.indices { references[row].id = Bytes(copying: "ref-\(row + 1)") }
  }
}

/// Expects that a knowledge base over the pages of a release holds all that the release does.
private func expectPagesReadBack(_ release: ReleaseFile) {
  var text: [UInt8] = []
  var ranges: [(String, Range<Int>)] = []
  for page in PageWriter(release).pages().files {
    ranges.append((page.path, text.count..<text.count + page.text.count))
    text += page.text
  }
  let whole = Bytes(copying: text)
  let corpus = Corpus(text: whole, pages: ranges.map { Page(path: Bytes(copying: $0.0), text: whole[$0.1]) })
  let base = KnowledgeBase(corpus)
  #expect(base.release.versionBytes == release.version)
  #expect(base.release.date == release.date)
  #expect(base.ids() == release.entries.map(\.id).sorted())
  for (column, tactic) in release.tactics.enumerated() { #expect(base.position(of: tactic.entry.id) == column + 1) }
  for entry in release.entries { expect(base.record(entry.id), is: entry) }
  for technique in release.techniques { expect(base, holds: technique) }
  for mitigation in release.mitigations {
    guard case .mitigation(let read)? = base.record(mitigation.entry.id)?.details else { continue }
    #expect(read.categoriesBytes == mitigation.categories)
    #expect(read.lifecycleBytes == mitigation.lifecycle)
    let uses = base.uses(of: mitigation.entry.id)
    let expected = Dictionary(grouping: mitigation.uses, by: \.technique)
    #expect(Set(uses.map(\.target)) == Set(expected.keys))
    // Of two texts on one technique the longer is kept.
    for use in uses {
      #expect(expected[use.target]?.contains { $0.text == SiteLinks.toFile(use.textBytes) } == true, "\(use.text)")
    }
  }
  for study in release.caseStudies { expect(base, holds: study) }
}

private func expect(_ record: Record?, is entry: ReleaseFile.Entry) {
  #expect(record?.nameBytes == entry.name)
  #expect((record?.descriptionBytes).map(SiteLinks.toFile) == entry.description)
  #expect(record?.created == entry.created)
  #expect(record?.modified == entry.modified)
  let references = record?.references.filter { $0.urlBytes?.string != entry.id.url } ?? []
  #expect(references.map(\.titleBytes) == entry.references.map(\.title))
  #expect(references.map(\.urlBytes) == entry.references.map(\.url))
  switch record?.details {
  case .tactic(let read): #expect(read.attackReference == entry.attackReference)
  case .technique(let read): #expect(read.attackReference == entry.attackReference)
  case .mitigation(let read): #expect(read.attackReference == entry.attackReference)
  case .caseStudy, nil: #expect(entry.attackReference == nil)
  }
}

private func expect(_ base: KnowledgeBase, holds technique: ReleaseFile.Technique) {
  guard case .technique(let read)? = base.record(technique.entry.id)?.details else { return }
  #expect(base.parent(of: technique.entry.id) == technique.parent)
  #expect(base.tactics(of: technique.entry.id).sorted() == technique.tactics.sorted())
  #expect(read.platformsBytes == technique.platforms)
  #expect(read.maturity?.rawValue == technique.maturity?.string)
}

private func expect(_ base: KnowledgeBase, holds study: ReleaseFile.CaseStudy) {
  guard case .caseStudy(let read)? = base.record(study.entry.id)?.details else { return }
  #expect(read.type?.rawValue == study.type?.string)
  #expect(read.date == study.meantDate)
  #expect([read.actorBytes, read.targetBytes, read.reporterBytes] == [study.actor, study.target, study.reporter])
  let steps = base.steps(of: study.entry.id)
  #expect(steps.map(\.target) == study.steps.map(\.technique))
  #expect(steps.map(\.tactic) == study.steps.map(\.tactic))
  #expect(steps.map { SiteLinks.toFile($0.textBytes) } == study.steps.map(\.text))
}
