import AtlasData
import TestSupport
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
    ["leak", "leaks", "leaked", "leakage", "leaking"], ["poison", "poisoning", "poisoned", "POISONS"],
    ["plan", "planning", "planned"],
    ["extract", "extraction", "extractor"],
    ["adversary", "adversaries", "adversarial"], ["agent", "agents", "agentic"], ["process", "processes"],
    ["monitor", "monitoring"], ["attack", "attacker", "attackers", "attacking"], ["model", "models", "modelling"],
    ["package", "packages", "packaging"],
    ["infer", "inference", "infers"], ["log", "logs"], ["bot", "bots"],
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

  @Test func idsAndExactNamesComeFirst() {
    #expect(ids("aml.t0031 model").first == "AML.T0031")
    // A retired id stands for its successor.
    #expect(ids("T0019") == ["AML.T0115.000"])
    #expect(ids("Physical Countermeasures").first == "AML.T0008.003")
    #expect(ids("LLM Prompt Injection: Direct").first == "AML.T0051.000")
  }

  /// The same words, as often, in texts of one length: those that stand together in a line are the better answer.
  @Test(arguments: ["A model theft was seen there.", "There the theft of models was.", "Was there a theft, model?"])
  func wordsSideBySideComeFirst(_ text: String) throws {
    let apart = ["A model was there in a theft.", "The model was\nthe theft there."]
    for other in apart {
      let base = KnowledgeBase(pages: [
        "1": "# AML.T0001: Alpha\n\n\(other)\n", "2": "# AML.T0002: Omega\n\n\(text)\n",
        "3": "# AML.T0003: Other\n\nNothing of the kind is here.\n",
      ])
      let found = try FindQuery("model theft").answer(in: base).records.map(\.id.number)
      #expect(found == [2, 1], "\(text) and \(other)")
    }
  }

  /// A description counts for more than references, on any page of a record.
  @Test func everyPageOfARecordCounts() throws {
    let references = "Text.\n\n## References\n\n- Canary\n"
    let base = KnowledgeBase(pages: [
      "1": "# AML.T0001: A\n\n\(references)- Canary\n- Canary\n", "2": "# AML.T0002: B\n\n\(references)",
      "3": "# AML.T0002: B\n\nA canary.\n",
    ])
    #expect(try FindQuery("canary").answer(in: base).records.map(\.id.number) == [2, 1])
  }

  @Test func stopWordsFindNothing() throws {
    #expect(try FindQuery("the of and").answer(in: .bundled).records.isEmpty)
    #expect(throws: FindQuery.Failure.self) { try FindQuery(" ?! ").answer(in: .bundled) }
  }

  @Test(arguments: [
    ("injecton", "injection"), ("jailbrake", "jailbreak"), ("exfiltraton", "exfiltration"),
    ("guardrials", "guardrails"),
  ]) func typingErrorsAreForgiven(_ typed: String, _ meant: String) throws {
    let answer = try FindQuery(typed).answer(in: .bundled)
    #expect(answer.respellings.map(\.word.string) == [meant])
    #expect(answer.records.map(\.id) == (try FindQuery(meant).answer(in: .bundled).records.map(\.id)))
  }

  /// Short words, numbers and words that a filter hides are taken as they are.
  @Test func otherWordsAreNotRespelled() throws {
    for word in ["tols", "zzzzzz", "inject0n"] {
      #expect(try FindQuery(word).answer(in: .bundled).respellings.isEmpty, "\(word)")
    }
    var query = FindQuery("postmark")
    query.filter.kinds = [.tactic]
    let answer = try query.answer(in: .bundled)
    #expect(answer.records.isEmpty && answer.respellings.isEmpty)
  }

  @Test(arguments: [("C2", "command and control"), ("RCE", "remote code execution"), ("SBOM", "bill of materials")])
  func abbreviationsAreWhatTheyStandFor(_ short: String, _ long: String) { #expect(ids(short) == ids(long)) }

  @Test(arguments: [
    ("mitigations for jailbreaks", RecordKind.mitigation), ("how to prevent data poisoning", .mitigation),
    ("deepfake incidents", .caseStudy),
  ]) func aKindIsPreferred(_ question: String, _ kind: RecordKind) throws {
    #expect(try FindQuery(question).answer(in: .bundled).records.first?.id.kind == kind)
  }
}
