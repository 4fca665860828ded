/// A link of a page: `[[path/slug|AML.T0031: Name]]`, `[[AML.T0051]]`, `[Name](/techniques/AML.T0005)` or
/// `[text](https://…)`.
package struct Link: Sendable {
  /// The link as it stands on the page, brackets included.
  package let source: Bytes
  /// The path or address that it leads to; the label itself in the short form `[[AML.T0051]]`.
  package let target: Bytes
  /// What a reader sees.
  package let label: Bytes
  /// Whether it is a `[[wiki link]]`, which can lead to nothing but a record.
  package let isWiki: Bool

  /// The record's id, when the label begins with one or else the target ends in one: the label wins.
  package var id: RecordID? {
    guard isWiki || isSite else { return nil }
    var label = label
    if let id = RecordID(eatingFormal: &label) { return id }
    var slug = slug
    guard let id = RecordID(eatingFormal: &slug), slug.isEmpty else { return nil }
    return id
  }

  /// Whether an ordinary link stays on the site: `/techniques/AML.T0005`, a relative path, or the official address.
  private var isSite: Bool {
    target.contains("://atlas.mitre.org/")
      || !target.contains("://") && target.first != .hash
        && !target.starts(with: "mailto:" as Bytes)
  }

  /// The label without the id that it may begin with: the record's name, or empty.
  package var name: Bytes {
    var rest = label
    guard RecordID(eatingFormal: &rest) != nil else { return label }
    rest.eat(while: { $0 == .colon || $0.isBlank })
    return rest
  }

  /// The last part of the target's path, without an ending or an anchor.
  package var slug: Bytes {
    var path = target
    if let anchor = path.firstIndex(of: .hash) { path = path[path.startIndex..<anchor] }
    while path.last == .slash { path = path.dropLast() }
    if let slash = path.lastIndex(of: .slash) { path = path[slash + 1..<path.endIndex] }
    return path.suffix(3) == ".md" ? path.dropLast(3) : path
  }

  /// Whether it leads out of the knowledge base, to any address of the web.
  package var isWeb: Bool { !isWiki && id == nil }
}

extension RecordID {
  /// Takes a formal id, `AML.` included, off the front of `text`.
  package init?(eatingFormal text: inout Bytes) {
    guard text.prefix(4).equals(ignoringCase: "AML.") else { return nil }
    self.init(eating: &text)
  }
}

extension Link {
  /// Takes a link off the front of `text`; nil, and nothing taken, when none begins there.
  package init?(eating text: inout Bytes) {
    guard text.first == .openBracket else { return nil }
    if let wiki = Link(eatingWiki: &text) {
      self = wiki
    } else if let ordinary = Link(eatingOrdinary: &text) {
      self = ordinary
    } else {
      return nil
    }
  }

  private init?(eatingWiki text: inout Bytes) {
    var rest = text
    guard rest.eat("[["), let close = rest.closing(of: "]]") else { return nil }
    let inside = rest[rest.startIndex..<close].trimmed
    guard !inside.isEmpty, !inside.contains("[["), !text[close + 2..<text.endIndex].beginsAddress else { return nil }
    source = text[text.startIndex..<close + 2]
    isWiki = true
    if let bar = inside.firstIndex(of: .pipe) {
      // In a table the bar of a link is written `\|`, as Obsidian wants it.
      let path = inside[inside.startIndex..<bar]
      target = (path.last == .backslash ? path.dropLast() : path).trimmed
      label = inside[bar + 1..<inside.endIndex].trimmed
    } else {
      target = inside
      label = inside
    }
    text = text[close + 2..<text.endIndex]
  }

  private init?(eatingOrdinary text: inout Bytes) {
    var rest = text.dropFirst().prefix(Link.limit)
    var depth = 1
    let labelStart = rest.startIndex
    rest.eat(while: { byte in
      if byte == .openBracket { depth += 1 }
      if byte == .closeBracket { depth -= 1 }
      return depth > 0 && byte != .newline
    })
    let labelEnd = rest.startIndex
    guard rest.eat("]("), let close = rest.closing(of: ")") else { return nil }
    label = text[labelStart..<labelEnd].trimmed
    target = rest[rest.startIndex..<close].trimmed
    source = text[text.startIndex..<close + 1]
    isWiki = false
    text = text[close + 1..<text.endIndex]
  }

  /// No label or address is longer, in bytes: a line of a million brackets must not be read a million times.
  fileprivate static let limit = 4096

  /// Takes text off the front up to and including the next link, and returns the link; nil when there is none.
  ///
  /// What stands in `code` is no link, nor what a backslash stands before, unless that is asked for.
  package static func next(in text: inout Bytes, evenEscaped: Bool = false) -> Link? {
    while let first = text.first {
      if first == .openBracket, let link = Link(eating: &text) { return link }
      if first == .backtick {
        text.eatCode()
      } else {
        text = text.dropFirst(first == .backslash && !evenEscaped ? 2 : 1)
      }
      text.eat(while: { $0 != .openBracket && $0 != .backtick && $0 != .backslash })
    }
    return nil
  }

  /// All links of `text`, in order.
  package static func all(in text: Bytes) -> [Link] {
    var rest = text
    var links: [Link] = []
    while let link = next(in: &rest) { links.append(link) }
    return links
  }
}

extension Bytes {
  /// Whether an address in parentheses begins here, which makes the brackets before it the label of an ordinary link,
  /// as in `[[7]](https://…)`.
  fileprivate var beginsAddress: Bool {
    var rest = self
    return rest.eat("(http") || rest.eat("(/") || rest.eat("(#")
  }

  /// Where `end` stands first on the line that the slice begins with, or nil.
  fileprivate func closing(of end: Bytes) -> Int? {
    let near = prefix(Link.limit)
    let line = near[startIndex..<(near.firstIndex(of: .newline) ?? near.endIndex)]
    return line.range(of: end)?.lowerBound
  }

  /// Takes a run of backticks off the front, with everything up to the run that closes it when there is one.
  fileprivate mutating func eatCode() {
    let ticks = eat(while: { $0 == .backtick })
    var rest = prefix(Link.limit)
    while !rest.isEmpty {
      rest.eat(while: { $0 != .backtick })
      if rest.eat(while: { $0 == .backtick }).count == ticks.count {
        self = self[rest.startIndex..<endIndex]
        return
      }
    }
  }
}
