/// Lists and maps in block style, which uses indentation.
extension YAMLParser {
  /// Reads the value at `at`, which is the first on its line or follows a list's dash.
  ///
  /// `parent` is the column of the collection that contains the value; -1 for the document itself.
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
        // After a tab, the collection would have no reliable column.
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

  /// The error for a line at `at` that does not continue the map.
  private func noKey() -> YAMLError {
    switch byte(at) {
    case .dash where endsWord(at + 1): unexpected()
    case UInt8(ascii: "*"): error(.unsupported(.aliasAsKey), at: at)
    case UInt8(ascii: "&"), UInt8(ascii: "!"): error(.unsupported(.anchorOnKey), at: at)
    case .openBracket, UInt8(ascii: "{"): error(.unsupported(.collectionAsKey), at: at)
    default: error(.missingColon, at: at)
    }
  }

  /// Reads the value after the colon of a key in a map at `column`.
  private mutating func mapValue(column: Int) throws(YAMLError) -> Int32 {
    let place = at
    skipBlanks()
    guard byte(at) == .newline || byte(at) == .hash || at >= end else {
      return try inlineValue(parent: column, isMapValue: true)
    }
    try endLine()
    return try valueBelow(parent: column, isMapValue: true, at: place)
  }

  /// Reads a value on the lines below its key; the value is null if they are not indented.
  mutating func valueBelow(parent: Int, isMapValue: Bool, at place: Int) throws(YAMLError) -> Int32 {
    if indent > parent { return try blockNode(parent: parent) }
    // The dashes of a list may be at the column of the key.
    if isMapValue, indent == parent, byte(at) == .dash, endsWord(at + 1) { return try list(column: indent) }
    return add(.null, at: place)
  }

  /// Enters a collection; the caller decreases `depth` to leave it.
  mutating func descend() throws(YAMLError) {
    depth += 1
    if depth > YAMLParser.depthLimit { throw error(.tooDeep(limit: YAMLParser.depthLimit), at: at) }
  }

  /// Appends `child` to the children of `collection`.
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
  /// Reads a key and its colon; nil, with nothing read, if the line does not start with a key.
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

  /// The index of the colon after the quoted text that ends at `close`, or nil.
  private func colonBehind(_ close: Int) -> Int? {
    var index = close
    while byte(index) == .space || byte(index) == .tab { index += 1 }
    return byte(index) == .colon && endsWord(index + 1) ? index : nil
  }

  /// The end of the quoted text at `at`, after its closing quote; nil if the text continues on the next line.
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
