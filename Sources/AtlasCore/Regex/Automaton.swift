/// A deterministic automaton that is built from a program while text is read.
///
/// A state is the set of program places that the text so far can reach. A known step, from a state by a letter, takes
/// one table lookup.
///
/// The table holds at most `mostEntries` steps (1 MiB), and the sets at most `mostMembers` places (4 MiB). When either
/// is full, everything is discarded and rebuilt from the current state. Memory is therefore bounded, and each letter
/// costs at most one walk over the program, whose size is bounded too. Time is linear in the text for every pattern.
struct Automaton {
  enum Purpose {
    /// Determines whether a line matches anywhere, and restarts at every newline.
    case lines
    /// Determines for each place of a line whether a match ends there or, for a backwards program, starts there.
    case places
    /// Follows the matches that start at one place.
    case anchored
  }

  /// The row of the next state, or one of the values below.
  typealias Entry = UInt32
  static let unknown: Entry = 0x8000_0000
  static let decode: Entry = 0x8000_0001
  static let found: Entry = 0x8000_0002
  static let dead: Entry = 0x8000_0003
  /// Flag of an entry: a match ended before the letter.
  static let matched: Entry = 0x4000_0000

  static let mostEntries = 1 << 18
  static let mostMembers = 1 << 20

  let program: Program
  private let purpose: Purpose
  private let mostEntries: Int
  private let mostMembers: Int
  private(set) var alphabet: Alphabet
  /// The known steps: a row for each state, `1 << shift` entries wide, indexed by letter.
  private(set) var table: [Entry] = []
  private var shift = 0
  private var states = StateSets()
  /// The start states, by the preceding character.
  private var starts = [Entry](repeating: Self.unknown, count: 3)
  /// Whether the rest of the line cannot match once no place can be reached.
  private var isDeadWhenEmpty = false

  // Working memory, kept because every new step needs it.
  private var current: [Int32] = []
  private var next: [Int32] = []
  private var stack: [Int32] = []
  private var marked: [Int32]
  private var generation: Int32 = 0

  /// Creates an automaton without known steps; tests use smaller limits.
  init(
    _ program: Program, for purpose: Purpose, mostEntries: Int = Self.mostEntries, mostMembers: Int = Self.mostMembers
  ) {
    self.program = program
    self.purpose = purpose
    self.mostEntries = mostEntries
    self.mostMembers = mostMembers
    alphabet = Alphabet(program)
    marked = [Int32](repeating: 0, count: program.steps.count)
    shift = alphabet.count.shiftThatHolds
    isDeadWhenEmpty = purpose == .anchored
    if purpose == .lines {
      beginSet()
      follow(Int32(truncatingIfNeeded: program.start), after: .word, before: nil)
      let startsInWord = !next.isEmpty
      beginSet()
      follow(Int32(truncatingIfNeeded: program.start), after: .other, before: nil)
      isDeadWhenEmpty = !startsInWord && next.isEmpty
    }
  }

  /// The start state after a character of the kind `before`.
  mutating func start(after before: Neighbor) -> Entry {
    let known = starts[Int(before.rawValue)]
    guard known == Self.unknown else { return known }
    beginSet()
    follow(Int32(truncatingIfNeeded: program.start), after: before, before: nil)
    let entry = enter(after: before)
    starts[Int(before.rawValue)] = entry
    return entry
  }

  /// The letter of a character outside ASCII; nil means a byte that is not valid UTF-8.
  mutating func learn(_ scalar: Unicode.Scalar?) -> UInt32 { alphabet.letter(of: scalar) }

  /// The step from the state at `row` by `letter`.
  @inline(__always) mutating func step(from row: Entry, by letter: UInt32) -> Entry {
    if Int(letter) >= 1 << shift { return widen(keeping: row, for: letter) }
    let entry = table[Int(row) &+ Int(letter)]
    return entry == Self.unknown ? build(from: row, by: letter) : entry
  }

  /// Makes the rows wider when the new letter `letter` does not fit.
  private mutating func widen(keeping row: Entry, for letter: UInt32) -> Entry {
    let state = Int(row) >> shift
    let before = states.before(state)
    beginSet()
    for place in states.members(state) { add(place) }
    forget()
    return step(from: enter(after: before), by: letter)
  }

  private mutating func forget() {
    shift = alphabet.count.shiftThatHolds
    table.removeAll(keepingCapacity: true)
    states.forget()
    for before in starts.indices { starts[before] = Self.unknown }
  }

  private mutating func build(from row: Entry, by letter: UInt32) -> Entry {
    let state = Int(row) >> shift
    let age = states.age
    resolve(state, before: alphabet.neighbor(letter))
    let after = alphabet.neighbor(letter)
    var isMatched = false
    beginSet()
    for place in current {
      switch program.steps[Int(place)] {
      case .take(let set, let target):
        if alphabet.contains(letter, set: set) { follow(target, after: after, before: nil) }
      case .match: isMatched = true
      case .fork, .check: break
      }
    }

    var entry: Entry
    switch purpose {
    case .lines where isMatched: entry = Self.found
    case .lines where letter == alphabet.endOfLine: entry = start(after: .edge)
    case _ where letter == alphabet.endOfLine: entry = Self.dead
    case .lines, .places:
      follow(Int32(truncatingIfNeeded: program.start), after: after, before: nil)
      entry = enter(after: after)
    case .anchored: entry = enter(after: after)
    }
    if isMatched && purpose != .lines { entry |= Self.matched }
    // If everything was discarded meanwhile, the row is gone.
    if states.age == age { table[Int(row) &+ Int(letter)] = entry }
    return entry
  }

  /// Copies the places of a state into `current` and resolves its conditions, now that the next character is known.
  private mutating func resolve(_ state: Int, before after: Neighbor) {
    if states.hasConditions(state) {
      beginSet()
      for place in states.members(state) { follow(place, after: states.before(state), before: after) }
      swap(&current, &next)
    } else {
      current.removeAll(keepingCapacity: true)
      current.append(contentsOf: states.members(state))
    }
  }

  /// The state for the places in `next`: a known state, a new one, or one of the special values.
  private mutating func enter(after before: Neighbor) -> Entry {
    var hasConditions = false
    for place in next {
      switch program.steps[Int(place)] {
      case .match where purpose == .lines: return Self.found
      case .check: hasConditions = true
      default: break
      }
    }
    if next.isEmpty, isDeadWhenEmpty { return Self.dead }
    sortNext()
    let before = hasConditions ? before : .other
    if let known = states.find(next, after: before) { return Entry(known << shift) }
    if (states.count + 1) << shift > mostEntries || states.memberCount + next.count > mostMembers { forget() }
    table.append(contentsOf: repeatElement(Self.unknown, count: 1 << shift))
    let state = states.add(next, after: before, hasConditions: hasConditions)
    table[state << shift + Int(alphabet.decoded)] = Self.decode
    return Entry(state << shift)
  }

  /// Sorts `next`, so that equal sets of places give the same state.
  private mutating func sortNext() {
    guard next.count * 16 > marked.count else { return next.sort() }
    // For most of the program, reading all marks is faster than sorting.
    next.removeAll(keepingCapacity: true)
    for place in marked.indices where marked[place] == generation &+ 1 { next.append(Int32(truncatingIfNeeded: place)) }
  }

  /// Begins a new set.
  ///
  /// Visited steps are marked with `generation`, members of the set with `generation + 1`.
  private mutating func beginSet() {
    generation &+= 2
    if generation < 0 {
      for place in marked.indices { marked[place] = 0 }
      generation = 2
    }
    next.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ place: Int32) {
    next.append(place)
    marked[Int(place)] = generation &+ 1
  }

  /// Adds to `next` the places that are reachable from `place` without reading a character.
  private mutating func follow(_ place: Int32, after before: Neighbor, before after: Neighbor?) {
    stack.append(place)
    while let place = stack.popLast() {
      guard marked[Int(place)] < generation else { continue }
      marked[Int(place)] = generation
      switch program.steps[Int(place)] {
      case .fork(let first, let second):
        stack.append(second)
        stack.append(first)
      case .check(let assertion, let target):
        let answer =
          if let after { Bool?(assertion.holds(after: before, before: after)) } else {
            assertion.settled(after: before)
          }
        if answer == true { stack.append(target) }
        if answer == nil { add(place) }
      case .take, .match: add(place)
      }
    }
  }
}

extension Int {
  /// The smallest shift for which `1 << shift` is greater than the number.
  fileprivate var shiftThatHolds: Int { Int.bitWidth - leadingZeroBitCount }
}
