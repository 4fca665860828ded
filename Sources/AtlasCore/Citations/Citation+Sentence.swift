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
    case .ok: return (id.map { base.contains($0) ? named($0) : own } ?? own) + (note.map { "; \($0)" } ?? "")
    case .unknown(let meant):
      let advice = meant.map { "; did you mean \(named($0))?" } ?? ""
      let short = text.prefix(4).uppercased() == "AML." ? String(text.dropFirst(4)) : text
      if let framework = ForeignNumber.framework(of: short) {
        return "\(short) is a number of \(framework), not an id of ATLAS\(advice)"
      }
      guard id == nil || meant != nil else { return "\(own) is not in \(base.releaseName)" }
      let isShort = text.firstIndex(of: ".") != text.lastIndex(of: ".") && meant == nil
      return "\(text) is not an id of ATLAS\(isShort ? " (a sub-technique has three digits)" : "")\(advice)"
    case .newer: return "\(own) is not in \(base.releaseName); a later release may have it"
    case .retired(let release, let into):
      let now = into.isEmpty ? "without a successor in \(base.releaseName)" : "it is now \(list(into))"
      return "\(own) was retired in \(release); \(now)"
    case .renamed(let former, let release):
      return "\"\(former)\" was renamed in \(release); \(own) is now \"\(name)\""
    case .mismatched(let beside, let owners):
      let whose = owners.map { base.contains($0) ? named($0) : "\($0), which was retired" }
      return "\"\(beside)\" belongs to \(whose.listed("and")); \(own) is \"\(name)\""
    case .wrongTactic(let tactic, let id, let isFormer):
      if isFormer { return "\"\(tactic)\" is a former name of the tactic \(named(id))" }
      let right = self.id.map { base.tacticsOfTechnique($0) } ?? []
      return "\(own) (\(name)) is not in the tactic \(named(id)); it is in \(right.isEmpty ? "none" : list(right))"
    case .conflictingIDs(let other):
      return "\(own) (\(name)) and \(named(other)) are given for the same thing"
    case .wrongNamespace:
      return "\(text) is a number of ATLAS in the namespace of ATT&CK; \(id.map(named) ?? own) is meant"
    case .wrongRelease(let pin, let when, let isRetired):
      if isRetired { return "\(own) was retired\(when.map { " in \($0)" } ?? ""), and is not in release \(pin)" }
      return "\(own) came\(when.map { " in \($0)," } ?? "") later than release \(pin)"
    case .unknownName(let beside):
      return "no record has or had the name \"\(beside)\"; \(own) is \"\(name)\""
    }
  }
}

/// The frameworks whose numbers stand where an id of ATLAS should.
enum ForeignNumber {
  /// The frameworks by the letters that their numbers start with, where these alone tell them from ids of ATLAS.
  static let frameworks = [
    "LLM": "OWASP", "ML": "OWASP", "ASI": "OWASP", "API": "OWASP", "AI": "OWASP", "CWE": "MITRE's CWE",
    "CAPEC": "MITRE's CAPEC", "CVE": "MITRE's CVE", "NIST": "NIST", "G": "ATT&CK", "S": "ATT&CK",
  ]

  /// The framework whose numbers have the form of `text`; nil for ids of ATLAS.
  static func framework(of text: String) -> String? {
    let letters = text.prefix { $0.isLetter }
    if let framework = frameworks[String(letters)] { return framework }
    switch letters {
    case "T", "M", "TA":
      return Int(text.dropFirst(letters.count).prefix { $0.isNumber }).map { $0 >= 800 } == true ? "ATT&CK" : nil
    default: return nil
    }
  }
}
