import Foundation
import Testing

@testable import AtlasCore

// The same lines and the same matches as the real programs, over pages of the corpus. Without the programs there is
// nothing to compare with, and the tests pass.

private struct Peer {
  let path: String

  /// A program of that name that answers `--version` with `maker`.
  init?(_ name: String, maker: String) {
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    guard let path = places.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
    self.path = path
    guard output(["--version"]).contains(maker) else { return nil }
  }

  func output(_ arguments: [String]) -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8"]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "" }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

private let grep = Peer("grep", maker: "GNU")
private let rg = Peer("rg", maker: "ripgrep")

/// Some pages of every kind, one after the other, with a few lines that the corpus lacks.
private let corpus: Bytes = {
  let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Data")
  var text = Data()
  for folder in ["case-studies", "mitigations", "tactics", "techniques"] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: data.appendingPathComponent(folder).path)) ?? []
    for (number, name) in names.sorted().enumerated() where number % 24 == 0 {
      text += (try? Data(contentsOf: data.appendingPathComponent(folder).appendingPathComponent(name))) ?? Data()
    }
  }
  text += Data("ÄÖÜ straße ΣΊΣΥΦΟΣ Москва 日本語 naïve café\n\ta\tb  c\n{\"a\": 1}\na.b*c|d\naaaa abab foobar\nlast".utf8)
  return Bytes(copying: text)
}()

private let file: String? = {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("atlas-parity-\(UUID().uuidString)").path
  return FileManager.default.createFile(atPath: path, contents: Data(corpus)) ? path : nil
}()

/// What one comparison asks: a pattern, grep's letters, and which programs give it the same meaning.
struct Question: Sendable, CustomTestStringConvertible {
  enum Asked: Sendable { case both, linesOfRipgrep, grepAlone, ripgrepAlone }

  let pattern, flags: String
  let asked: Asked

  init(_ pattern: String, _ flags: String = "", _ asked: Asked = .both) {
    self.pattern = pattern
    self.flags = flags
    self.asked = asked
  }

  var testDescription: String { "\(pattern) -\(flags)" }
}

private let plain = [
  "model", "prompt injection", "AML.T0051", "e", "ing ", "the", "attack", "zzz", "a", "—", "é", "straße", "日本", "## ",
  "LLM", "https://",
]

private let expressions = [
  "^## ", "^$", "^- ", "model$", "^.{40}$", "[.]$", ".*attack.*model.*", "attack|model", "attack(s|ed|ing)",
  "adversar(y|ies)",
  "(a|b|c)*d.*e", "[a-z]+[0-9]+[a-z]+$", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[A-Z]{3,}", "[^ -~]", "[^a-z ]+", "x?y+z*",
  "(ab)+", "a{2,3}",
  "AML[.](T|M|CS|TA)[0-9]{4}([.][0-9]{3})?", "\\[\\[[^]|]*\\|", "\\*\\*[A-Z][a-z ]+:\\*\\*", "[“”\"]",
  "(the|a|an) (attack|model)er?s?",
  "(^|[^a-z])ai([^a-z]|$)", "e.e.e", "(e[^e]*){5}", "o{2}|e{2}", ".", "..", "m.d.l", "[Tt]actic.*ML", "^#+ .*[Mm]odel",

]

private let questions: [Question] =
  plain.flatMap { word in ["", "i", "w", "F"].map { Question(word, $0) } }
  + expressions.flatMap { pattern in
    ["", "i"].map {
      Question(pattern, $0, pattern.contains("|") || pattern.contains("?") || pattern == "^$" ? .linesOfRipgrep : .both)
    }
  }
  + [
    Question("\\w+\\s+\\w+ing\\b"), Question("\\bLLM\\b"), Question("\\Bing\\B"), Question("\\w+"), Question("\\W+"),
    Question("\\S+"),
    Question("\\s"), Question("\\<[a-z]{3}\\>", "", .grepAlone), Question("[[:alpha:]]+", "", .grepAlone),
    Question("[[:upper:]]{3,}", "", .grepAlone), Question("[[:punct:]]+", "", .grepAlone), Question("[[:digit:]]+"),
    Question("[[:space:]]x", "", .grepAlone), Question("\\d{4}", "", .ripgrepAlone),
    Question("[\\w.]+@", "", .ripgrepAlone),
    Question("(?i)LLM", "", .ripgrepAlone), Question("(?:foo|bar)+", "", .ripgrepAlone),
    Question("a**", "", .grepAlone),
    Question("a{\"", "", .grepAlone), Question("[é-ü]", "i", .ripgrepAlone), Question("a{,2}b", "", .grepAlone),
    Question("()", "", .linesOfRipgrep),
    Question("(|a)b", "", .linesOfRipgrep), Question("model|models|modeling", "", .grepAlone),
    Question("", "", .linesOfRipgrep),
    Question("model", "x"), Question("## tactics.*", "xi"), Question("---", "x"), Question("last", "x"),
    Question(".*", "x", .linesOfRipgrep),
    Question("T00", "w"), Question("T0031", "w"), Question("ml|ai", "wi"), Question("a.b*c|d", "F"),
    Question("a.b*c|d", "Fx"),
    Question("ΣΊΣΥΦΟΣ", "i"), Question("σίσυφος", "i"), Question("москва", "i"), Question("ä", "i"), Question("\tb"),
    Question("a*", "w", .grepAlone), Question("[k-s]+", "i"), Question("S", "i"), Question("k", "i"),
    Question("", "x", .linesOfRipgrep),
  ]

@Test func thereAreEnoughQuestions() { #expect(questions.count >= 150) }

/// `-n` with whole lines, from our own matcher, the way both programs print it.
private func numbered(_ search: Search) -> String {
  var output = ""
  var number = 1
  var counted = 0
  for line in search.matchingLines(in: corpus) {
    number += corpus.newlineCount(in: counted..<line.lowerBound)
    counted = line.lowerBound
    output += "\(number):\(corpus[line].string)\n"
  }
  return output
}

/// Every match that is not empty with its byte offset, as `-b -o` prints them.
private func spans(_ search: Search) -> String {
  var output = ""
  for line in search.matchingLines(in: corpus) {
    for match in search.matches(in: corpus[line]) where !match.isEmpty {
      output += "\(match.lowerBound):\(corpus[match].string)\n"
    }
  }
  return output
}

private func expectSame(_ ours: String, _ theirs: String, _ what: String) {
  guard ours != theirs else { return }
  let pair = zip(ours.split(separator: "\n") + [""], theirs.split(separator: "\n") + [""]).first { $0 != $1 }
  Issue.record("\(what): ours \(pair?.0 ?? "") theirs \(pair?.1 ?? "")")
}

@Test(arguments: questions) func sameLinesAndMatches(_ question: Question) throws {
  let search = try search(question.pattern, question.flags)
  guard let file else { return }
  let flags = question.flags.map { "-\($0)" }
  let pattern = ["-e", question.pattern, file]
  if let grep, question.asked != .ripgrepAlone {
    let dialect = question.flags.contains("F") ? [] : ["-E"]
    expectSame(numbered(search), grep.output(dialect + flags + ["-an"] + pattern), "grep -n")
    expectSame(spans(search), grep.output(dialect + flags + ["-abo"] + pattern), "grep -bo")
  }
  if let rg, question.asked != .grepAlone {
    let common = ["--no-config", "-aIN", "--color=never"]
    expectSame(numbered(search), rg.output(common + flags + ["-n"] + pattern), "rg -n")
    guard question.asked != .linesOfRipgrep else { return }
    expectSame(spans(search), rg.output(common + flags + ["-bo"] + pattern), "rg -bo")
  }
}

@Test(arguments: [
  ["-A1"], ["-B1"], ["-C2"], ["-A1", "-B3"], ["-v"], ["-v", "-C1"], ["-m3"], ["-m3", "-B2"], ["-v", "-m2"],
  ["-A1000000"],
])
func sameContext(_ flags: [String]) throws {
  guard let file else { return }
  for pattern in ["attack.*model", "^## ", "LLM", "^$", "e"] {
    let ours = try report([corpus], pattern, isInverted: flags.contains("-v")) { options in
      for flag in flags {
        let number = Int(flag.dropFirst(2)) ?? 0
        if flag.hasPrefix("-A") || flag.hasPrefix("-C") { options.after = number }
        if flag.hasPrefix("-B") || flag.hasPrefix("-C") { options.before = number }
        if flag.hasPrefix("-m") { options.limit = number }
      }
    }
    if let grep { expectSame(ours, grep.output(["-E", "-an"] + flags + ["-e", pattern, file]), "grep") }
    if let rg {
      expectSame(ours, rg.output(["--no-config", "-aIn", "--color=never"] + flags + ["-e", pattern, file]), "rg")
    }
  }
}
