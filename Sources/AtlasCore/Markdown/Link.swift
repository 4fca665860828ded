/// A link of a page: `[[path/slug|AML.T0031: Name]]`, `[[AML.T0051]]`, `[Name](/techniques/AML.T0005)` or
/// `[text](https://…)`.
package struct Link: Sendable {
  /// The link as the page has it, with its brackets.
  package let source: Bytes
  /// The path or URL of the link; the label in the short form `[[AML.T0051]]`.
  package let target: Bytes
  /// The text that a reader sees.
  package let label: Bytes
  /// Whether it is a `[[wiki link]]`, which can only lead to a record.
  package let isWiki: Bool

  /// The record's id: from the start of the label, or else from the end of the target.
  package var id: RecordID? {
    guard isWiki || isSite else { return nil }
    var label = label
    if let id = RecordID(eatingFormal: &label) { return id }
    var slug = slug
    guard let id = RecordID(eatingFormal: &slug), slug.isEmpty else { return nil }
    return id
  }

  /// Whether an ordinary link stays on the site: `/techniques/AML.T0005`, a relative path, or the official URL.
  private var isSite: Bool {
    target.contains("://atlas.mitre.org/")
      || !target.contains("://") && target.first != .hash
        && !target.starts(with: "mailto:" as Bytes)
  }

  /// The label without a leading id: the record's name, or empty.
  package var name: Bytes {
    var rest = label
    guard RecordID(eatingFormal: &rest) != nil else { return label }
    // Text directly after an id is a file extension or an anchor, as in `AML.T0051.md`, not a name.
    guard let first = rest.first, first == .colon || first.isBlank else { return .empty }
    rest.eat(while: { $0 == .colon || $0 == .dash || $0.isBlank })
    return rest
  }

  /// The last part of the target's path, without a file extension or an anchor.
  package var slug: Bytes {
    var path = target
    if let anchor = path.firstIndex(of: .hash) { path = path[path.startIndex..<anchor] }
    while path.last == .slash { path = path.dropLast() }
    if let slash = path.lastIndex(of: .slash) { path = path[slash + 1..<path.endIndex] }
    return path.suffix(3) == ".md" ? path.dropLast(3) : path
  }

  /// The name of the page that the link leads to; the index of a folder has the folder's name.
  package var pageName: Bytes { Link.pageName(of: target) }

  /// The name of the page at `path`, without a file extension or an anchor; the index of a folder has the folder's name.
  package static func pageName(of path: Bytes) -> Bytes {
    let path = path.firstIndex(of: .hash).map { path[path.startIndex..<$0] } ?? path
    var parts = path.split(separator: .slash)[...]
    guard var name = parts.popLast() else { return path }
    if name.suffix(3) == ".md" { name = name.dropLast(3) }
    let isIndex = ["index", "_index", "README"].contains { name.equals(ignoringCase: Bytes($0)) }
    return isIndex ? parts.last ?? name : name
  }

  /// The kind of record that the target's folder holds, as in `tactics/impact`; nil when unknown.
  package var folderKind: RecordKind? {
    let folders = target.split(separator: .slash)
    guard let folder = folders.dropLast().last else { return nil }
    return RecordKind.allCases.first {
      folder.elementsEqual($0.plural.utf8) || folder.elementsEqual($0.addressPath.utf8)
    }
  }

  /// Whether the link leads out of the knowledge base: to another site, or to a page of the site that is not a record.
  package var isWeb: Bool { !isWiki && id == nil && !(isSite && folderKind != nil) }
}

extension RecordID {
  /// Takes an id that includes `AML.` off the front of `text`.
  package init?(eatingFormal text: inout Bytes) {
    guard text.prefix(4).equals(ignoringCase: "AML.") else { return nil }
    self.init(eating: &text)
  }
}

// MARK: - Finding links in a text

extension Link {
  /// Takes text off the front up to and including the next link, and returns the link; nil if there is none.
  ///
  /// Links in `code`, images and, unless `evenEscaped` is true, brackets after a backslash do not count.
  package static func next(in text: inout Bytes, evenEscaped: Bool = false) -> Link? {
    let mark = UInt8(ascii: "!")
    while let first = text.first {
      switch first {
      case .openBracket:
        if let link = Link(eating: &text) { return link }
        text = text.dropFirst()
      case .backtick: text.eatCode()
      case .backslash: text = text.dropFirst(evenEscaped ? 1 : 2)
      case mark:
        text = text.dropFirst()
        var image = text
        if let link = Link(eating: &image), !link.isWiki { text = image }
      default: text.eat(while: { $0 != .openBracket && $0 != .backtick && $0 != .backslash && $0 != mark })
      }
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

  /// Calls `body` with each link of `text` outside fenced code.
  package static func forEach(outsideFencesOf text: Bytes, _ body: (Link) -> Void) {
    func take(_ part: Bytes) {
      var part = part
      while let link = next(in: &part) { body(link) }
    }
    var fences = Fences()
    var rest = text
    var start = text.startIndex
    while let line = rest.eatLine() {
      guard fences.contains(line, before: rest) else { continue }
      take(text[start..<line.startIndex])
      start = rest.startIndex
    }
    take(text[start..<text.endIndex])
  }
}

extension Bytes {
  /// Takes a run of backticks off the front, with the text up to the run that closes it.
  ///
  /// The closing run must be in the same paragraph and within 4096 bytes, so that a page of backticks is not searched
  /// once for each.
  fileprivate mutating func eatCode() {
    let ticks = eat(while: { $0 == .backtick })
    var rest = prefix(4096)
    while !rest.isEmpty {
      rest.eat(while: { $0 != .backtick && $0 != .newline })
      if rest.eat(.newline) {
        rest.eat(while: { $0 == .space || $0 == .tab })
        if rest.first == .newline { return }
      } else if rest.eat(while: { $0 == .backtick }).count == ticks.count {
        self = self[rest.startIndex..<endIndex]
        return
      }
    }
  }
}
