/// The structure of a part of someone's text: objects with keys, lists, rows with cells, and where each is.
///
/// A reader of the format fills it from the part of the file that is at hand. Text that is in no node is running text.
/// The text may be reused after the outline is cleared.
struct Outline {
  enum Kind: UInt8 {
    /// What has entries with keys.
    case object
    /// What has items.
    case list
    /// What has cells, each under a header where there are headers.
    case row
    /// A text, a number, a word.
    case value
  }

  struct Node {
    let kind: Kind
    /// The key that it has in its object, or the header of its column; empty where there is none.
    let key: Bytes
    /// Where the key starts, or the node where its key is not beside it.
    let start: Int
    /// Whether the key is beside it, and not at the head of a column or in an earlier part of the text.
    let isKeyHere: Bool
    /// What it says; of a value in quotes, what is between them.
    var range: Range<Int>
    /// The node that it is in; -1 at the top.
    let parent: Int
    /// The number of the first node behind it that is not in it.
    var next: Int
  }

  /// How deep nodes are kept apart; what is deeper is taken as being there.
  static let maximumDepth = 64

  /// The nodes in the order of the text, each before those that are in it.
  private(set) var nodes: [Node] = []
  /// The containers that are open, the outermost first.
  private(set) var path: [Int] = []

  /// The innermost container that is open.
  var innermost: Node? { path.last.map { nodes[$0] } }

  /// Starts a container in the innermost one.
  ///
  /// - Parameters:
  ///   - kind: what it is.
  ///   - key: its key.
  ///   - keyStart: where the key is; nil where it is not beside the container.
  ///   - start: where the container starts.
  mutating func open(_ kind: Kind, _ key: Bytes = .empty, keyAt keyStart: Int? = nil, at start: Int) {
    append(kind, key, keyStart, start..<start)
    path.append(nodes.count - 1)
  }

  /// Ends the innermost container.
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

  /// The kinds and keys of what is open, to open it anew before the next part of the text.
  var openContainers: [(kind: Kind, key: Bytes)] { path.map { (nodes[$0].kind, Bytes(copying: nodes[$0].key)) } }

  /// Removes all nodes, and opens containers.
  mutating func clear(reopening containers: [(kind: Kind, key: Bytes)], at start: Int) {
    nodes.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    for (kind, key) in containers { open(kind, key, at: start) }
  }

  /// Ends what is open at the end of the text, but for what goes on behind it.
  mutating func finish(at end: Int) {
    for number in path {
      nodes[number].range = nodes[number].range.lowerBound..<max(end, nodes[number].range.lowerBound)
      nodes[number].next = nodes.count
    }
  }

  // MARK: Looking up

  /// The number of the value, or of the entry by its key, that `place` is in; nil where it is in none.
  func node(at place: Int) -> Int? {
    let number = nodes.indices.partition { nodes[$0].start > place } - 1
    guard number >= 0 else { return nil }
    let node = nodes[number]
    if node.kind == .value, node.range.contains(place) { return number }
    return node.isKeyHere && node.start..<node.start + node.key.count ~= place ? number : nil
  }

  /// How many members of a container are looked at on each side of one.
  static let reach = 48

  /// The members of a container that are near one of them, in order.
  ///
  /// - Parameters:
  ///   - container: the number of the container.
  ///   - member: the number of a node in it; nil for those at its start.
  /// - Returns: numbers of nodes.
  func members(of container: Int, near member: Int? = nil) -> [Int] {
    var found: [Int] = []
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
