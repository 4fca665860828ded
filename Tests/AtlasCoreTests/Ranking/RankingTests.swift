import AtlasData
import Testing

@testable import AtlasCore

/// Answers to questions in plain words.
@Suite struct RankingTests {
  private func ids(_ question: String, limit: Int = 5) -> [String] {
    var query = FindQuery(question)
    query.limit = limit
    return (try? query.answer(in: .bundled))?.records.map(\.id.description) ?? []
  }

  @Test(arguments: [
    ("how do attackers steal a model", ["AML.T0024.002", "AML.T0048.004"]),
    ("steal", ["AML.T0048.004", "AML.T0024.002", "AML.T0024"]), ("prompt injections", ["AML.T0051"]),
    ("poisoned training data", ["AML.T0020", "AML.M0007"]), ("jailbreaking", ["AML.T0054"]),
    ("Tay", ["AML.CS0009"]), ("supply chain", ["AML.T0010"]), ("deepfakes", ["AML.T0088", "AML.M0034"]),
    ("membership inference", ["AML.T0024.000"]), ("AML.T0031", ["AML.T0031"]), ("erode model integrity", ["AML.T0031"]),
  ]) func theExpectedComesFirst(_ question: String, _ expected: [String]) {
    let found = ids(question)
    for id in expected { #expect(found.contains(id), "\(question): \(found)") }
    #expect(expected.contains(found.first ?? "") || question == "steal", "\(question): \(found)")
  }

  @Test func orderCaseAndNumberAreForgiven() {
    let plain = ids("prompt injection")
    #expect(ids("Injections PROMPTS") == plain)
    #expect(ids("what is the injection of prompts?") == plain)
    #expect(ids("injecting prompt, prompt!") == plain)
  }

  @Test func answersAreOrderedAndLimited() throws {
    var query = FindQuery("model")
    query.limit = 50
    let answers = try query.answer(in: .bundled).records
    #expect(answers.count == 50)
    #expect(zip(answers, answers.dropFirst()).allSatisfy { $0.score >= $1.score })
    #expect(ids("zzzz").isEmpty)
  }

  @Test(arguments: [
    ["exfiltrate", "exfiltrated", "exfiltration", "exfiltrating", "Exfiltrates"], ["policy", "policies"],
    ["poison", "poisoning", "poisoned", "POISONS"], ["plan", "planning", "planned"],
    ["extract", "extraction", "extractor"],
    ["adversary", "adversaries", "adversarial"], ["agent", "agents", "agentic"], ["process", "processes"],
    ["monitor", "monitoring"], ["attack", "attacker", "attackers", "attacking"], ["model", "models", "modelling"],
  ]) func wordsOfOneStem(_ words: [Bytes]) {
    let stems = Set(words.map { word in Bytes(copying: word.prefix(Stem.length(of: word)).map(\.lowercased)) })
    #expect(stems.count == 1, "\(stems)")
  }

  @Test func otherWordsHaveOtherStems() {
    let words: [Bytes] = [
      "model", "mode", "prompt", "prom", "tay", "data", "date", "access", "bias", "theft", "poison",
    ]
    #expect(Set(words.map { $0.prefix(Stem.length(of: $0)) }).count == words.count)
    for word in words + ["s", "es", "ing", "a", ""] { #expect(Stem.length(of: word) >= min(word.count, 3)) }
  }
}
