/// The meaning of a word that names a record.
public enum Resolution: Sendable {
  /// One record, with a remark if the word is out of date.
  case record(RecordID, Remark?)
  /// Several records that match the word.
  case ambiguous([RecordID])
  /// No record of this release.
  case missing(Miss)

  /// Why a word is out of date.
  public enum Remark: Sendable {
    /// The id was retired in that release, and the record is its successor.
    case retired(RecordID, release: Bytes)
    /// The record had that name before that release.
    case renamed(Bytes, release: Bytes)
  }

  /// The reasons that a word does not resolve.
  public enum Miss: Sendable {
    /// An id that this release does not have, with the records that have the most similar ids.
    case id(RecordID, near: [RecordID])
    /// An id of a sub-technique that does not exist, with the sub-techniques of its parent.
    case subtechnique(RecordID, known: [RecordID])
    /// An id that was retired in that release, without a known successor.
    case retired(RecordID, release: Bytes)
    /// A name, slug or other word, with the records that have the most similar names.
    case name(near: [RecordID])
  }
}

extension Resolution {
  /// Whether the word is similar to no name, so that only a search can suggest records.
  package var isUnknownWord: Bool { if case .missing(.name(near: [])) = self { true } else { false } }

  /// The id that the knowledge base does not have, if the word is one.
  package var missingID: RecordID? {
    switch self {
    case .missing(.id(let id, _)), .missing(.subtechnique(let id, _)), .missing(.retired(let id, _)): id
    default: nil
    }
  }

  /// The record, if the word names exactly one.
  public var id: RecordID? { if case .record(let id, _) = self { id } else { nil } }
}

// MARK: - Sentences

extension Resolution.Remark {
  /// The remark as a sentence without a period, about the record `id`.
  public func sentence(_ id: RecordID, in base: KnowledgeBase) -> String {
    switch self {
    case .retired(let old, let release): "\(old) was retired in \(release); it is now \(id)"
    case .renamed(let name, let release):
      "\"\(name)\" was renamed in \(release); \(id) is now \"\(base.fullNameBytes(of: id))\""
    }
  }
}

extension Resolution.Miss {
  /// The reason as a sentence without a period.
  ///
  /// - Parameters:
  ///   - word: the word that names no record.
  ///   - noun: what the word should name: `record`, `technique`, `tactic or technique`.
  ///   - base: the knowledge base that was searched.
  /// - Returns: the sentence.
  public func sentence(_ word: String, _ noun: String, in base: KnowledgeBase) -> String {
    switch self {
    case .id(let id, let near): "\(id) is not in \(base.releaseName)" + Resolution.Miss.question(near, base)
    case .subtechnique(let id, let known):
      "\(id) is not in \(base.releaseName); its parent has "
        + known.map { "\($0) (\(base.nameBytes(of: $0)))" }.listed("and")
    case .retired(let id, let release): "\(id) was retired in \(release), without a successor in \(base.releaseName)"
    case .name(let near):
      "no \(noun) named \(Sanitize.quoted(word)) in \(base.releaseName)" + Resolution.Miss.question(near, base)
    }
  }

  private static func question(_ near: [RecordID], _ base: KnowledgeBase) -> String {
    guard !near.isEmpty else { return "" }
    return "; did you mean " + near.map { "\($0) (\(base.fullNameBytes(of: $0)))" }.listed() + "?"
  }
}

extension Resolution {
  /// Records to choose from, each on a line of its own, with the names in one column.
  package static func candidates(_ ids: [RecordID], in base: KnowledgeBase) -> String {
    let widest = ids.map { $0.description.utf8.count }.max() ?? 0
    return ids.map { id in
      let padding = String(repeating: " ", count: widest - id.description.utf8.count)
      return "\n  \(id)\(padding)  \(base.fullNameBytes(of: id))"
    }.joined()
  }

  /// The message for an ambiguous word: a sentence, then a line for each of the first candidates.
  static func sentence(ambiguous word: String, _ ids: [RecordID], in base: KnowledgeBase) -> String {
    let shown = candidates(Array(ids.prefix(12)), in: base)
    let more = ids.count > 12 ? "\n  and \(ids.count - 12) more" : ""
    return "\(Sanitize.quoted(word)) is ambiguous (\(ids.count) records); use one of these ids:" + shown + more
  }
}
