/// Which release of ATLAS a corpus is, as its page `ATLAS.md` says.
public struct Release: Sendable, Equatable {
  /// The version of the content: `2026.09`, `5.6.0`; nil when the corpus does not say.
  public var version: String? { versionBytes?.string }
  /// The day it was published.
  public let date: PartialDate?

  package let versionBytes: Bytes?

  /// A release of that version and date.
  package init(version: Bytes?, date: PartialDate?) {
    versionBytes = version
    self.date = date
  }
}

extension KnowledgeBase {
  /// The release as a sentence names it: `release 2026.09`, or `these pages` where they do not say.
  package var releaseName: String { release.version.map { "release \($0)" } ?? "these pages" }
}

/// What the page of a release says.
package struct ReleasePage {
  package let release: Release
  /// The tactics in the order of the matrix.
  package let matrix: [RecordID]
  /// How many records of each kind the page claims, and where it does.
  package let counts: [(kind: RecordKind, count: Int, place: Bytes)]
  package private(set) var findings: [Finding] = []

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
