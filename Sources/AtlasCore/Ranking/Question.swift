/// What someone asked, as the stems to look for.
package struct Question: Sendable {
  /// One word of the question, and what stands for it.
  struct Term: Sendable {
    /// The stem of the word, with weight 1, and those of its relatives with less.
    var stems: [(stem: Bytes, weight: Double)]
  }

  /// A word of the text that stands for one of the question.
  struct Hit {
    let term: Int
    let weight: Double
    let place: Range<Int>
  }

  private(set) var terms: [Term] = []
  /// The stems of all terms, sorted, and where in them those start that have a first byte.
  private var stems: [(stem: Bytes, term: Int, weight: Double)] = []
  private var starts = [Int](repeating: 0, count: 257)

  /// How many different words count; a pasted page gets an answer also.
  private static let mostTerms = 24

  /// Reads a question: its words but for those that say nothing, unless there are no others.
  package init(_ text: Bytes) {
    let words = Words(text).map { Bytes(copying: text[$0].map(\.lowercased)) }
    let stopWords = Set(Relatives.stopWords.parts(by: .space))
    let telling = words.filter { !stopWords.contains($0) }
    var seen: Set<Bytes> = []
    for word in telling.isEmpty ? words : telling where terms.count < Question.mostTerms {
      let stem = word.prefix(Stem.length(of: word))
      guard seen.insert(stem).inserted else { continue }
      terms.append(Term(stems: [(stem, 1)] + Relatives.words(for: stem).map { ($0, 0.5) }))
    }
    for (number, term) in terms.enumerated() {
      for (stem, weight) in term.stems { stems.append((stem, number, weight)) }
    }
    stems.sort { ($0.stem, $0.term) < ($1.stem, $1.term) }
    for first in 0..<257 { starts[first] = stems.firstIndex { Int($0.stem.first ?? 0) >= first } ?? stems.count }
  }

  /// Whether there is nothing to look for.
  package var isEmpty: Bool { terms.isEmpty }

  /// A pattern that every line with a hit matches, and others.
  var pattern: Pattern? {
    var options = Pattern.Options()
    options.isLiteral = true
    options.letterCase = .ignored
    var different: [Bytes] = []
    for (stem, _, _) in stems where stem != different.last { different.append(stem) }
    return try? Pattern(different, options: options)
  }

  /// The words of `line` that stand for one of the question.
  package func matches(in line: Bytes) -> [Range<Int>] {
    var matches: [Range<Int>] = []
    hits(in: line) { if matches.last != $0.place { matches.append($0.place) } }
    return matches
  }

  /// Calls `body` for every word of `line` that stands for one of the question.
  func hits(in line: Bytes, _ body: (Hit) -> Void) {
    for word in Words(line) {
      let first = Int(line[word.lowerBound].lowercased)
      guard starts[first] < starts[first + 1] else { continue }
      let text = line[word]
      var length = 0
      var best: Hit?
      for index in starts[first]..<starts[first + 1] {
        let (stem, term, weight) = stems[index]
        guard text.begins(ignoringCase: stem) else { continue }
        if length == 0 { length = Stem.length(of: text) }
        guard length == stem.count else { continue }
        // A word stands for each term at most once, and the terms of a stem follow each other.
        if let found = best, found.term != term { body(found) }
        if best?.term != term || weight > (best?.weight ?? 0) { best = Hit(term: term, weight: weight, place: word) }
      }
      if let best { body(best) }
    }
  }
}

extension Bytes {
  /// Whether the text starts with `stem`, which is in lower case.
  fileprivate func begins(ignoringCase stem: Bytes) -> Bool {
    guard stem.count <= count else { return false }
    var index = 0
    while index < stem.count {
      if self[startIndex &+ index].lowercased != stem[stem.startIndex &+ index] { return false }
      index &+= 1
    }
    return true
  }
}

/// The words of a text: runs of letters and digits; whatever is beyond ASCII counts as a letter.
struct Words: Sequence, IteratorProtocol {
  private let text: Bytes
  private var index: Int

  init(_ text: Bytes) {
    self.text = text
    index = text.startIndex
  }

  mutating func next() -> Range<Int>? {
    while index < text.endIndex, !Words.isPart(text[index]) { index &+= 1 }
    let start = index
    while index < text.endIndex, Words.isPart(text[index]) { index &+= 1 }
    return start < index ? start..<index : nil
  }

  private static func isPart(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte >= 0x80 }
}
