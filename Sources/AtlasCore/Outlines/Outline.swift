/// The structure of one part of a text: objects with keys, lists, and rows with cells, with the position of each.
///
/// An `OutlineReader` fills it. Text outside the nodes is running text. Keys are slices of the text, so the outline
/// must be cleared before the memory of the text is reused.
struct Outline {
  enum Kind: UInt8 {
    /// Entries with keys.
    case object
    /// Items without keys.
    case list
    /// Cells; their keys are the headers of their columns, if there are any.
    case row
    /// A string, number or word.
    case value
  }

  struct Node {
    let kind: Kind
    /// Its key in an object, or the header of its column; empty if there is none.
    let key: Bytes
    /// The start of the key, or of the node if `isKeyHere` is false.
    let start: Int
    /// Whether the key is next to the value in this part of the text.
    ///
    /// The header of a column is not.
    let isKeyHere: Bool
    /// The content, without surrounding quotes.
    var range: Range<Int>
    /// The containing node; -1 at the top level.
    let parent: Int
    /// The first following node that is not inside this one.
    var next: Int
  }

  /// The maximum depth; deeper values become members of the deepest container.
  static let maximumDepth = 64

  /// All nodes in text order; a container comes before its members.
  private(set) var nodes: [Node] = []
  /// The open containers, outermost first.
  private(set) var path: [Int] = []

  /// The innermost open container.
  var innermost: Node? { path.last.map { nodes[$0] } }

  /// Opens a container inside the innermost one.
  ///
  /// - Parameters:
  ///   - kind: its kind.
  ///   - key: its key.
  ///   - keyStart: the position of the key; nil if it is not next to the container.
  ///   - start: the start of the container.
  mutating func open(_ kind: Kind, _ key: Bytes = .empty, keyAt keyStart: Int? = nil, at start: Int) {
    append(kind, key, keyStart, start..<start)
    path.append(nodes.count - 1)
  }

  /// Closes the innermost container.
  mutating func close(at end: Int) {
    guard let last = path.popLast() else { return }
    let start = nodes[last].range.lowerBound
    nodes[last].range = start..<max(end, start)
    nodes[last].next = nodes.count
  }

  /// Adds a value to the innermost container.
  mutating func add(_ range: Range<Int>, _ key: Bytes = .empty, keyAt keyStart: Int? = nil) {
    append(.value, key, keyStart, range)
  }

  private mutating func append(_ kind: Kind, _ key: Bytes, _ keyStart: Int?, _ range: Range<Int>) {
    nodes.append(
      Node(
        kind: kind, key: key, start: keyStart ?? range.lowerBound, isKeyHere: keyStart != nil, range: range,
        parent: path.last ?? -1, next: nodes.count + 1))
  }

  /// The open containers, to reopen them for the next part of the text.
  var openContainers: [(kind: Kind, key: Bytes)] { path.map { (nodes[$0].kind, Bytes(copying: nodes[$0].key)) } }

  /// Removes all nodes and reopens containers.
  mutating func clear(reopening containers: [(kind: Kind, key: Bytes)], at start: Int) {
    nodes.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    for (kind, key) in containers { open(kind, key, at: start) }
  }

  /// Sets the end of the open containers to the end of the text; they stay open.
  mutating func finish(at end: Int) {
    for number in path {
      nodes[number].range = nodes[number].range.lowerBound..<max(end, nodes[number].range.lowerBound)
      nodes[number].next = nodes.count
    }
  }

  // MARK: Looking up

  /// The node whose value or key contains `place`; nil if there is none.
  func node(at place: Int) -> Int? {
    let number = nodes.indices.partition { nodes[$0].start > place } - 1
    guard number >= 0 else { return nil }
    let node = nodes[number]
    if node.kind == .value, node.range.contains(place) { return number }
    return node.isKeyHere && node.start..<node.start + node.key.count ~= place ? number : nil
  }

  /// The number of members to look at on each side of a member.
  static let reach = 48

  /// The members of a container that are near one of them, in text order.
  ///
  /// - Parameters:
  ///   - container: the container.
  ///   - member: a member; nil for the first members.
  /// - Returns: the numbers of the members.
  func members(of container: Int, near member: Int? = nil) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(min(nodes[container].next - container, 2 * Outline.reach))
    if let member {
      var before = member - 1
      while before > container, found.count < Outline.reach {
        while nodes[before].parent != container, nodes[before].parent > container { before = nodes[before].parent }
        guard nodes[before].parent == container else { break }
        found.append(before)
        before -= 1
      }
      found.reverse()
    }
    var number = member ?? container + 1
    let end = nodes[container].next
    let maximum = found.count + (member == nil ? 2 : 1) * Outline.reach
    while number < end, found.count < maximum {
      found.append(number)
      number = nodes[number].next
    }
    return found
  }
}
