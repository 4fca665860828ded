/// A YAML document: text, lists and maps, as a tree that is held in two arrays.
///
/// Nothing in the toolchain reads YAML, so this reader is our own. It takes what the release files of ATLAS and
/// their like are written in, a part of YAML 1.2 (https://yaml.org/spec/1.2.2/), and refuses the rest by name.
/// Every scalar is text: what is a number or a date is for the one who asks to say, so nothing is lost on the way.
///
/// A class, since every value refers to its document, and one reference is cheaper to hand around than the parts.
public final class YAMLTree: Sendable {
  /// One value, in twenty bytes, so that a large file stays small.
  ///
  /// Lists and maps name their first child, and every child the one after it; in a map, keys and values take turns.
  struct Node: Sendable {
    enum Kind: UInt8, Sendable { case null, slice, pooled, list, map, alias }

    var kind: Kind
    /// Where the value starts, as an index into the source.
    var place: Int32
    /// Where the text of a scalar starts, in the source or the pool; the first child of a collection, or -1; the node
    /// that an alias stands for.
    var first: Int32
    /// Where the text of a scalar ends; how many elements or pairs a collection has.
    var end: Int32
    /// The next child of the same collection, or -1.
    var next: Int32 = -1
  }

  let source: Bytes
  /// The text of the scalars that do not be in the source as they are.
  let pool: Bytes
  let nodes: [Node]
  /// Whether any text may hold control characters other than tabs and newlines.
  let hasControls: Bool
  private let top: Int32

  /// Reads a file of one document.
  ///
  /// - Parameter text: the file; its line ends may be of any kind.
  /// - Throws: ``YAMLError`` with the place of the first thing that is wrong.
  public init(_ text: Bytes) throws(YAMLError) {
    var parser = try YAMLParser(text)
    top = try parser.document()
    source = parser.text
    pool = Bytes(copying: parser.pool)
    nodes = parser.nodes
    hasControls = parser.hasEscapedControls
    try refuseDuplicateKeys()
  }

  /// The value of the whole document.
  public var root: YAMLValue { YAMLValue(tree: self, index: top) }

  /// The text of a scalar; empty for anything else.
  func text(of node: Node) -> Bytes {
    switch node.kind {
    case .slice: source[Int(node.first)..<Int(node.end)]
    case .pooled: pool[Int(node.first)..<Int(node.end)]
    case .null, .list, .map, .alias: .empty
    }
  }

  func error(_ reason: YAMLError.Reason, at place: Int) -> YAMLError {
    let position = source.position(of: place)
    return YAMLError(line: position.line, column: position.column, reason: reason)
  }
}

/// One value of a YAML document: text, a list, a map or nothing.
public struct YAMLValue: Sendable {
  let tree: YAMLTree
  let index: Int32

  init(tree: YAMLTree, index: Int32) {
    self.tree = tree
    let node = tree.nodes[Int(index)]
    self.index = node.kind == .alias ? node.first : index
  }

  private var node: YAMLTree.Node { tree.nodes[Int(index)] }

  /// What sort of value it is.
  public var kind: Kind {
    switch node.kind {
    case .null: .null
    case .slice, .pooled, .alias: .text
    case .list: .list
    case .map: .map
    }
  }

  /// The sorts of value.
  public enum Kind: String, Sendable {
    case null = "nothing"
    case text = "text"
    case list = "a list"
    case map = "a map"
  }

  /// The text of a scalar; nil for a list, a map or nothing.
  public var text: Bytes? { kind == .text ? tree.text(of: node) : nil }

  /// Whether the value is absent: `key:`, `~` or `null`.
  public var isNull: Bool { node.kind == .null }

  /// Where the value starts: line and character, the first of each being 1.
  public var position: (line: Int, column: Int) { tree.source.position(of: place) }

  /// Where the value starts, as an index into the source.
  package var place: Int { Int(node.place) }

  /// The number of elements of a list, or of pairs of a map; 0 for anything else.
  public var count: Int { node.kind == .list || node.kind == .map ? Int(node.end) : 0 }

  /// The elements of a list, in order; none for anything else.
  public var elements: Elements { Elements(tree: tree, index: node.kind == .list ? node.first : -1) }

  /// The pairs of a map, in the order of the file; none for anything else.
  public var pairs: Pairs { Pairs(rest: Elements(tree: tree, index: node.kind == .map ? node.first : -1)) }

  /// The value of `key` in a map, or nil when the map has no such key or the value is no map.
  public subscript(key: Bytes) -> YAMLValue? {
    var child = node.kind == .map ? node.first : -1
    while child >= 0 {
      let found = tree.nodes[Int(child)]
      if tree.text(of: found) == key { return YAMLValue(tree: tree, index: found.next) }
      child = tree.nodes[Int(found.next)].next
    }
    return nil
  }

  /// The elements of a list.
  public struct Elements: Sequence, IteratorProtocol, Sendable {
    let tree: YAMLTree
    var index: Int32

    /// The next element, or nil behind the last.
    public mutating func next() -> YAMLValue? {
      guard index >= 0 else { return nil }
      defer { index = tree.nodes[Int(index)].next }
      return YAMLValue(tree: tree, index: index)
    }
  }

  /// The pairs of a map.
  public struct Pairs: Sequence, IteratorProtocol, Sendable {
    var rest: Elements

    /// The next pair, or nil behind the last.
    public mutating func next() -> (key: YAMLValue, value: YAMLValue)? {
      guard let key = rest.next(), let value = rest.next() else { return nil }
      return (key, value)
    }
  }
}

extension Bytes {
  /// The line of `index` and the character on it, the first of each being 1.
  func position(of index: Int) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for place in startIndex..<Swift.min(Swift.max(index, startIndex), endIndex) {
      let byte = self[place]
      if byte == .newline {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
