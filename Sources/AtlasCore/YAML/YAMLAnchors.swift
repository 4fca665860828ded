/// Values on the line of their key or dash, and the anchors and tags before them.
extension YAMLParser {
  /// Reads a value that is not a block collection.
  ///
  /// After an anchor or tag alone on the line, reads the value below it.
  ///
  /// `parent` is the column of the collection that contains the value; `isMapValue` is true after a key.
  mutating func inlineValue(parent: Int, isMapValue: Bool = false) throws(YAMLError) -> Int32 {
    let place = at
    let properties = try properties()
    let value: Int32
    switch byte(at) {
    case .newline, .hash, 0:
      try endLine()
      value = try valueBelow(parent: parent, isMapValue: isMapValue, at: place)
    case .pipe, .greater:
      value = try blockScalar(parent: parent)
    default:
      if properties.areThere, beginsPlain(), byte(plainEnd(from: at, inFlow: false)) == .colon {
        throw error(.unsupported(.anchorOnKey), at: place)
      }
      value = try flowNode(parent: parent, inFlow: false, properties)
      try refuseAsKey(value, properties)
      try endLine()
    }
    finish(value, properties)
    return value
  }

  /// Reads a scalar, an alias or a collection in flow style.
  mutating func flowNode(parent: Int, inFlow: Bool, _ properties: Properties) throws(YAMLError) -> Int32 {
    switch byte(at) {
    case .quote, UInt8(ascii: "'"): return try quoted()
    case .openBracket: return try flowList()
    case UInt8(ascii: "{"): return try flowMap()
    case UInt8(ascii: "*"):
      guard !properties.areThere else { throw unexpected() }
      return try alias()
    default: return try plain(parent: parent, inFlow: inFlow, isText: properties.isText)
    }
  }

  /// Throws if the value is in fact a key of an unsupported kind.
  private func refuseAsKey(_ value: Int32, _ properties: Properties) throws(YAMLError) {
    var index = at
    while byte(index) == .space || byte(index) == .tab { index += 1 }
    guard byte(index) == .colon, endsWord(index + 1) else { return }
    let node = nodes[Int(value)]
    let place = Int(node.place)
    if properties.areThere { throw error(.unsupported(.anchorOnKey), at: place) }
    switch node.kind {
    case .list, .map: throw error(.unsupported(.collectionAsKey), at: place)
    case .alias: throw error(.unsupported(.aliasAsKey), at: place)
    case .null, .slice, .pooled: throw error(.colonInText, at: index)
    }
  }
}

/// The anchors of a document, and the size of the text that its aliases stand for.
struct YAMLAnchors {
  /// The node and weight of each anchor; nil while the node is being read.
  var known: [Bytes: (node: Int32, weight: Int)?] = [:]
  /// The size of all values so far: the bytes of their text plus sixteen each, with aliases counted in full.
  var weight = 0
  /// The part of `weight` that is due to aliases.
  var aliased = 0

  /// The maximum of `aliased`: aliases of aliases let a few lines stand for more text than fits in memory.
  static let limit = 16 << 20
}

extension YAMLParser {
  /// The anchor and tag before a value.
  struct Properties {
    var anchor: Bytes?
    var weight = 0
    /// Whether the tag `!!str` makes the value text, even if it is empty or `null`.
    var isText = false
    var areThere: Bool { anchor != nil || isText || isTagged }
    var isTagged = false
  }

  /// Reads an anchor and a tag in either order.
  ///
  /// The tags for text, lists and maps are accepted because they do not change the value; all other tags are errors.
  mutating func properties() throws(YAMLError) -> Properties {
    var properties = Properties()
    while true {
      let start = at
      if byte(at) == UInt8(ascii: "&"), properties.anchor == nil {
        at += 1
        let name = try anchorName()
        properties.anchor = name
        properties.weight = anchors.weight
        anchors.known[name] = .some(nil)
      } else if byte(at) == UInt8(ascii: "!"), !properties.isTagged {
        while !endsWord(at) { at += 1 }
        let tag = text[start..<at]
        guard tag == "!!str" || tag == "!!map" || tag == "!!seq" else {
          throw error(.unsupported(.tag(YAMLError.excerpt(tag))), at: start)
        }
        properties.isTagged = true
        properties.isText = tag == "!!str"
      } else {
        return properties
      }
      skipBlanks()
    }
  }

  /// Applies the tag to `value`, and assigns `value` to its anchor.
  mutating func finish(_ value: Int32, _ properties: Properties) {
    if properties.isText, nodes[Int(value)].kind == .null {
      nodes[Int(value)].kind = .slice
      nodes[Int(value)].first = nodes[Int(value)].place
      nodes[Int(value)].end = nodes[Int(value)].place
    }
    guard let anchor = properties.anchor else { return }
    anchors.known[anchor] = (value, anchors.weight - properties.weight)
  }

  private mutating func alias() throws(YAMLError) -> Int32 {
    let start = at
    at += 1
    let name = try anchorName()
    guard let entry = anchors.known[name] else {
      throw error(.unknownAlias(YAMLError.excerpt(name)), at: start)
    }
    guard let target = entry else { throw error(.recursiveAlias(YAMLError.excerpt(name)), at: start) }
    anchors.aliased += target.weight
    guard anchors.aliased <= YAMLAnchors.limit else {
      throw error(.aliasesTooLarge(limit: YAMLAnchors.limit), at: start)
    }
    anchors.weight += target.weight
    return add(.alias, at: start, Int(target.node))
  }

  private mutating func anchorName() throws(YAMLError) -> Bytes {
    let start = at
    while !endsWord(at), !isFlowMark(byte(at)) { at += 1 }
    guard at > start else { throw unexpected() }
    return text[start..<at]
  }

  /// Whether `byte` is an indicator in flow style.
  @inline(__always) func isFlowMark(_ byte: UInt8) -> Bool {
    byte == .comma || byte == .openBracket || byte == .closeBracket || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "}")
  }
}
