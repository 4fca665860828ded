/// Reads a release file of any format into a ``ReleaseFile``.
///
/// This file selects the format. `ReleaseReader+Format6` and `ReleaseReader+EarlierFormats` read the formats,
/// `ReleaseReader+Fields` the fields of a record.
struct ReleaseReader {
  let tree: YAMLTree
  var release: ReleaseFile
  var findings: FindingList = []
  /// What the reader does not know.
  var leftOut = LeftOut()
  /// The case studies of which steps are left out.
  var studiesWithGaps: Set<RecordID> = []
  /// The start of each record by id, for checks after reading.
  var places: [RecordID: YAMLValue] = [:]
  /// The references to records, for checks after reading.
  var mentions: [(id: RecordID, from: Bytes, place: YAMLValue)] = []

  init(_ tree: YAMLTree) {
    self.tree = tree
    release = ReleaseFile(collection: ReleaseFile.Part(id: "ATLAS", name: "ATLAS"))
  }

  mutating func read() throws(ReleaseError) {
    let root = tree.root
    guard root.kind == .map else { throw error(.noRelease, at: root) }
    if let format = root["format-version"] {
      let version = try line(format, "format-version")
      var number = version
      guard number.eatNumber() == 6, number.isEmpty || number.first == .dot else {
        throw error(.format(YAMLError.excerpt(version)), at: format)
      }
      release.formatVersion = version
      try readFormat6(root)
    } else if root["relationships"] != nil || root["tactics"]?.kind == .map {
      try readFormat6(root)
    } else if root["matrices"] != nil || root["tactics"]?.kind == .list || root["techniques"]?.kind == .list {
      try readEarlierFormat(root)
    } else if root["versions"] != nil {
      let path = ReleaseManifest(root).versions.first.map { YAMLError.excerpt(Bytes(copying: $0.path)) }
      throw error(.kind(.manifest(path)), at: root)
    } else {
      throw error(.noRelease, at: root)
    }
    release.techniques.sort { $0.entry.id < $1.entry.id }
    release.mitigations.sort { $0.entry.id < $1.entry.id }
    release.caseStudies.sort { $0.entry.id < $1.entry.id }
    for index in release.mitigations.indices {
      release.mitigations[index].uses.sort { $0.technique < $1.technique }
    }
    try check()
  }

  func error(_ reason: ReleaseError.Reason, at place: YAMLValue) -> ReleaseError {
    let position = place.position
    return ReleaseError(line: position.line, column: position.column, reason: reason)
  }

  mutating func note(_ severity: Diagnostic.Severity, at place: YAMLValue, _ reason: String) {
    findings.append(Finding(severity, .oddRelease, at: place.tree.source[place.place..<place.place], reason))
  }
}

extension ReleaseFile {
  /// Reads a release file in format 6 or any earlier format since 3.0.
  ///
  /// - Parameters:
  ///   - file: the content of the file.
  ///   - path: the name of the file, for the diagnostics.
  /// - Returns: the release, and what is irregular about the file without making it unusable.
  /// - Throws: the first error that makes the file unusable, with its place.
  public static func read(_ file: Bytes, path: String) throws(ReleaseError) -> Reading {
    if let kind = FileKind(of: file) { throw ReleaseError(line: 1, column: 1, reason: .kind(kind)) }
    let tree: YAMLTree
    do {
      tree = try YAMLTree(file)
    } catch {
      throw ReleaseError(line: error.line, column: error.column, reason: .yaml(error.reason))
    }
    var reader = ReleaseReader(tree)
    try reader.read()
    return Reading(
      release: reader.release, diagnostics: reader.findings.diagnostics(in: file, path: path),
      isComplete: reader.findings.isComplete,
      leftOut: reader.leftOut, signsOfLoss: reader.signsOfLoss)
  }

  /// A release file that was read.
  public struct Reading: Sendable {
    /// The release.
    public let release: ReleaseFile
    /// What is irregular about the file without making it unusable, in file order.
    public let diagnostics: [Diagnostic]
    /// Whether these are all; at most 100,000 of each severity are kept.
    public let isComplete: Bool
    /// What the file holds that is not part of the release, because this version does not know it.
    public let leftOut: LeftOut
    /// The signs that a part of the file is missing, each a phrase.
    public let signsOfLoss: [String]
    /// What files of this form do not tell of any record, though records have it: `maturity`.
    public var untold: [String] = []
  }
}

extension FindingList {
  /// The diagnostics with lines and columns, in file order.
  func diagnostics(in source: Bytes, path: String) -> [Diagnostic] {
    var place = Place(index: source.startIndex)
    return sorted { $0.place < $1.place }.map { finding in
      place.advance(to: finding.place, in: source)
      return Diagnostic(
        path: path, line: place.line, column: place.column, severity: finding.severity, rule: finding.rule,
        reason: finding.reason)
    }
  }
}
