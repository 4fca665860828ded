import AtlasCore

/// The marks inside a paragraph: code, emphasis, links, and the wiki links by which pages name records.
enum Inline {
  /// Adds `text` to a layout, its marks turned into roles.
  ///
  /// A record is shown by name with its id behind: `[[techniques/AML.T0051|LLM Prompt Injection]]` becomes
  /// `LLM Prompt Injection (AML.T0051)`. Without color, code keeps its backticks, which say where it ends.
  static func write(_ text: Bytes, as role: Role = .prose, to wrap: inout Wrap, _ output: inout Output) {
    write(text, role, 0, &wrap, &output)
  }

  private static func write(_ text: Bytes, _ role: Role, _ depth: Int, _ wrap: inout Wrap, _ output: inout Output) {
    var rest = text
    var plain = rest.startIndex
    /// Adds what is before the mark at the front.
    func add(upTo mark: Bytes) {
      if plain < mark.startIndex { wrap.add(text[plain..<mark.startIndex], as: role, to: &output) }
    }
    while true {
      var mark = rest.startIndex
      while mark < rest.endIndex, !rest[mark].isMark { mark += 1 }
      rest = rest[mark..<rest.endIndex]
      guard let byte = rest.first else { break }
      let here = rest
      let isInWord = here.startIndex > text.startIndex && text[here.startIndex - 1].isAlphanumeric
      if let code = rest.eatCode() {
        add(upTo: here)
        wrap.add(output.color ? code.inner : code.whole, as: .code, to: &output)
      } else if let link = Link(eating: &rest) {
        add(upTo: here)
        write(link, role, depth, &wrap, &output)
      } else if !isInWord, let address = rest.eatAddress() {
        add(upTo: here)
        wrap.add(address, as: .link, to: &output)
      } else if depth < 8, let inner = rest.eatEmphasis(isInWord: isInWord) {
        add(upTo: here)
        write(inner.text, inner.isStrong ? .strong : .emphasis, depth + 1, &wrap, &output)
      } else if byte == UInt8(ascii: "\\"), here.count > 1, here[here.startIndex + 1].isMark {
        add(upTo: here)
        plain = here.startIndex + 1
        rest = here.dropFirst(2)
        continue
      } else {
        // A mark that marks nothing, with the rest of its run.
        rest = here.dropFirst(max(1, here.prefix { $0 == byte && byte != UInt8(ascii: "[") }.count))
        continue
      }
      plain = rest.startIndex
    }
    add(upTo: rest)
  }

  private static func write(_ link: Link, _ role: Role, _ depth: Int, _ wrap: inout Wrap, _ output: inout Output) {
    guard let id = link.id else {
      if depth < 8 { write(link.label, role, depth + 1, &wrap, &output) }
      if link.isWeb, link.target.contains("://"), link.target != link.label {
        wrap.add(" (", as: role, to: &output)
        wrap.add(link.target, as: .link, to: &output)
        wrap.add(")", as: role, to: &output)
      }
      return
    }
    guard !link.name.isEmpty else { return wrap.add(id, to: &output) }
    wrap.add(link.name, as: role, to: &output)
    wrap.add(" (", as: role, to: &output)
    wrap.add(id, to: &output)
    wrap.add(")", as: role, to: &output)
  }
}

extension UInt8 {
  /// Whether a mark may start here.
  fileprivate var isMark: Bool {
    switch self {
    case UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "\\"),
      UInt8(ascii: "h"), UInt8(ascii: "<"):
      true
    default: false
    }
  }
}

extension Bytes {
  /// A span in backticks, and what is in it.
  fileprivate mutating func eatCode() -> (whole: Bytes, inner: Bytes)? {
    let ticks = prefix { $0 == UInt8(ascii: "`") }
    guard !ticks.isEmpty, let end = dropFirst(ticks.count).prefix(2000).range(of: ticks) else { return nil }
    defer { self = self[end.upperBound..<endIndex] }
    return (self[startIndex..<end.upperBound], self[startIndex + ticks.count..<end.lowerBound])
  }

  /// `https://…`, bare or in angle brackets, without the punctuation of the sentence around it.
  fileprivate mutating func eatAddress() -> Bytes? {
    var rest = self
    let isBracketed = rest.eat(UInt8(ascii: "<"))
    guard rest.starts(with: Bytes("https://")) || rest.starts(with: Bytes("http://")) else { return nil }
    var address = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
    rest = rest[address.endIndex..<rest.endIndex]
    if isBracketed {
      guard rest.eat(UInt8(ascii: ">")) else { return nil }
    } else {
      while let last = address.last, Bytes(".,;:!?)\"'*").contains(last) { address = address.dropLast() }
      rest = self[address.endIndex..<endIndex]
    }
    self = rest
    return address
  }

  /// `*…*`, `**…**`, or the same with underscores, which do not count inside words.
  fileprivate mutating func eatEmphasis(isInWord: Bool) -> (text: Bytes, isStrong: Bool)? {
    guard let mark = first, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else { return nil }
    let isUnderscore = mark == UInt8(ascii: "_")
    let run = prefix { $0 == mark }
    guard run.count <= 2, !(isUnderscore && isInWord) else { return nil }
    let inner = dropFirst(run.count)
    guard let first = inner.first, !first.isBlank else { return nil }
    var index = inner.startIndex + 1
    let end = Swift.min(inner.endIndex, inner.startIndex + 2000)
    while index < end {
      guard inner[index] == mark else {
        index += 1
        continue
      }
      let close = inner[index..<inner.endIndex].prefix { $0 == mark }
      let after = close.endIndex
      let ends = !inner[index - 1].isBlank && close.count == run.count
      if ends, !isUnderscore || after == inner.endIndex || !inner[after].isAlphanumeric {
        self = inner[after..<inner.endIndex]
        return (inner[inner.startIndex..<index], run.count == 2)
      }
      index = after
    }
    return nil
  }
}
