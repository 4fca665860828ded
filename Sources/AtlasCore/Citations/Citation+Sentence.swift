extension Citation {
  /// The finding as a sentence without a period.
  ///
  /// - Parameter base: the knowledge base that the citation was checked against.
  /// - Returns: the sentence.
  public func sentence(in base: KnowledgeBase) -> String {
    func named(_ id: RecordID) -> String { "\(id) (\(base.fullNameBytes(of: id)))" }
    func list(_ ids: [RecordID]) -> String { ids.map(named).listed("and") }
    let own = id?.description ?? text
    let name = id.map { base.fullNameBytes(of: $0).string } ?? ""
    switch verdict {
    case .ok: return id.map(named) ?? own
    case .unknown:
      return id == nil
        ? "not an id: \(text) (a sub-technique has three digits)" : "\(own) is not in \(base.releaseName)"
    case .newer: return "\(own) is not in \(base.releaseName); a later release may have it"
    case .retired(let release, let into):
      let now = into.isEmpty ? "without a successor in \(base.releaseName)" : "it is now \(list(into))"
      return "\(own) was retired in \(release); \(now)"
    case .renamed(let former, let release):
      return "\"\(former)\" was renamed in \(release); \(own) is now \"\(name)\""
    case .mismatched(let beside, let owners):
      let whose = owners.map { base.contains($0) ? named($0) : "\($0), which was retired" }
      return "\"\(beside)\" belongs to \(whose.listed("and")); \(own) is \"\(name)\""
    }
  }
}
