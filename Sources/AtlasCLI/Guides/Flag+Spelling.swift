/// How guides spell what the table declares.
extension Flag {
  /// `-o, --output FILE`; a flag without a letter is set under those with one.
  var spelling: String {
    let value = values == nil ? "" : valueIsOptional ? " [\(valueName)]" : " \(valueName)"
    return (short.map { "-\($0), " } ?? "    ") + "--\(long)" + value
  }
}

extension Values {
  /// The words to choose, as a sentence after the help.
  var listing: String {
    switch self {
    case .choices(let choices):
      let words = choices.map { $0.note.isEmpty ? $0.word : "\($0.word) (\($0.note))" }
      return " One of: " + words.joined(separator: ", ") + "."
    case .candidates(isList: true, let make):
      let words = make(.bundled).map(\.word)
      // More are for completion, not for reading.
      return words.count > 16 ? "" : " One of: " + words.joined(separator: ", ") + "."
    case .number(let range) where range.upperBound < .max: return " From \(range.lowerBound) to \(range.upperBound)."
    default: return ""
    }
  }
}

extension [Flag] {
  /// The flags under their headings, both in the order in which they are declared.
  var groups: [(name: String, flags: [Flag])] {
    var groups: [(name: String, flags: [Flag])] = []
    for flag in self {
      if let index = groups.firstIndex(where: { $0.name == flag.group }) {
        groups[index].flags.append(flag)
      } else {
        groups.append((flag.group, [flag]))
      }
    }
    return groups
  }
}

extension String {
  /// The parts of a discussion between empty lines.
  var paragraphs: [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    for line in split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
      if !line.isEmpty {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(lines.joined(separator: " "))
        lines = []
      }
    }
    return paragraphs
  }

  /// The text outside and inside backticks, by turns.
  var codeSpans: [(text: Substring, role: Role)] {
    split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { ($1, $0.isMultiple(of: 2) ? .prose : .code) }
  }
}
