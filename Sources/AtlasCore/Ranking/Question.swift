/// What someone asked, as the stems to look for.
package struct Question: Sendable {
  /// One word of the question, and what stands for it.
  struct Term: Sendable {
    /// The word as it was asked for, in lower case.
    let word: Bytes
    /// The stem of the word, with weight 1, and those of its synonyms with less.
    var stems: [(stem: Bytes, weight: Double)]
    /// How much the word counts, beside how rare it is.
    var importance: Double
    /// The stem of the word itself.
    var stem: Bytes { stems[0].stem }

    mutating func add(_ stem: Bytes, _ weight: Double) {
      if !stems.contains(where: { $0.stem == stem }) { stems.append((stem, weight)) }
    }
  }

  /// A line of a table: the stems of a phrase, and the words that it means.
  private struct Entry {
    let phrase: [Bytes]
    let meaning: [Bytes]

    init(_ line: Bytes) {
      let sides = line.parts(by: .colon)
      phrase = sides[0].tellingWords.map(\.stem)
      meaning = sides[1].tellingWords
    }
  }

  /// A word of the text that stands for one of the question.
  struct Hit {
    let term: Int
    let weight: Double
    let place: Range<Int>
    /// The number of the word in its line.
    let position: Int
  }

  private(set) var terms: [Term] = []
  /// The kind of record that the question asks for.
  private(set) var kind: RecordKind?
  /// The stems of all terms, sorted, and where in them those start that have a first byte.
  private var stems: [(stem: Bytes, term: Int, weight: Double)] = []
  private var starts = [Int](repeating: 0, count: 257)

  /// Whether the question has no word at all, stop words included.
  let isBlank: Bool

  /// How many different words count; a pasted page gets an answer also.
  private static let mostTerms = 24
  /// What a synonym counts beside the word that was asked for.
  private static let synonymWeight = 0.5
  /// What words count that stand for jargon, and the words of jargon that others stand for.
  private static let (explanation, explained) = (0.7, 0.5)
  /// What words count that are on most pages, and that only ask for a kind of record.
  private static let (weak, kindOnly) = (0.35, 0.15)

  /// Reads a question.
  ///
  /// - Parameters:
  ///   - text: the question as it was typed.
  ///   - respellings: words to read in place of words that were mistyped.
  package init(_ text: Bytes, respellings: [Respelling] = []) {
    let typed = Words(text).map { Bytes(copying: text[$0].map(\.lowercased)) }
    isBlank = typed.isEmpty
    let words = typed.map { word in respellings.first { $0.typed == word }?.word ?? word }
    let asked = words.filter { !QuestionWords.isStopWord($0) }.prefix(Question.mostTerms)
    let abbreviations = QuestionWords.abbreviations.map(Entry.init)
    for word in asked {
      let abbreviated = abbreviations.first { $0.phrase == [word.stem] }
      for word in abbreviated?.meaning ?? [word] { add(word) }
    }
    abbreviate(abbreviations)
    readKind()
    joinCompounds()
    explain(asked.map(\.stem))
    relate()
    arrange()
  }

  /// A word that is read in place of a mistyped one.
  package struct Respelling: Sendable {
    package let typed: Bytes
    package let word: Bytes
  }

  /// Whether there is nothing to look for.
  package var isEmpty: Bool { terms.isEmpty }

  private mutating func add(_ word: Bytes, importance: Double = 1) {
    let stem = word.stem
    guard !terms.contains(where: { $0.stem == stem }) else { return }
    terms.append(Term(word: word, stems: [(stem, 1)], importance: importance))
  }

  /// Lets abbreviations stand for the words of the question that they are short for.
  private mutating func abbreviate(_ abbreviations: [Entry]) {
    let asked = terms.map(\.stem)
    for entry in abbreviations {
      let meaning = entry.meaning.map(\.stem)
      guard asked.containsRun(meaning) else { continue }
      for index in terms.indices where meaning.contains(terms[index].stem) { terms[index].add(entry.phrase[0], 1) }
    }
  }

  private mutating func readKind() {
    for (kind, list) in QuestionWords.kinds {
      let words = list.parts(by: .space)
      for index in terms.indices where words.contains(terms[index].word) {
        self.kind = self.kind ?? kind
        terms[index].importance = Question.kindOnly
      }
    }
    let weakWords = QuestionWords.weakWords.parts(by: .space)
    for index in terms.indices where weakWords.contains(terms[index].word) { terms[index].importance *= Question.weak }
  }

  /// Compounds are written in one word or two: a jail break, a data set.
  private mutating func joinCompounds() {
    for index in terms.indices.dropLast() {
      let joined = Bytes(copying: Array(terms[index].word) + terms[index + 1].word).stem
      terms[index].add(joined, 1)
      terms[index + 1].add(joined, 1)
    }
  }

  /// Adds what the jargon of the question stands for.
  private mutating func explain(_ asked: [Bytes]) {
    for entry in QuestionWords.jargon.map(Entry.init) where asked.containsRun(entry.phrase) {
      let meaning = entry.meaning.map(\.stem)
      for index in terms.indices where entry.phrase.contains(terms[index].stem) {
        if !meaning.contains(terms[index].stem) { terms[index].importance *= Question.explained }
      }
      for word in entry.meaning { add(word, importance: Question.explanation) }
    }
  }

  /// Adds the synonyms of all terms.
  private mutating func relate() {
    for group in QuestionWords.synonyms {
      let stems = group.tellingWords.map(\.stem)
      for index in terms.indices where stems.contains(terms[index].stem) {
        for stem in stems { terms[index].add(stem, Question.synonymWeight) }
      }
    }
  }

  private mutating func arrange() {
    for (number, term) in terms.enumerated() {
      for (stem, weight) in term.stems { stems.append((stem, number, weight)) }
    }
    stems.sort { ($0.stem, $0.term) < ($1.stem, $1.term) }
    for first in 0..<257 { starts[first] = stems.firstIndex { Int($0.stem.first ?? 0) >= first } ?? stems.count }
  }

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
    var position = 0
    for word in Words(line) {
      position &+= 1
      let first = Int(line[word.lowerBound].lowercased)
      guard starts[first] < starts[first + 1] else { continue }
      let text = line[word]
      var length = 0
      for index in starts[first]..<starts[first + 1] {
        let (stem, term, weight) = stems[index]
        guard text.begins(ignoringCase: stem) else { continue }
        if length == 0 { length = Stem.length(of: text) }
        guard length == stem.count else { continue }
        body(Hit(term: term, weight: weight, place: word, position: position))
      }
    }
  }
}

extension Bytes {
  /// The part of a word that its relatives share.
  var stem: Bytes { prefix(Stem.length(of: self)) }

  /// The words that say something, of a text in lower case.
  var tellingWords: [Bytes] { Words(self).map { self[$0] }.filter { !QuestionWords.isStopWord($0) } }

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

extension [Bytes] {
  /// Whether all of `run` is here, one after the other.
  fileprivate func containsRun(_ run: [Bytes]) -> Bool {
    guard !run.isEmpty, count >= run.count else { return false }
    return (0...count - run.count).contains { self[$0..<$0 + run.count].elementsEqual(run) }
  }
}
