import AtlasData
import Foundation
import Testing

@testable import AtlasCore

/// How often the right record comes first for questions as people ask them, beside a plain BM25 over the same text.
@Suite struct QuestionSetTests {
  /// A line of `questions.tsv`.
  private struct Asked: Sendable {
    let text: String
    let answers: Set<String>
  }

  private static func questions() throws -> [Asked] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "questions.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { line in
      let columns = line.split(separator: "\t").map(String.init)
      return Asked(text: columns[0], answers: Set(columns[1].split(separator: ",").map(String.init)))
    }
  }

  /// The shares of questions with a right answer first, and among the first three.
  private struct Shares: CustomStringConvertible {
    var count = 0.0
    var first = 0.0
    var firstThree = 0.0

    mutating func add(_ found: [String], _ asked: Asked) {
      count += 1
      if found.first.map(asked.answers.contains) == true { first += 1 }
      if found.prefix(3).contains(where: asked.answers.contains) { firstThree += 1 }
    }

    var description: String {
      let shares = [first, firstThree].map { String(format: "%.3f", $0 / count) }
      return "\(shares[0]) first, \(shares[1]) among the first three"
    }
  }

  /// What `find` answers, on all cores.
  private static func answers(to questions: [Asked]) async throws -> [(Asked, [String])] {
    try await withThrowingTaskGroup(of: (Asked, [String]).self) { group in
      for asked in questions {
        group.addTask {
          var query = FindQuery(asked.text)
          query.limit = 5
          return (asked, try query.answer(in: .bundled).records.map(\.id.description))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test func theRightRecordIsFirst() async throws {
    let questions = try Self.questions()
    #expect(questions.count >= 60)
    #expect(questions.allSatisfy { $0.answers.allSatisfy { RecordID($0).map(KnowledgeBase.bundled.contains) == true } })
    var (find, plain) = (Shares(), Shares())
    let bm25 = PlainBM25(KnowledgeBase.bundled.searchedSources.map { ($0.id.description, $0.text.string) })
    var misses = ""
    for (asked, found) in try await Self.answers(to: questions) {
      find.add(found, asked)
      plain.add(bm25.best(asked.text), asked)
      if found.first.map(asked.answers.contains) != true {
        misses +=
          "\n\(asked.text): \(found.map { $0.dropFirst(4) }) not \(asked.answers.map { $0.dropFirst(4) }.sorted())"
      }
    }
    print("find, \(questions.count) questions: \(find)\nplain BM25: \(plain)\nnot first:\(misses)")
    #expect(find.first / find.count >= 0.88 && find.firstThree / find.count >= 0.97, "\(find)\(misses)")
  }
}

/// BM25 with its usual constants over whole pages and exact words: what a search engine gives before anyone tunes it.
private struct PlainBM25 {
  private let documents: [(id: String, counts: [String: Double], length: Double)]
  private var holders: [String: Double] = [:]
  private let average: Double

  init(_ texts: [(id: String, text: String)]) {
    documents = texts.map { id, text in
      let words = Self.words(text)
      return (id, words.reduce(into: [:]) { $0[$1, default: 0] += 1 }, Double(words.count))
    }
    average = documents.reduce(0) { $0 + $1.length } / Double(documents.count)
    for document in documents { for word in document.counts.keys { holders[word, default: 0] += 1 } }
  }

  func best(_ question: String) -> [String] {
    let words = Self.words(question)
    let scored = documents.map { document in
      words.reduce(0.0) { sum, word in
        guard let count = document.counts[word] else { return sum }
        let held = holders[word] ?? 0
        let rareness = log(1 + (Double(documents.count) - held + 0.5) / (held + 0.5))
        return sum + rareness * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * document.length / average))
      }
    }
    let order = documents.indices.filter { scored[$0] > 0 }.sorted { (-scored[$0], $0) < (-scored[$1], $1) }
    return order.prefix(3).map { documents[$0].id }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
