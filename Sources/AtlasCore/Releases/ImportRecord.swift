/// What was imported: a page among those of a release, by which it is known again.
public struct ImportRecord: Sendable, Equatable {
  /// The name of the release.
  public var release: Bytes
  /// The day of the release, where the file tells.
  public var date: PartialDate?
  /// The name of the file, without its directory.
  public var file: Bytes
  /// How many bytes the file had.
  public var size: Int
  /// The fingerprint of the file.
  public var fingerprint: Bytes
  /// The version of the tool, for another one may read more out of the same file.
  public var tool: Bytes
  /// How many records of each kind there are, in the order of the kinds.
  public var counts: [Int]

  /// The name of the page.
  public static let path = "import.md"

  /// The record of importing `release` from a file.
  public init(_ release: ReleaseFile, named name: Bytes, file: Bytes, path: Bytes, tool: Bytes) {
    self.release = name
    date = release.date
    self.file = path
    size = file.count
    fingerprint = Fingerprint.of(file)
    self.tool = tool
    counts = [
      release.tactics.count, release.techniques.count, release.mitigations.count, release.caseStudies.count,
    ]
  }

  /// Reads the page; nil when it is none.
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
    self.counts = counts
  }

  /// The page.
  public var page: [UInt8] {
    var page =
      "---\nid: import\ntype: index\ntitle: \"Import of ATLAS \(release)\"\n---\n\n# Import of ATLAS \(release)\n\n"
    page += "- **Release:** \(release)\n"
    if let date { page += "- **Released:** \(date.iso)\n" }
    for (kind, count) in zip(RecordKind.allCases, counts) { page += "- **\(kind.heading):** \(count)\n" }
    page += "- **File:** \(file)\n- **Size:** \(size)\n- **Fingerprint:** \(fingerprint)\n- **Tool:** \(tool)\n"
    return Array(page.utf8)
  }
}

/// A short name of a file's content: whether a file is the one that was read before, not whether someone forged it.
///
/// The mixing step is that of FNV-1a (Fowler, Noll, Vo), taken by words of eight bytes in place of single ones, with the
/// high half folded back in so that every bit reaches the others.
enum Fingerprint {
  static func of(_ bytes: Bytes) -> Bytes {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    unsafe bytes.withUnsafeBytes { memory in
      let buffer = UnsafeRawBufferPointer(memory)
      var index = 0
      while index + 8 <= buffer.count {
        hash = mixed(hash, unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
      }
      while index < buffer.count {
        hash = mixed(hash, UInt64(unsafe buffer[index]))
        index += 1
      }
    }
    let digits = String(hash, radix: 16)
    return Bytes(copying: String(repeating: "0", count: 16 - digits.count) + digits)
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x0000_0100_0000_01B3
    return product ^ (product >> 32)
  }
}
