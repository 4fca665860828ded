import AtlasCore
import Testing

/// Values that are written in all the styles that YAML has for them, and read.
@Suite struct YAMLStyleTests {
  private indirect enum Sample {
    case text(String)
    case null
    case list([Sample])
    case map([(key: String, value: Sample)])

    /// The value in the form of `outline(_:)`.
    var shown: String {
      switch self {
      case .text(let text): "<\(text)>"
      case .null: "~"
      case .list(let elements): "[" + elements.map(\.shown).joined(separator: " ") + "]"
      case .map(let pairs): "{" + pairs.map { "<\($0.key)>:" + $0.value.shown }.joined(separator: " ") + "}"
      }
    }
  }

  @Test(arguments: 0..<8) func everyStyleReadsTheSame(_ seed: UInt64) {
    var writer = StyleWriter(dice: Dice(seed: seed))
    for _ in 0..<250 {
      let sample = writer.sample(depth: 3)
      let yaml = writer.document(sample)
      let found = (try? outline(yaml)) ?? complaint(yaml)
      #expect(found == sample.shown, "\(yaml)")
    }
  }

  /// Writes values in styles that the dice choose.
  private struct StyleWriter {
    var dice: Dice

    private static let words = ["a", "bc", "it's", "x:y", "c#d", "-e", "é", "😀", "http://f/g", "?h", "1.5", ":i"]
    private static let parts = [
      "a", "b", " ", "  ", "\n", "\n\n", "'", "\"", "\\", ": ", " #", "- ", "é", "😀", "\t", "[", "}", ",", "---", "&",
      "|",
      "\u{85}", "\u{7}",
    ]
    private static let keys = ["a", "b c", "d's", "e:f", "#g", "h\"", "- i", "\\", "é", "{j", "k\tl"]

    mutating func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &dice) == 0 }
    mutating func pick<Element>(_ all: [Element]) -> Element { all[Int.random(in: all.indices, using: &dice)] }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

    // MARK: Values

    mutating func sample(depth: Int) -> Sample {
      switch number(0...(depth > 0 ? 9 : 5)) {
      case 0: return .null
      case 1...5: return .text(text())
      case 6...7: return .list((0..<number(0...3)).map { _ in sample(depth: depth - 1) })
      default:
        var keys = Self.keys.shuffled(using: &dice)
        return .map((0..<number(0...3)).map { _ in (keys.removeLast(), sample(depth: depth - 1)) })
      }
    }

    private mutating func text() -> String {
      if chance(2) { return (0..<number(0...5)).map { _ in pick(Self.parts) }.joined() }
      var text = pick(Self.words)
      for _ in 0..<number(0...4) { text += pick([" ", " ", "\n", "\n\n", "\n "]) + pick(Self.words) }
      return text + pick(["", "", "\n", "\n\n\n"])
    }

    // MARK: Lines

    mutating func document(_ sample: Sample) -> String {
      let start = chance(2) ? "---" : chance(3) ? "%YAML 1.2\n---" : ""
      switch sample {
      case .list(let all) where !all.isEmpty && start.isEmpty: return block(sample, at: number(0...2))
      case .map(let all) where !all.isEmpty && start.isEmpty: return block(sample, at: number(0...2))
      default: return (start.isEmpty ? "---" : start) + value(sample, below: -1)
      }
    }

    private func pad(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// The end of a line, with a comment or without.
    private mutating func lineEnd() -> String {
      chance(6) ? pick([" # x: y\n", "\t# 'z\n", " #\n"]) : chance(8) ? " \n" : "\n"
    }

    /// A comment between lines; an empty line alone would belong to a literal text before it.
    private mutating func comment() -> String { chance(8) ? pick(["# - x\n", "#\n\n", "# y: z\n  \n# w\n"]) : "" }

    /// What stands behind a colon or a dash, to the end of the line or lines.
    private mutating func value(_ sample: Sample, below column: Int, ofKey isOfKey: Bool = false) -> String {
      switch sample {
      case .null: return pick(["", "", " ~", " null", " Null", " NULL"]) + lineEnd()
      case .text(let text):
        if chance(3), let block = blockText(text, below: column) { return " " + block }
        let start = column >= 0 && chance(5) ? lineEnd() + comment() + pad(column + number(1...3)) : " "
        return start + inline(text, below: column, inFlow: false) + lineEnd()
      case .list(let elements):
        if elements.isEmpty || chance(3) { return " " + flow(sample, below: column) + lineEnd() }
      case .map(let pairs):
        if pairs.isEmpty || chance(3) { return " " + flow(sample, below: column) + lineEnd() }
      }
      // Behind a dash a collection can start on the same line.
      if !isOfKey, column >= 0, chance(2) {
        let blanks = number(1...3)
        return pad(blanks) + block(sample, at: column + 1 + blanks, isCompact: true)
      }
      var least = column + 1
      if case .list = sample, isOfKey { least = column }
      return lineEnd() + comment() + block(sample, at: least + number(0...2))
    }

    private mutating func block(_ sample: Sample, at column: Int, isCompact: Bool = false) -> String {
      var text = ""
      func start() -> String { text.isEmpty && isCompact ? "" : pad(column) }
      switch sample {
      case .list(let elements):
        for element in elements { text += start() + "-" + value(element, below: column) + comment() }
      case .map(let pairs):
        for (key, value) in pairs {
          text += start() + self.key(key) + pick([":", ":", " :"])
          text += self.value(value, below: column, ofKey: true) + comment()
        }
      case .null, .text: break
      }
      return text
    }

    private mutating func key(_ key: String) -> String {
      if ["a", "b c", "d's", "e:f", "é"].contains(key), chance(2) { return key }
      return quoted(key, below: 0, onOneLine: true)
    }

    // MARK: Collections in brackets

    private mutating func gap(_ column: Int) -> String {
      chance(8) ? pick(["", " ", " # , ]"]) + "\n" + pad(column + number(1...4)) : pick(["", " ", "  "])
    }

    private mutating func flow(_ sample: Sample, below column: Int) -> String {
      switch sample {
      case .null: return pick(["~", "null", "NULL"])
      case .text(let text): return inline(text, below: column, inFlow: true)
      case .list(let elements):
        var all: [String] = []
        for element in elements { all.append(gap(column) + flow(element, below: column) + gap(column)) }
        return "[" + all.joined(separator: ",") + (!all.isEmpty && chance(4) ? "," : "") + gap(column) + "]"
      case .map(let pairs):
        var all: [String] = []
        for (key, value) in pairs {
          let name = self.key(key)
          var text = gap(column) + name
          if case .null = value, chance(2) {
            text += pick(["", ":", " :"])
          } else {
            // Behind a key in quotation marks the colon needs no blank.
            text += (name != key && chance(2) ? ":" : ": ") + flow(value, below: column)
          }
          all.append(text + gap(column))
        }
        return "{" + all.joined(separator: ",") + (!all.isEmpty && chance(4) ? "," : "") + gap(column) + "}"
      }
    }

    // MARK: Text

    private static func isBlank(_ character: Character) -> Bool { " \t\n".contains(character) }

    /// Whether line ends in quotation marks can stand for the line ends and some spaces of the text.
    private static func canFold(_ text: String, at index: String.Index) -> Bool {
      guard index > text.startIndex, text.index(after: index) < text.endIndex else { return false }
      return !isBlank(text[text.index(before: index)]) && !isBlank(text[text.index(after: index)])
    }

    /// A line end that reads as a space, or the two that read as a line end.
    private mutating func fold(_ character: Character, below column: Int) -> String {
      pick(["", " "]) + (character == " " ? "\n" : pick(["\n\n", "\n  \n"])) + pad(max(column, 0) + number(1...3))
    }

    private mutating func inline(_ text: String, below column: Int, inFlow: Bool) -> String {
      let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
      let isPlain =
        !text.isEmpty && words.allSatisfy(Self.words.contains) && !text.contains("  ")
        && text.indices.allSatisfy { !Self.isBlank(text[$0]) || Self.canFold(text, at: $0) }
        && !(inFlow && text.hasPrefix(":i"))
      guard isPlain, chance(2) else { return quoted(text, below: column, onOneLine: false) }
      var plain = ""
      for character in text {
        plain += character == "\n" || character == " " && chance(6) ? fold(character, below: column) : String(character)
      }
      return plain
    }

    private mutating func quoted(_ text: String, below column: Int, onOneLine: Bool) -> String {
      let isSingle = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x85 || $0 == "\n" }
      let folds = text.indices.allSatisfy { text[$0] != "\n" || Self.canFold(text, at: $0) }
      if isSingle, !onOneLine && folds || !text.contains("\n"), chance(2) {
        var single = "'"
        for index in text.indices {
          let character = text[index]
          let mayFold = !onOneLine && Self.canFold(text, at: index)
          switch character {
          case "'": single += "''"
          case "\n": single += fold(character, below: column)
          case " ": single += mayFold && chance(6) ? fold(character, below: column) : " "
          default: single.append(character)
          }
        }
        return single + "'"
      }
      var double = "\""
      for index in text.indices {
        let character = text[index]
        let mayFold = !onOneLine && Self.canFold(text, at: index)
        if !onOneLine, !Self.isBlank(character), chance(12) { double += "\\\n" + pad(max(column, 0) + number(1...3)) }
        switch character {
        case "\n": double += mayFold && chance(2) ? fold(character, below: column) : "\\n"
        case " ": double += mayFold && chance(6) ? fold(character, below: column) : pick([" ", " ", "\\ ", "\\x20"])
        case "\t": double += "\\t"
        case "\"": double += "\\\""
        case "\\": double += pick(["\\\\", "\\u005C"])
        case "\u{85}": double += pick(["\\N", "\\x85", "\\u0085"])
        case "\u{7}": double += pick(["\\a", "\\x07"])
        case "é": double += pick(["é", "\\xE9", "\\u00e9", "\\U000000E9"])
        case "😀": double += pick(["😀", "\\U0001F600", "\\ud83d\\ude00"])
        default: double.append(character)
        }
      }
      return double + "\""
    }

    /// A text with its line ends, behind `|` or `>`; nil where neither can hold it.
    private mutating func blockText(_ text: String, below column: Int) -> String? {
      let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x85 || $0 == "\n" }
      var content = text
      while content.last == "\n" { content.removeLast() }
      guard isPrintable, !content.isEmpty else { return nil }
      let ends = text.count - content.count
      let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      // A line of blanks reads as itself, but is no line that text can be folded to.
      let isFolded = lines.allSatisfy { $0.isEmpty || !$0.allSatisfy(Self.isBlank) } && chance(2)
      let isMarked = lines.first { !$0.isEmpty }?.first == " " || chance(3)
      let indent = number(1...4)
      let start = max(column, isMarked ? 0 : -1) + indent
      let chomping = ends == 0 ? "-" : ends > 1 ? "+" : pick(["", "+"])
      let marks = isMarked ? pick(["\(indent)\(chomping)", "\(chomping)\(indent)"]) : chomping
      var result = (isFolded ? ">" : "|") + marks + lineEnd()
      // Without a mark, the first line tells the indentation; it cannot be at the margin of a document.
      guard start > 0 else { return nil }
      let left = pad(start)
      var last: String?
      for line in lines {
        if line.isEmpty {
          result += pad(number(0...start)) + "\n"
          continue
        }
        let isMore = line.first == " "
        if isFolded, let last, last.first != " ", !isMore { result += "\n" }
        last = line
        var shown = ""
        for place in line.indices {
          let mayFold = isFolded && !isMore && line[place] == " " && Self.canFold(line, at: place)
          shown += mayFold && chance(4) ? "\n" + left : String(line[place])
        }
        result += left + shown + "\n"
      }
      if ends > 1 { result += String(repeating: "\n", count: ends - 1) }
      if chomping != "+", chance(4) { result += "\n\n" }
      return result
    }
  }
}
