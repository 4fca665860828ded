/// The origin of an imported release, stored as a page with those of the release.
public struct ImportRecord: Sendable, Equatable {
  /// The name of the release.
  public var release: Bytes
  /// The date of the release; nil if unknown.
  public var date: PartialDate?
  /// The name of the file, without its directory.
  public var file: Bytes
  /// The size of the file in bytes.
  public var size: Int
  /// A hash of the file's content, as 16 hexadecimal digits.
  public var fingerprint: Bytes
  /// The version of the tool, because another version may read more from the same file.
  public var tool: Bytes
  /// The number of records of each kind, in the order of `RecordKind.allCases`.
  public var counts: [Int]

  /// What the file holds that was left out, as in ``LeftOut``; empty for nothing.
  public var leftOut: Bytes

  /// The path of the page below the directory of the release.
  public static let path = "import.md"

  /// The record of importing `release` from a file.
  public init(
    _ release: ReleaseFile, named name: Bytes, file: Bytes, path: Bytes, tool: Bytes, leftOut: LeftOut = LeftOut()
  ) {
    self.release = name
    date = release.date
    self.file = path
    size = file.count
    fingerprint = ContentHash.of(file)
    self.tool = tool
    self.leftOut = Bytes(copying: leftOut.description)
    counts = [
      release.tactics.count, release.techniques.count, release.mitigations.count, release.caseStudies.count,
    ]
  }

  /// Reads the page; nil if it is another page.
  public init?(_ page: Bytes) {
    var values: [String: Bytes] = [:]
    for line in page.lines {
      if let (name, value) = Metadata.pair(line) { values[name.string] = value }
    }
    func number(_ name: String) -> Int? {
      guard var digits = values[name], let number = digits.eatNumber(), digits.isEmpty else { return nil }
      return number
    }
    let counts = RecordKind.allCases.compactMap { number($0.heading) }
    guard let release = values["Release"], let fingerprint = values["Fingerprint"], let size = number("Size"),
      counts.count == RecordKind.allCases.count
    else { return nil }
    self.release = release
    date = values["Released"].flatMap { PartialDate($0) }
    file = values["File"] ?? .empty
    self.size = size
    self.fingerprint = fingerprint
    tool = values["Tool"] ?? .empty
    leftOut = values["Left Out"] ?? .empty
    self.counts = counts
  }

  /// The page.
  public var page: [UInt8] {
    var page = PageText()
    let title = Bytes(copying: "Import of ATLAS \(release)")
    page.frontMatter {
      $0.field("id", "import")
      $0.field("type", "index")
      $0.field("title", quoted: title)
    }
    page.title(title)
    page.item("Release", release)
    page.item("Released", date.map { Bytes(copying: $0.iso) })
    for (kind, count) in zip(RecordKind.allCases, counts) { page.item(Bytes(copying: kind.heading), count) }
    page.item("File", file)
    page.item("Size", size)
    page.item("Fingerprint", fingerprint)
    page.item("Tool", tool)
    page.item("Left Out", leftOut)
    return page.bytes
  }
}
