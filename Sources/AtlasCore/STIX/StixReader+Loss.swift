/// What a bundle lacks: parts of the file, and facts that such files do not have.
extension StixReader {
  /// The signs that a part of the release is missing, each a phrase.
  var signsOfLoss: [String] {
    guard hasCollection else { return ["no x-mitre-collection, which only a part of a release lacks"] }
    let missing = Set(contents).count { id in
      StixReader.isRecord(id) && owners[id] == nil && !strangers.contains(id)
    }
    return missing == 0 ? [] : ["\(missing) of the \(contents.count) objects that it names are not in it"]
  }

  /// Whether an object stands for a record, by the type at the start of its id.
  static func isRecord(_ id: String) -> Bool {
    RecordKind.allCases.contains { id.hasPrefix($0.stixType + "--") }
  }

  /// What no record of the bundle tells, in the order of a record; nothing for bundles of ``StixWriter``.
  var untold: [String] {
    guard !isOwn else { return [] }
    let entries = release.entries
    let techniques = release.techniques
    let mitigations = release.mitigations
    var words: [String] = []
    func lacks(_ word: String, _ isLacking: Bool) { if isLacking { words.append(word) } }
    lacks("dates", entries.allSatisfy { $0.created == nil && $0.modified == nil })
    lacks("references", entries.allSatisfy(\.references.isEmpty))
    lacks("ATT&CK references", entries.allSatisfy { $0.attackReference == nil })
    lacks("platforms", techniques.allSatisfy(\.platforms.isEmpty))
    lacks("maturity", techniques.allSatisfy { $0.maturity == nil })
    lacks("categories", mitigations.allSatisfy(\.categories.isEmpty))
    lacks("lifecycle phases", mitigations.allSatisfy(\.lifecycle.isEmpty))
    lacks("case studies", release.caseStudies.isEmpty)
    lacks("steps", release.caseStudies.allSatisfy(\.steps.isEmpty))
    lacks("the order and the tactics of steps", !hasNumbers && !words.contains("steps"))
    return words
  }
}
