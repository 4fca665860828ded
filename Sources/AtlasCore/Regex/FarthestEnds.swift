/// Finds the longest match at every place of a line in one backward walk.
///
/// For each reached step of the program, it stores the farthest end of a match that the step can belong to. It is
/// slower per byte than an automaton, but its cost does not depend on how far away the end of a match is.
struct FarthestEnds {
  private typealias Thread = (place: Int32, end: Int)

  private let program: Program
  private var alphabet: Alphabet
  private var marked: [Int32]
  private var generation: Int32 = 0
  private var stack: [Int32] = []

  /// - Parameter program: a program for reading backwards.
  init(_ program: Program) {
    self.program = program
    alphabet = Alphabet(program)
    marked = [Int32](repeating: 0, count: program.steps.count)
  }

  /// The longest match at each place of `line` from `from` on where one starts, last place first.
  mutating func matches(in line: Bytes, from: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var threads: [Thread] = []
    var takers: [Thread] = []
    var right = Neighbor.edge
    var index = line.endIndex
    while true {
      let character = index > line.startIndex ? line.character(endingAt: index) : nil
      let letter = character.map { alphabet.letter(of: $0.scalar) } ?? alphabet.endOfLine
      let left = alphabet.neighbor(letter)

      // Earlier threads end farther away, so the first thread to reach a step is kept.
      takers.removeAll(keepingCapacity: true)
      beginSet()
      var end: Int?
      for thread in threads { follow(thread, after: right, before: left, &takers, &end) }
      follow((Int32(truncatingIfNeeded: program.start), index), after: right, before: left, &takers, &end)
      if let end { found.append(index..<end) }
      guard let character, index > from else { return found }

      threads.removeAll(keepingCapacity: true)
      for thread in takers {
        if case .take(let set, let next) = program.steps[Int(thread.place)], alphabet.contains(letter, set: set) {
          threads.append((next, thread.end))
        }
      }
      right = left
      index -= character.count
    }
  }

  private mutating func beginSet() {
    generation &+= 1
    if generation < 0 {
      for place in marked.indices { marked[place] = 0 }
      generation = 1
    }
  }

  /// Adds the steps that read a character and are reachable from `thread`; the first match sets `end`.
  private mutating func follow(
    _ thread: Thread, after before: Neighbor, before after: Neighbor, _ takers: inout [Thread], _ end: inout Int?
  ) {
    stack.append(thread.place)
    while let place = stack.popLast() {
      guard marked[Int(place)] != generation else { continue }
      marked[Int(place)] = generation
      switch program.steps[Int(place)] {
      case .fork(let first, let second):
        stack.append(second)
        stack.append(first)
      case .check(let assertion, let next): if assertion.holds(after: before, before: after) { stack.append(next) }
      case .take: takers.append((place, thread.end))
      case .match: if end == nil { end = thread.end }
      }
    }
  }
}
