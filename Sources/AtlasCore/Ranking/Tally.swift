/// The texts of a record that count differently.
enum TextField: Int, CaseIterable {
  case name, parent, description, relations, rest

  /// How much an occurrence counts there.
  var weight: Double {
    switch self {
    case .name: 6
    case .parent: 2
    case .description: 2
    case .relations: 0.8
    case .rest: 0.25
    }
  }

  var isName: Bool { self == .name || self == .parent }

  /// How far the length of the text matters, from not at all to fully.
  var lengthShare: Double {
    switch self {
    case .name, .parent: 0.3
    case .description, .relations, .rest: 0.6
    }
  }
}

/// How often one record has each term of a question, and terms that follow each other there close together, by field.
struct Tally {
  private let terms: Int
  /// By field, for each term and then for each pair of a term and the next.
  private var counts: [Double]
  /// Where in the line that is being counted each term was last.
  private var places: [Int]
  /// By field, in bytes.
  private(set) var lengths = [Double](repeating: 0, count: TextField.allCases.count)

  init(_ question: Question) {
    terms = question.terms.count
    places = [Int](repeating: 0, count: terms)
    counts = [Double](repeating: 0, count: TextField.allCases.count * 2 * terms)
  }

  var isEmpty: Bool { !counts.contains { $0 > 0 } }

  /// Whether the record has the term anywhere.
  func holds(_ term: Int) -> Bool { TextField.allCases.contains { counts[$0.rawValue * 2 * terms + term] > 0 } }

  /// How much the record is about a term.
  func weight(ofTerm term: Int, _ averages: [Double]) -> Double { weight(term, averages) }

  /// How much the record is about a term and the next together.
  func weight(ofPair first: Int, _ averages: [Double]) -> Double { weight(terms + first, averages) }

  private func weight(_ slot: Int, _ averages: [Double]) -> Double {
    TextField.allCases.reduce(0.0) { sum, field in
      let length = 1 - field.lengthShare + field.lengthShare * lengths[field.rawValue] / averages[field.rawValue]
      return sum + field.weight * counts[field.rawValue * 2 * terms + slot] / length
    }
  }

  /// Counts the words of a line.
  ///
  /// - Returns: how many words of the line stand for a term.
  @discardableResult
  mutating func count(_ line: Bytes, _ question: Question, _ field: TextField) -> Int {
    let start = field.rawValue * 2 * terms
    var words = 0
    var lastWord = 0
    for index in places.indices { places[index] = -9 }
    question.hits(in: line) { hit in
      // A name says a thing once, whatever words it takes.
      let count = counts[start + hit.term]
      counts[start + hit.term] = field.isName ? max(count, hit.weight) : count + hit.weight
      if hit.position != lastWord { words += 1 }
      lastWord = hit.position
      // With a word between, `theft of models` is `model theft`.
      for other in [hit.term - 1, hit.term + 1] where places.indices.contains(other) {
        let distance = hit.position - places[other]
        if distance == 1 || distance == 2 { counts[start + terms + min(hit.term, other)] += hit.weight }
      }
      places[hit.term] = hit.position
    }
    return words
  }

  /// The greatest weight with which a term is in the names of `fields`.
  func weight(ofTerm term: Int, inNames fields: [TextField]) -> Double {
    fields.reduce(0) { max($0, counts[$1.rawValue * 2 * terms + term]) }
  }

  /// Adds the lengths of the parts of a page.
  mutating func measure(_ segments: [(part: PagePart, start: Int)], end: Int) {
    for (index, segment) in segments.enumerated() {
      guard let field = segment.part.field else { continue }
      let next = index + 1 < segments.count ? segments[index + 1].start : end
      lengths[field.rawValue] += Double(next - segment.start)
    }
  }

  /// Sets the length of a name.
  mutating func measure(_ name: Bytes, _ field: TextField) { lengths[field.rawValue] = Double(name.count) }
}
