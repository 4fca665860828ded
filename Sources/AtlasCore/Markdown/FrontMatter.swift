/// The `key: value` lines between two lines `---` at the top of a page.
///
/// Only bare and quoted scalars are read; lists, nested maps and unused keys are ignored. If a line is not valid YAML
/// here, the `---` above it is a horizontal rule, and the page has no front matter.
package struct FrontMatter {
  /// The lines between the two `---`.
  private let lines: Bytes

  /// Takes the front matter off the front of `page`; nil, with nothing taken, if it is missing or unclosed.
  package init?(eating page: inout Bytes) {
    var rest = page
    rest.eat(while: \.isBlank)
    guard rest.eatLine()?.trimmed == "---" else { return nil }
    let start = rest.startIndex
    while let line = rest.eatLine() {
      if line.trimmed == "---" || line.trimmed == "..." {
        lines = page[start..<line.startIndex]
        page = rest
        return
      }
      if FrontMatter.isEntry(line), line.firstIndex(of: .colon) == nil { return nil }
    }
    return nil
  }

  /// The value of `key` without its quotes, or nil when the key is absent or has no value.
  package subscript(_ key: Bytes) -> Bytes? {
    var rest = lines
    while let line = rest.eatLine() {
      guard FrontMatter.isEntry(line), let colon = line.firstIndex(of: .colon),
        line[line.startIndex..<colon].trimmed == key
      else { continue }
      let value = line[colon + 1..<line.endIndex].trimmed
      return value.isEmpty ? nil : FrontMatter.unquoted(value)
    }
    return nil
  }

  private static func isEntry(_ line: Bytes) -> Bool {
    guard let first = line.first else { return false }
    return !first.isBlank && first != .dash && first != .hash
  }

  private static func unquoted(_ value: Bytes) -> Bytes {
    let single = UInt8(ascii: "'")
    if value.first == single, value.last == single {
      return without(single, before: single, in: value.stripped(of: single))
    }
    let text = value.stripped(of: .quote)
    return text.count == value.count ? value : without(.backslash, before: nil, in: text)
  }

  /// The text without each `mark` that precedes `next`, or any byte when `next` is nil.
  private static func without(_ mark: UInt8, before next: UInt8?, in text: Bytes) -> Bytes {
    guard text.contains(mark) else { return text }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == mark, let following = rest.first, next ?? following == following {
        result.append(following)
        rest = rest.dropFirst()
      } else {
        result.append(byte)
      }
    }
    return Bytes(copying: result)
  }
}
