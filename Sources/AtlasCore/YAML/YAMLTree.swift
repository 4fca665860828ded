/// A YAML document as a tree of texts, lists and maps, stored in two arrays.
///
/// The toolchain has no YAML reader. This one supports the part of YAML 1.2 (https://yaml.org/spec/1.2.2/) that ATLAS
/// release files and similar files use, and reports everything else as an error. Every scalar stays text; the caller
/// decides what is a number or a date, so nothing is lost.
///
/// The tree is a class because every value refers to it, and one reference is cheap to copy.
public final class YAMLTree: Sendable {
  /// One value in twenty bytes, to keep large files small.
  ///
  /// A list or map refers to its first child, and each child to the next one; the children of a map are keys and values
  /// in turn.
  struct Node: Sendable {
    enum Kind: UInt8, Sendable { case null, slice, pooled, list, map, alias }

    var kind: Kind
    /// The start of the value in the source.
    var place: Int32
    /// The start of a scalar's text in the source or the pool, the first child of a collection (or -1), or the node of
    /// an alias.
    var first: Int32
    /// The end of a scalar's text, or the number of elements or pairs of a collection.
    var end: Int32
    /// The next child of the same collection, or -1.
    var next: Int32 = -1
  }

  let source: Bytes
  /// The text of scalars that differs from the source.
  let pool: Bytes
  let nodes: [Node]
  /// Whether any text can contain control characters other than tabs and newlines.
  let hasControls: Bool
  private let top: Int32

  /// Reads a file with one document.
  ///
  /// - Parameter text: the file, with any kind of line ends.
  /// - Throws: ``YAMLError`` for the first error, with its place.
  public init(_ text: Bytes) throws(YAMLError) {
    var parser = try YAMLParser(text)
    top = try parser.document()
    source = parser.text
    pool = Bytes(copying: parser.pool)
    nodes = parser.nodes
    hasControls = parser.hasEscapedControls
    try refuseDuplicateKeys()
  }

  /// The value of the document.
  public var root: YAMLValue { YAMLValue(tree: self, index: top) }

  /// The text of a scalar; empty for other nodes.
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

/// One value of a YAML document: text, a list, a map or null.
public struct YAMLValue: Sendable {
  let tree: YAMLTree
  let index: Int32

  init(tree: YAMLTree, index: Int32) {
    self.tree = tree
    let node = tree.nodes[Int(index)]
    self.index = node.kind == .alias ? node.first : index
  }

  private var node: YAMLTree.Node { tree.nodes[Int(index)] }

  /// The kind of value.
  public var kind: Kind {
    switch node.kind {
    case .null: .null
    case .slice, .pooled, .alias: .text
    case .list: .list
    case .map: .map
    }
  }

  /// The kinds of values.
  public enum Kind: String, Sendable {
    case null = "nothing"
    case text = "text"
    case list = "a list"
    case map = "a map"
  }

  /// The text of a scalar; nil for other values.
  public var text: Bytes? { kind == .text ? tree.text(of: node) : nil }

  /// Whether the value is null: `key:`, `~` or `null`.
  public var isNull: Bool { node.kind == .null }

  /// The line and column where the value starts, both from 1; the column counts characters.
  public var position: (line: Int, column: Int) { tree.source.position(of: place) }

  /// The start of the value in the source.
  package var place: Int { Int(node.place) }

  /// The number of elements of a list or pairs of a map; 0 for other values.
  public var count: Int { node.kind == .list || node.kind == .map ? Int(node.end) : 0 }

  /// The elements of a list in order; empty for other values.
  public var elements: Elements { Elements(tree: tree, index: node.kind == .list ? node.first : -1) }

  /// The pairs of a map in file order; empty for other values.
  public var pairs: Pairs { Pairs(rest: Elements(tree: tree, index: node.kind == .map ? node.first : -1)) }

  /// The value of `key` in a map; nil if the key is missing or the value is not a map.
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

    /// The next element, or nil at the end.
    public mutating func next() -> YAMLValue? {
      guard index >= 0 else { return nil }
      defer { index = tree.nodes[Int(index)].next }
      return YAMLValue(tree: tree, index: index)
    }
  }

  /// The pairs of a map.
  public struct Pairs: Sequence, IteratorProtocol, Sendable {
    var rest: Elements

    /// The next pair, or nil at the end.
    public mutating func next() -> (key: YAMLValue, value: YAMLValue)? {
      guard let key = rest.next(), let value = rest.next() else { return nil }
      return (key, value)
    }
  }
}

extension Bytes {
  /// The line and column of `index`, both from 1; the column counts characters.
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
