/// The ATLAS release of a corpus, from its page `ATLAS.md`.
public struct Release: Sendable, Equatable {
  /// The version of the content, `2026.09` or `5.6.0`; nil if unknown.
  public var version: String? { versionBytes?.string }
  /// The publication date.
  public let date: PartialDate?

  package let versionBytes: Bytes?

  /// Creates a release with that version and date.
  package init(version: Bytes?, date: PartialDate?) {
    versionBytes = version
    self.date = date
  }
}

extension KnowledgeBase {
  /// The release in a sentence: `release 2026.09`, or `these pages` if the version is unknown.
  package var releaseName: String { release.version.map { "release \($0)" } ?? "these pages" }
}

/// The content of a release's page.
package struct ReleasePage {
  package let release: Release
  /// The tactics in matrix order.
  package let matrix: [RecordID]
  /// The stated number of records of each kind, with the place of the statement.
  package let counts: [(kind: RecordKind, count: Int, place: Bytes)]
  package private(set) var findings: FindingList = []

  package init(_ page: Bytes) {
    let document = Document(page)
    var version = document.frontMatter?["release"]
    var date: PartialDate?
    var matrix: [RecordID] = []
    var counts: [(kind: RecordKind, count: Int, place: Bytes)] = []
    for section in document.sections {
      if section.title == "Matrix" { matrix = Link.all(in: section.body).compactMap(\.id) }
      guard section.title == "Metadata" else { continue }
      for case let (name, value)? in section.body.lines.map(Metadata.pair) {
        if name == "Content Release" {
          if let version, version != value {
            findings.append(
              Finding(.error, .contradiction, at: value, "the metadata say release \(value), the head \(version)"))
          }
          version = value
        } else if name == "Released" {
          date = PartialDate(value)
          if date == nil {
            findings.append(Finding(.warning, .badDate, at: value, "Released is not a date: \"\(value)\""))
          }
        } else if let kind = RecordKind.allCases.first(where: { name.elementsEqual($0.heading.utf8) }) {
          var digits = value
          if let count = digits.eatNumber(), digits.isEmpty { counts.append((kind, count, value)) }
        }
      }
    }
    release = Release(version: version, date: date)
    self.matrix = matrix
    self.counts = counts
  }
}
