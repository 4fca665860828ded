/// Lists and maps in block style, which the indentation of their lines holds together.
extension YAMLParser {
  /// Reads the value that starts at `at`, the first on its line or behind the dash of a list; `parent` is the column
  /// of the collection that it belongs to, -1 for the document itself.
  mutating func blockNode(parent: Int) throws(YAMLError) -> Int32 {
    let column = at - lineStart
    switch byte(at) {
    case .dash where endsWord(at + 1): return try list(column: column)
    case UInt8(ascii: "?") where endsWord(at + 1): throw error(.unsupported(.explicitKey), at: at)
    default:
      let start = at
      guard let key = try key() else { return try inlineValue(parent: parent) }
      return try map(column: column, start: start, firstKey: key)
    }
  }

  private mutating func list(column: Int) throws(YAMLError) -> Int32 {
    try descend()
    let list = add(.list, at: at)
    var last: Int32 = -1
    var count: Int32 = 0
    repeat {
      at += 1
      let dash = at
      skipBlanks()
      let element: Int32
      if byte(at) == .newline || byte(at) == .hash || at >= end {
        try endLine()
        element = indent > column ? try blockNode(parent: column) : add(.null, at: dash)
      } else {
        // A collection behind a tab would have no column that one could count on.
        if text[dash..<at].firstIndex(of: .tab) != nil, try beginsCollection() { throw error(.tab, at: dash) }
        element = try blockNode(parent: column)
      }
      link(element, behind: &last, in: list)
      count += 1
      if indent > column { throw error(.indentation, at: at) }
    } while indent == column && byte(at) == .dash && endsWord(at + 1)
    nodes[Int(list)].end = count
    depth -= 1
    return list
  }

  private mutating func map(column: Int, start: Int, firstKey: Int32) throws(YAMLError) -> Int32 {
    try descend()
    let map = add(.map, at: start)
    var key = firstKey
    var last: Int32 = -1
    var count: Int32 = 0
    while true {
      link(key, behind: &last, in: map)
      link(try mapValue(column: column), behind: &last, in: map)
      count += 1
      if indent > column { throw error(.indentation, at: at) }
      guard indent == column else { break }
      if byte(at) == UInt8(ascii: "?"), endsWord(at + 1) { throw error(.unsupported(.explicitKey), at: at) }
      guard let next = try self.key() else { throw noKey() }
      key = next
    }
    nodes[Int(map)].end = count
    depth -= 1
    return map
  }

  /// Why the line at `at` is no further pair of a map.
  private func noKey() -> YAMLError {
    switch byte(at) {
    case .dash where endsWord(at + 1): unexpected()
    case UInt8(ascii: "*"): error(.unsupported(.aliasAsKey), at: at)
    case UInt8(ascii: "&"), UInt8(ascii: "!"): error(.unsupported(.anchorOnKey), at: at)
    case .openBracket, UInt8(ascii: "{"): error(.unsupported(.collectionAsKey), at: at)
    default: error(.missingColon, at: at)
    }
  }

  /// Reads the value behind the colon of a key in a map at `column`.
  private mutating func mapValue(column: Int) throws(YAMLError) -> Int32 {
    let place = at
    skipBlanks()
    guard byte(at) == .newline || byte(at) == .hash || at >= end else {
      return try inlineValue(parent: column, isMapValue: true)
    }
    try endLine()
    return try valueBelow(parent: column, isMapValue: true, at: place)
  }

  /// Reads a value that is on lines of its own below its key; nothing is there when they are not indented.
  mutating func valueBelow(parent: Int, isMapValue: Bool, at place: Int) throws(YAMLError) -> Int32 {
    if indent > parent { return try blockNode(parent: parent) }
    // The dashes of a list may be right under the key.
    if isMapValue, indent == parent, byte(at) == .dash, endsWord(at + 1) { return try list(column: indent) }
    return add(.null, at: place)
  }

  /// Enters a collection; the caller leaves it by decreasing `depth`.
  mutating func descend() throws(YAMLError) {
    depth += 1
    if depth > YAMLParser.depthLimit { throw error(.tooDeep(limit: YAMLParser.depthLimit), at: at) }
  }

  /// Puts `child` behind the last child of `collection`.
  mutating func link(_ child: Int32, behind last: inout Int32, in collection: Int32) {
    if last < 0 { nodes[Int(collection)].first = child } else { nodes[Int(last)].next = child }
    last = child
  }

  private mutating func beginsCollection() throws(YAMLError) -> Bool {
    if byte(at) == .dash, endsWord(at + 1) { return true }
    var ahead = self
    return try ahead.key() != nil
  }
}

extension YAMLParser {
  /// Takes a key and the colon after it; nil, and nothing taken, when the line does not start with one.
  mutating func key() throws(YAMLError) -> Int32? {
    let start = at
    let colon: Int
    let name: Int32
    switch byte(at) {
    case .quote, UInt8(ascii: "'"):
      guard let close = quoteEnd(), let found = colonBehind(close) else { return nil }
      name = try quoted()
      colon = found
    default:
      guard beginsPlain() else { return nil }
      colon = plainEnd(from: at, inFlow: false)
      guard byte(colon) == .colon else { return nil }
      var nameEnd = colon
      while nameEnd > start, byte(nameEnd - 1) == .space || byte(nameEnd - 1) == .tab { nameEnd -= 1 }
      guard nameEnd > start else { throw unexpected() }
      if nameEnd - start == 2, byte(start) == UInt8(ascii: "<"), byte(start + 1) == UInt8(ascii: "<") {
        throw error(.unsupported(.mergeKey), at: start)
      }
      name = add(.slice, at: start, start, nameEnd)
    }
    at = colon + 1
    return name
  }

  /// The place of the colon that follows the quoted text that ends at `close`, or nil when none does.
  private func colonBehind(_ close: Int) -> Int? {
    var index = close
    while byte(index) == .space || byte(index) == .tab { index += 1 }
    return byte(index) == .colon && endsWord(index + 1) ? index : nil
  }

  /// Where the quoted text at `at` ends on its line, behind the closing quote; nil when it goes on below.
  private func quoteEnd() -> Int? {
    let quote = byte(at)
    var index = at + 1
    while index < end, byte(index) != .newline {
      if byte(index) == .backslash, quote == .quote {
        index += 2
      } else if byte(index) == quote {
        if quote == .quote || byte(index + 1) != quote { return index + 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }
}
