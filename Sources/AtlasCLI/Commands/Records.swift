import AtlasCore

/// From the words that stand for records to the records.
extension Invocation {
  /// What became of the words: the records in the order given, and whether all words were understood.
  struct Selection {
    var ids: [RecordID] = []
    var isComplete = true
  }

  /// The records that `words` stand for.
  ///
  /// What is wrong with a word is said on stderr, and the others still count.
  ///
  /// - Parameters:
  ///   - words: ids or names, lists of ids with commas between, or `-` for standard input.
  ///   - base: where to look.
  ///   - output: takes the remarks.
  /// - Returns: the records, and whether every word stood for one.
  /// - Throws: when standard input or a file of ids cannot be read.
  func records(_ words: [String], in base: KnowledgeBase, _ output: inout Output) throws(Failure) -> Selection {
    var selection = Selection()
    for word in words {
      for name in try RecordWords.expand(word, surroundings, usage: command.usage) {
        switch base.find(name) {
        case .record(let id, let remark):
          if let remark { output.note(remark.sentence(id, base)) }
          selection.ids.append(id)
        case .ambiguous(let ids):
          output.note(RecordWords.ambiguous(name, ids, base))
          selection.isComplete = false
        case .missing(let miss):
          output.note(miss.sentence(name, base))
          selection.isComplete = false
        }
      }
    }
    return selection
  }
}

/// The forms in which records are named on a command line.
enum RecordWords {
  /// The longest list on standard input or in a file, in bytes: a million ids.
  private static let limit = 64 << 20

  /// The names that a word stands for: itself, the parts of a list of ids with commas, or the lines of standard input.
  static func expand(_ word: String, _ surroundings: Surroundings, usage: String) throws(Failure) -> [String] {
    if word == "-" {
      guard !surroundings.inputIsTerminal else {
        throw Failure("- reads ids from a pipe or a file, and standard input is a terminal", usage: usage)
      }
      let input: Bytes
      do throws(SystemError) { input = try surroundings.readInput(limit) } catch { throw Failure(error) }
      return try names(in: input, "standard input")
    }
    if word.hasPrefix("@"), word.count > 1 {
      let path = String(word.dropFirst())
      let input: Bytes
      do throws(SystemError) { input = try System.read(path, limit: limit) } catch { throw Failure(error) }
      return try names(in: input, Sanitize.shown(path))
    }
    // A name may hold a comma; a list is one only when every part is an id.
    let parts = word.split(separator: ",").map { String($0) }
    return parts.count > 1 && parts.allSatisfy({ RecordID(Bytes(copying: $0).trimmed) != nil }) ? parts : [word]
  }

  /// The first columns of the lines, without comments: what our own lists print reads back.
  private static func names(in input: Bytes, _ source: String) throws(Failure) -> [String] {
    guard !input.contains(0) else { throw Failure("\(source) is binary; a list of ids is expected, one a line") }
    var names: [String] = []
    for line in input.lines {
      let text = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !text.isEmpty else { continue }
      // Ids may stand several to a line; a name runs up to a tab.
      let column = text.prefix { $0 != UInt8(ascii: "\t") }.trimmed
      let words = column.split { $0.isBlank || $0 == UInt8(ascii: ",") }
      if RecordID(words.first ?? column) != nil {
        names += words.prefix { RecordID($0) != nil }.map(\.string)
      } else {
        names.append(column.string)
      }
    }
    return names
  }

  static func ambiguous(_ word: String, _ ids: [RecordID], _ base: KnowledgeBase) -> String {
    let shown = ids.prefix(12).map { "\n  \($0)  \(base.fullName(of: $0))" }.joined()
    let more = ids.count > 12 ? "\n  and \(ids.count - 12) more" : ""
    return "\(Sanitize.quoted(word)) fits \(ids.count) records; name one of them:" + shown + more
  }
}

extension Found.Remark {
  /// What is said about a word that was understood, but is out of date.
  func sentence(_ id: RecordID, _ base: KnowledgeBase) -> String {
    switch self {
    case .retired(let old, let release): "\(old) was retired in \(release); it is now \(id)"
    case .renamed(let name, let release):
      "\"\(name)\" was renamed in \(release); \(id) is now \"\(base.fullName(of: id))\""
    }
  }
}

extension Found.Miss {
  /// What is said about a word that stands for no record.
  func sentence(_ word: String, _ base: KnowledgeBase) -> String {
    switch self {
    case .id(let id, let near): "\(id) is not in \(base.releaseName)" + Found.Miss.question(near, base)
    case .retired(let id, let release): "\(id) was retired in \(release), without a successor in \(base.releaseName)"
    case .name(let near):
      "no record called \(Sanitize.quoted(word)) in \(base.releaseName)" + Found.Miss.question(near, base)
    }
  }

  private static func question(_ near: [RecordID], _ base: KnowledgeBase) -> String {
    guard !near.isEmpty else { return "; atlas search looks for words in the text" }
    return "; did you mean " + Values.enumeration(near.map { "\($0) (\(base.fullName(of: $0)))" }) + "?"
  }
}
