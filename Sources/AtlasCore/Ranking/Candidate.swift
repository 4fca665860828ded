/// A record that may answer a question.
struct Candidate {
  let id: RecordID
  let sources: Range<Int>
  /// Whether the question has its id or its exact name.
  let isNamed: Bool
  var tally: Tally
  /// For the name alone, and with the parent's: which fields it is, and how many of its words the question has.
  private var names: [(fields: [TextField], share: Double)] = []

  init(id: RecordID, sources: Range<Int>, isNamed: Bool, tally: Tally) {
    self.id = id
    self.sources = sources
    self.isNamed = isNamed
    self.tally = tally
  }

  /// Counts the words of the names.
  mutating func readNames(_ base: KnowledgeBase, _ question: Question) {
    let name = base.nameBytes(of: id)
    var found = tally.count(name, question, .name)
    tally.measure(name, .name)
    var total = name.tellingCount
    names = [([.name], Double(found) / Double(max(total, 1)))]
    guard let parent = id.parent, base.contains(parent) else { return }
    let parentName = base.nameBytes(of: parent)
    found += tally.count(parentName, question, .parent)
    tally.measure(parentName, .parent)
    total += parentName.tellingCount
    names.append(([.name, .parent], Double(found) / Double(max(total, 1))))
  }

  /// How well the record answers the question.
  ///
  /// - Parameters:
  ///   - worths: how much each term says.
  ///   - averages: the average lengths of the fields.
  ///   - question: what is asked.
  /// - Returns: a number that is comparable among the candidates of one question.
  func score(_ worths: [Double], _ averages: [Double], _ question: Question) -> Double {
    let all = max(worths.reduce(0, +), 0.001)
    var sum = 0.0
    var present = 0.0
    for (term, worth) in worths.enumerated() {
      let weight = tally.weight(ofTerm: term, averages)
      sum += worth * weight / (weight + 5)
      present += worth * weight / (weight + 0.6)
      guard term + 1 < worths.count else { continue }
      let close = tally.weight(ofPair: term, averages)
      sum += 0.3 * min(worth, worths[term + 1]) * close / (close + 5)
    }
    sum *= 0.3 + 0.7 * present / all
    // At best, the name says all of the question and nothing else.
    let sameness = names.map { name in
      worths.indices.reduce(0.0) { $0 + worths[$1] * tally.weight(ofTerm: $1, inNames: name.fields) } / all * name.share
    }.max()
    sum += all * (sameness ?? 0)
    if question.kind == id.kind { sum *= 3 }
    return isNamed ? sum + 10 * (all + 1) : sum
  }
}

extension Bytes {
  /// How many words of a name say something.
  fileprivate var tellingCount: Int {
    Words(self).reduce(0) { QuestionWords.isStopWord(Bytes(copying: self[$1].map(\.lowercased))) ? $0 : $0 + 1 }
  }
}
