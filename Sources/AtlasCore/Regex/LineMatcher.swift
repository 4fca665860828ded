/// Finds all matches in a line: a walk backwards finds every place where one starts, a walk forwards from the first of
/// them how far it goes.
struct LineMatcher {
  private var beginnings: Automaton
  private var endings: Automaton
  private let backwards: Program
  private var places: [Int] = []

  init(_ pattern: Pattern) {
    backwards = Program(pattern.syntax, .backwards)
    beginnings = Automaton(backwards, for: .places)
    endings = Automaton(Program(pattern.syntax, .forwards), for: .anchored)
  }

  /// The matches, each the longest at the first place after the one before; none that is empty right behind another.
  mutating func matches(in line: Bytes) -> [Range<Int>] {
    findBeginnings(in: line)
    var chosen = Successive(from: line.startIndex)
    // A walk that ends long after its match, again and again, would make the whole quadratic: `a.*z|a` in a line of
    // "a" looks for the "z" from each of them. When that happens, the rest of the line is read another way.
    var budget = line.count &* 8 &+ 4096
    while let place = places.popLast() {
      guard place >= chosen.position else { continue }
      let (end, reached) = longestMatch(in: line, from: place)
      if let end { chosen.add(place..<end) }
      budget &-= reached &- place
      guard budget >= 0 else {
        var search = FarthestEnds(backwards)
        for match in search.matches(in: line, from: chosen.position).reversed() { chosen.add(match) }
        break
      }
    }
    return chosen.matches
  }

  /// Puts the places where a match starts into `places`, the last first.
  private mutating func findBeginnings(in line: Bytes) {
    places.removeAll(keepingCapacity: true)
    var row = beginnings.start(after: .edge)
    var index = line.endIndex
    while index > line.startIndex {
      var count = 1
      var letter = beginnings.alphabet.ofByte[Int(line[index &- 1])]
      if letter == beginnings.alphabet.decoded {
        let character = line.character(endingAt: index)
        letter = beginnings.learn(character.scalar)
        count = character.count
      }
      let entry = beginnings.step(from: row, by: letter)
      if entry & Automaton.matched != 0 { places.append(index) }
      row = entry & ~Automaton.matched
      index &-= count
    }
    let last = beginnings.step(from: row, by: beginnings.alphabet.endOfLine)
    if last & Automaton.matched != 0 { places.append(index) }
  }

  /// Where the longest match from `place` on ends, and how far the line was read to know it.
  private mutating func longestMatch(in line: Bytes, from place: Int) -> (end: Int?, reached: Int) {
    var before = Neighbor.edge
    if place > line.startIndex {
      // Learned first: it may extend the table that the next line reads.
      let letter = endings.learn(line.character(endingAt: place).scalar)
      before = endings.alphabet.neighbor(letter)
    }
    var row = endings.start(after: before)
    var index = place
    var end: Int?
    while row < Automaton.matched {
      var letter = endings.alphabet.endOfLine
      var count = 1
      if index < line.endIndex {
        letter = endings.alphabet.ofByte[Int(line[index])]
        if letter == endings.alphabet.decoded {
          let character = line.character(at: index)
          letter = endings.learn(character.scalar)
          count = character.count
        }
      }
      let entry = endings.step(from: row, by: letter)
      if entry & Automaton.matched != 0 { end = index }
      row = entry & ~Automaton.matched
      index &+= count
    }
    return (end, index)
  }
}

/// Matches that follow each other without overlapping, chosen from the left.
private struct Successive {
  private(set) var matches: [Range<Int>] = []
  /// No match that starts before this can be added.
  private(set) var position: Int

  init(from position: Int) { self.position = position }

  mutating func add(_ match: Range<Int>) {
    guard match.lowerBound >= position else { return }
    if !match.isEmpty || matches.last?.upperBound != match.lowerBound { matches.append(match) }
    position = match.isEmpty ? match.upperBound + 1 : match.upperBound
  }
}
