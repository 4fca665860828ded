/// A pattern as a graph of small steps (Thompson's construction), to read text forwards or backwards.
struct Program: Sendable {
  enum Step: Sendable {
    /// Reads a character of the set at an index of `sets`.
    case take(set: Int32, next: Int32)
    /// Continues at two places.
    case fork(Int32, Int32)
    /// Continues if the condition holds.
    case check(Assertion, next: Int32)
    /// The whole pattern matches here.
    case match
  }

  enum Direction: Sendable { case forwards, backwards }

  /// The maximum number of steps of the expanded repetitions of a pattern.
  ///
  /// It bounds the cost of each character of text, as no more places can be reached at once. What is not repeated does
  /// not count, because patterns of a list with the same start share its steps.
  static let maximumSteps = 10_000

  private(set) var steps: [Step] = [.match]
  private(set) var sets: [CharacterSet] = []
  private(set) var start = 0
  /// Whether a condition tests for words, so that the alphabet must distinguish word characters.
  private(set) var asksForWords = false

  /// A cache of the sets of single ASCII characters, which makes word lists fast.
  private var ofASCII: [Int32] = []
  private var indexOfSet: [CharacterSet: Int32] = [:]
  private let direction: Direction

  /// - Parameters:
  ///   - syntax: a tree whose `expandedSize` is within the limit.
  ///   - direction: the direction in which text is read.
  init(_ syntax: Syntax, _ direction: Direction) {
    self.direction = direction
    ofASCII = [Int32](repeating: -1, count: 256)
    start = Int(emit(syntax, then: 0))
    ofASCII = []
    indexOfSet = [:]
  }

  private mutating func append(_ step: Step) -> Int32 {
    steps.append(step)
    return Int32(truncatingIfNeeded: steps.count - 1)
  }

  /// Adds the steps of `node` before `next`, and returns the first of them.
  private mutating func emit(_ node: Syntax, then next: Int32) -> Int32 {
    switch node {
    case .empty: return next
    case .character(let scalar, let ignoringCase):
      return append(.take(set: index(of: scalar, ignoringCase: ignoringCase), next: next))
    case .set(let set):
      return append(.take(set: index(of: set), next: next))
    case .assertion(let assertion):
      if assertion != .lineStart && assertion != .lineEnd { asksForWords = true }
      return append(.check(direction == .forwards ? assertion : assertion.mirrored, next: next))
    case .sequence(let parts):
      var next = next
      if direction == .forwards {
        for part in parts.reversed() { next = emit(part, then: next) }
      } else {
        for part in parts { next = emit(part, then: next) }
      }
      return next
    case .alternatives(let branches):
      return emit(alternatives: branches, then: next)
    case .repetition(let inner, let min, let max):
      return emit(inner, min: min, max: max, then: next)
    }
  }

  private mutating func emit(_ inner: Syntax, min: Int, max: Int?, then end: Int32) -> Int32 {
    var next = end
    if let max {
      // x{2,4} is xx(x(x)?)?: each optional copy can be skipped to the end.
      for _ in min..<max { next = append(.fork(emit(inner, then: next), end)) }
    } else {
      let loop = append(.match)
      steps[Int(loop)] = .fork(emit(inner, then: loop), end)
      next = loop
    }
    for _ in 0..<min { next = emit(inner, then: next) }
    return next
  }

  /// The parts of a branch in the order in which they are read, and a key for each: equal parts have equal keys.
  private typealias Word = (keys: [UInt64], parts: ArraySlice<Syntax>)

  private mutating func emit(alternatives branches: [Syntax], then next: Int32) -> Int32 {
    var words: [Word] = []
    for (number, branch) in branches.enumerated() {
      var parts = if case .sequence(let parts) = branch { parts } else { [branch] }
      if direction == .backwards { parts.reverse() }
      words.append((parts.map { key(of: $0, inBranch: number) }, parts[...]))
    }
    words.sort { $0.keys.lexicographicallyPrecedes($1.keys) }
    return emit(words: words[...], from: 0, then: next)
  }

  /// A key for a part of a branch; parts with an inner structure are never equal.
  private mutating func key(of part: Syntax, inBranch number: Int) -> UInt64 {
    switch part {
    case .character(let scalar, let ignoringCase): UInt64(scalar.value) << 1 | (ignoringCase ? 1 : 0)
    case .set(let set): 1 << 40 | UInt64(index(of: set))
    case .assertion(let assertion): 2 << 40 | UInt64(assertion.rawValue)
    case .empty, .sequence, .alternatives, .repetition: 3 << 40 | UInt64(number)
    }
  }

  /// Adds sorted words as a tree, so that words with the same start share its steps.
  ///
  /// Otherwise every character of text would have to be tried with each of thousands of patterns.
  private mutating func emit(words: ArraySlice<Word>, from depth: Int, then next: Int32) -> Int32 {
    guard let first = words.first?.keys, let last = words.last?.keys else { return next }
    var common = depth
    while common < first.count, common < last.count, first[common] == last[common] { common += 1 }
    var entries: [Int32] = []
    var rest = words
    let start = words.startIndex
    while let word = rest.first {
      if word.keys.count == common {
        if entries.isEmpty { entries.append(next) }
        rest = rest.dropFirst()
        continue
      }
      let end = rest.firstIndex { $0.keys[common] != word.keys[common] } ?? rest.endIndex
      let after = emit(words: rest[rest.startIndex..<end], from: common + 1, then: next)
      entries.append(emit(word.parts[common], then: after))
      rest = rest[end...]
    }
    var entry = fork(entries)
    for part in words[start].parts[depth..<common].reversed() { entry = emit(part, then: entry) }
    return entry
  }

  private mutating func fork(_ entries: [Int32]) -> Int32 {
    var entry = entries.last ?? 0
    for other in entries.dropLast().reversed() { entry = append(.fork(other, entry)) }
    return entry
  }

  private mutating func index(of scalar: Unicode.Scalar, ignoringCase: Bool) -> Int32 {
    guard scalar.isASCII else { return index(of: CharacterSet(scalar, ignoringCase: ignoringCase)) }
    let slot = Int(scalar.value) << 1 | (ignoringCase ? 1 : 0)
    if ofASCII[slot] < 0 { ofASCII[slot] = index(of: CharacterSet(scalar, ignoringCase: ignoringCase)) }
    return ofASCII[slot]
  }

  private mutating func index(of set: CharacterSet) -> Int32 {
    if let index = indexOfSet[set] { return index }
    let index = Int32(truncatingIfNeeded: sets.count)
    sets.append(set)
    indexOfSet[set] = index
    return index
  }
}

extension Syntax {
  /// The number of steps of the expanded repetitions in the tree.
  var expandedSize: Int {
    func size(_ node: Syntax) -> Int {
      switch node {
      case .empty: 0
      case .character, .set, .assertion: 1
      case .sequence(let parts), .alternatives(let parts): parts.reduce(0) { $0 + size($1) }
      case .repetition(let inner, let min, let max): Swift.min(size(inner) + 1, 1 << 31) * Swift.max(max ?? min + 1, 1)
      }
    }
    return switch self {
    case .sequence(let parts), .alternatives(let parts): parts.reduce(0) { $0 + $1.expandedSize }
    case .repetition: Swift.min(size(self), 1 << 31)
    case .empty, .character, .set, .assertion: 0
    }
  }
}
