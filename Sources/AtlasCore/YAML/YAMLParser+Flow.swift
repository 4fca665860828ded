/// Lists in brackets and maps in braces.
extension YAMLParser {
  mutating func flowList() throws(YAMLError) -> Int32 {
    try descend()
    let start = at
    let list = add(.list, at: start)
    var last: Int32 = -1
    var count: Int32 = 0
    at += 1
    while try flowGap(.list, from: start) != .closeBracket {
      link(try flowValue(), behind: &last, in: list)
      count += 1
      let next = try flowGap(.list, from: start)
      if next == .colon { throw error(.unsupported(.pairInList), at: at) }
      if next == .comma { at += 1 } else if next != .closeBracket { throw unexpected() }
    }
    at += 1
    nodes[Int(list)].end = count
    depth -= 1
    return list
  }

  mutating func flowMap() throws(YAMLError) -> Int32 {
    try descend()
    let close = UInt8(ascii: "}")
    let start = at
    let map = add(.map, at: start)
    var last: Int32 = -1
    var count: Int32 = 0
    at += 1
    while try flowGap(.map, from: start) != close {
      link(try flowKey(), behind: &last, in: map)
      var value = add(.null, at: at)
      if try flowGap(.map, from: start) == .colon {
        at += 1
        let next = try flowGap(.map, from: start)
        if next != .comma, next != close { value = try flowValue() }
      }
      link(value, behind: &last, in: map)
      count += 1
      let next = try flowGap(.map, from: start)
      if next == .comma { at += 1 } else if next != close { throw unexpected() }
    }
    at += 1
    nodes[Int(map)].end = count
    depth -= 1
    return map
  }

  private mutating func flowValue() throws(YAMLError) -> Int32 {
    let place = at
    let properties = try properties()
    let next = byte(at)
    if properties.areThere, next == .comma || next == .closeBracket || next == UInt8(ascii: "}") {
      let value = add(.null, at: place)
      finish(value, properties)
      return value
    }
    let value = try flowNode(parent: -1, inFlow: true, properties)
    finish(value, properties)
    return value
  }

  private mutating func flowKey() throws(YAMLError) -> Int32 {
    switch byte(at) {
    case .openBracket, UInt8(ascii: "{"): throw error(.unsupported(.collectionAsKey), at: at)
    case UInt8(ascii: "*"): throw error(.unsupported(.aliasAsKey), at: at)
    case UInt8(ascii: "&"), UInt8(ascii: "!"): throw error(.unsupported(.anchorOnKey), at: at)
    case UInt8(ascii: "?") where endsWord(at + 1): throw error(.unsupported(.explicitKey), at: at)
    default:
      let key = try flowNode(parent: -1, inFlow: true, Properties(isText: true))
      let node = nodes[Int(key)]
      if node.kind == .slice, text[Int(node.first)..<Int(node.end)] == "<<", byte(Int(node.place)) != .quote,
        byte(Int(node.place)) != UInt8(ascii: "'")
      {
        throw error(.unsupported(.mergeKey), at: Int(node.place))
      }
      return key
    }
  }

  /// Moves past spaces, line ends and comments, and returns the next byte.
  private mutating func flowGap(_ opened: YAMLError.Opened, from start: Int) throws(YAMLError) -> UInt8 {
    while at < end {
      skipBlanks()
      if beginsComment() { skipComment() }
      guard byte(at) == .newline else { break }
      at += 1
      lineStart = at
      if isMarker("---") || isMarker("...") { throw error(.unclosed(opened), at: start) }
    }
    if at >= end { throw error(.unclosed(opened), at: start) }
    return byte(at)
  }
}
