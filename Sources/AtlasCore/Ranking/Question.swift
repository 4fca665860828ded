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
  /// The bytes that a stem begins with, in either case.
  private var firstBytes = [Bool](repeating: false, count: 256)

  /// How many different words count; whoever pastes a page gets an answer, too.
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
    for term in terms {
      for (stem, _) in term.stems {
        guard let first = stem.first else { continue }
        firstBytes[Int(first)] = true
        if first.isLower { firstBytes[Int(first ^ 0x20)] = true }
      }
    }
  }

  /// Whether there is nothing to look for.
  package var isEmpty: Bool { terms.isEmpty }

  /// A pattern that every line with a hit matches, and others.
  var pattern: Pattern? {
    var options = Pattern.Options()
    options.isLiteral = true
    options.letterCase = .ignored
    var stems: [Bytes] = []
    for term in terms { for (stem, _) in term.stems where !stems.contains(stem) { stems.append(stem) } }
    return try? Pattern(stems, options: options)
  }

  /// The words of `line` that stand for one of the question.
  package func matches(in line: Bytes) -> [Range<Int>] {
    var matches: [Range<Int>] = []
    hits(in: line) { if matches.last != $0.place { matches.append($0.place) } }
    return matches
  }

  /// Calls `body` for every word of `line` that stands for one of the question.
  func hits(in line: Bytes, _ body: (Hit) -> Void) {
    for word in Words(line) where firstBytes[Int(line[word.lowerBound])] {
      let text = line[word]
      var length: Int?
      for (number, term) in terms.enumerated() {
        var best = 0.0
        for (stem, weight) in term.stems where weight > best && text.count >= stem.count {
          guard text.prefix(stem.count).equals(ignoringCase: stem) else { continue }
          let own = length ?? Stem.length(of: text)
          length = own
          if own == stem.count { best = weight }
        }
        if best > 0 { body(Hit(term: number, weight: best, place: word)) }
      }
    }
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
