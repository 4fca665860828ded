import AtlasCore

/// What agents can read by URI: the release, the matrix, and each record.
struct AgentResource: Sendable {
  /// The part of the URI after `atlas://`.
  let path: String
  let name: String
  /// What it is, in a few words; empty where the name says it.
  var description = ""

  var uri: String { AgentResource.scheme + path }

  static let scheme = "atlas://"
  /// The URI of a record, with its id to fill in.
  static let template = "atlas://{id}"

  /// All resources: the release and the matrix, then each record.
  static func all(in base: KnowledgeBase) -> [AgentResource] {
    [
      AgentResource(path: "release", name: "Release", description: "The release, its counts, and whose words it has."),
      AgentResource(path: "matrix", name: "Matrix", description: "The tactics in order, with their techniques."),
    ] + base.ids().map { AgentResource(path: $0.description, name: base.fullName(of: $0)) }
  }

  /// The text of a resource, in markdown; nil when there is no such resource.
  ///
  /// Some clients change the case of what comes after the scheme, or put a slash behind it.
  static func read(_ uri: String, in base: KnowledgeBase) -> [UInt8]? {
    guard uri.lowercased().hasPrefix(scheme), uri.utf8.count <= 200 else { return nil }
    var path = uri.dropFirst(scheme.count)
    if path.hasSuffix("/") { path = path.dropLast() }
    switch path.lowercased() {
    case "release": return release(base)
    case "matrix": return matrix(base)
    default:
      guard RecordID(String(path)) != nil, case .record(let id, let remark) = base.resolve(String(path)) else {
        return nil
      }
      let remarks = remark.map { [$0.sentence(id, in: base)] } ?? []
      return RecordSheet(base: base, isSummary: false).text(of: [id], remarks: remarks)
    }
  }

  private static func release(_ base: KnowledgeBase) -> [UInt8] {
    let counts = RecordKind.allCases.map { kind in "- \(kind.heading): \(base.ids(of: kind).count)\n" }
    let date = base.release.date.map { " (\($0.iso))" } ?? ""
    return Array("# ATLAS, \(base.releaseName)\(date)\n\nWording: \(base.wording.claim)\n\n\(counts.joined())".utf8)
  }

  private static func matrix(_ base: KnowledgeBase) -> [UInt8] {
    var text = "# Matrix of \(base.releaseName)\n"
    for tactic in base.ordered(.tactic) {
      text += "\n## \(tactic) \(base.name(of: tactic))\n\n"
      for technique in base.techniques(of: tactic) where technique.sub == nil {
        let subs = base.subtechniques(of: technique).map { "\($0.description.suffix(4)) \(base.name(of: $0))" }
        text += "- \(technique) \(base.name(of: technique))"
        text += subs.isEmpty ? "\n" : ": \(subs.joined(separator: ", "))\n"
      }
    }
    return Array(text.utf8)
  }

  /// The ids that complete the beginning of an id or of a word in a name.
  static func completions(of word: String, in base: KnowledgeBase) -> [RecordID] {
    let typed = Bytes(copying: String(word.unicodeScalars.prefix(ToolParameter.longestName)))
    return base.ids().filter { id in
      typed.isEmpty
        || [id.description, id.short].contains { Bytes(copying: $0).prefix(typed.count).equals(ignoringCase: typed) }
        || WordMatch.hasWord(startingWith: typed, base.fullNameBytes(of: id))
    }
  }
}
