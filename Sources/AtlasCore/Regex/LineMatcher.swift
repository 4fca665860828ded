/// Finds all matches in a line.
///
/// A backward walk finds every place where a match starts; forward walks from these places find the ends.
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

  /// The matches from left to right, each the longest at its place, without overlaps and without an empty match
  /// directly after another match.
  mutating func matches(in line: Bytes) -> [Range<Int>] {
    findBeginnings(in: line)
    var chosen = Successive(from: line.startIndex)
    // Walks that end long after their match would make the time quadratic: for `a.*z|a` in a line of "a", each walk
    // searches for a "z" up to the end of the line. When the budget is used up, `FarthestEnds` handles the rest of the
    // line.
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

  /// Stores the places where a match starts in `places`, last place first.
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

  /// The end of the longest match at `place`, and how far the line was read to find it.
  private mutating func longestMatch(in line: Bytes, from place: Int) -> (end: Int?, reached: Int) {
    var before = Neighbor.edge
    if place > line.startIndex {
      // Must come first, because it can extend the table that the lookup below reads.
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

/// Matches without overlaps, chosen from the left.
private struct Successive {
  private(set) var matches: [Range<Int>] = []
  /// The first place at which another match can start.
  private(set) var position: Int

  init(from position: Int) { self.position = position }

  mutating func add(_ match: Range<Int>) {
    guard match.lowerBound >= position else { return }
    if !match.isEmpty || matches.last?.upperBound != match.lowerBound { matches.append(match) }
    position = match.isEmpty ? match.upperBound + 1 : match.upperBound
  }
}
