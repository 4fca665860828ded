import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// The examples of the help work as they stand, in a shell.
@Suite struct ExampleTests {
  static let examples =
    (CommandTable.atlas.examples() + CommandTable.atlas.visible.flatMap(\.examples) + AgentGuide.questions).map(\.line)

  /// Programs that wait for someone, replaced by ones that do not.
  private static let stands = ["fzf": "head -n 1", "lynx": "true", "xdg-open": "true", "less": "cat"]

  @Test(.enabled(if: Shell.atlas != nil), arguments: examples) func works(_ example: String) throws {
    for program in ["jq", "man"] where example.contains("| \(program)") && !Shell.has(program) { return }
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-example-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let bin = folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    for (name, line) in ExampleTests.stands {
      let path = bin.appending(path: name).path
      try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let setting = """
      PATH="\(bin.path):$PATH" HOME="\(folder.path)" BROWSER=lynx; export PATH HOME BROWSER; cd "$HOME"
      mkdir -p .zfunc .config/fish/completions .local/share/bash-completion/completions rules
      echo 'AML.T0051: LLM Prompt Injection' > README.md; echo 'atlas.aml.t0051' > rules/a.yml
      echo '{"jsonrpc":"2.0","id":1,"method":"ping"}' > ping.json
      echo 'atlas.aml.t0019' > old.yml; printf 'risk,id\\nLLM01,AML.T0051\\n' > owasp.csv
      """
    let outcome = try Shell.run(setting + "\n" + ExampleTests.preparation(of: example) + example)
    // What compares says by its status that there are differences, and what checks says on stderr how many findings.
    #expect(outcome.status == (example.hasPrefix("atlas diff") ? 1 : 0), "\(example)\n\(outcome.errors)")
    let isCheck = example.hasPrefix("atlas lint")
    if example.hasPrefix("atlas scan") {
      #expect(
        outcome.errors.contains(#/^atlas: \d+ ids? in \d+ files?, checked against release [0-9.]+: /#), "\(example)")
    } else {
      // Lists say how many more records there are than they list.
      let hints = ["--include-related\n", "and no row\n", "for an imported release\n"]
      let isQuiet = outcome.errors == "" || hints.contains(where: outcome.errors.hasSuffix)
      #expect(isCheck ? outcome.errors.hasPrefix("atlas: no findings ") : isQuiet, "\(example): \(outcome.errors)")
    }
    let isSilent =
      example.contains(" > ") || example.contains(" -o ") || example.contains("| sort")
      || example.contains("atlas open ")
      || ["atlas lint", "atlas lint ATLAS-5.6.0.yaml"].contains(example)  // clean pages have nothing to be said of them
    #expect(isSilent && !example.contains("--print") || !outcome.output.isEmpty, "\(example) prints nothing")
  }

  /// What must be there for an example that speaks of a release: the bundled one, changed a little and called 5.6.0.
  private static func preparation(of example: String) -> String {
    var lines = ""
    if example.contains("~/pages") { lines += "atlas export pages >/dev/null\n" }
    if example.contains("~/atlas-data") {
      lines += "mkdir -p atlas-data/dist; atlas export --format yaml -o atlas-data/dist/a.yaml\n"
      lines += "printf 'versions:\\n- {format-version: 6.0.0, path: a.yaml}\\n' > atlas-data/dist/manifest.yaml\n"
    }
    if example == "atlas import atlas.json" { lines += "atlas export --format stix -o atlas.json\n" }
    guard example.contains("5.6.0") else { return lines }
    lines +=
      "atlas export --format yaml | sed \"s/version: '2026.09'/version: '5.6.0'/; s/Erode AI/Erode ML/; s/LLM Prompt Injection$/LLM Injection/\" "
    lines += "> ATLAS-5.6.0.yaml\n"
    if example.contains("4.5.0") {
      lines += "sed \"s/version: '5.6.0'/version: '4.5.0'/; s/Discover AI/Discover ML/\" ATLAS-5.6.0.yaml > old.yaml\n"
      lines += "atlas import old.yaml >/dev/null\n"
    }
    let takesIn = example.hasPrefix("atlas import")
    return lines + (takesIn ? "" : "atlas import ATLAS-5.6.0.yaml >/dev/null\n")
  }

  /// Every flag of every command, parsed once with a value that it takes, in each of its spellings.
  @Test(arguments: CommandTable.atlas.commands.map(\.name)) func everyFlagParses(_ name: String) throws {
    let command = try #require(CommandTable.atlas.command(named: name))
    let operands = command.operands.filter { $0.minimum > 0 }.map { ExampleTests.value($0.values) }
    for flag in command.allFlags {
      var spellings: [[String]] = []
      guard let values = flag.values else {
        spellings = [["--\(flag.long)"]] + (flag.short.map { [["-\($0)"]] } ?? [])
        for words in spellings {
          let invocation = try Parser.parse([name] + operands + words, .atlas, .none)
          #expect(invocation.has(flag))
        }
        continue
      }
      let value = ExampleTests.value(values)
      spellings = [["--\(flag.long)", value], ["--\(flag.long)=\(value)"]]
      if let short = flag.short { spellings += [["-\(short)", value], ["-\(short)\(value)"]] }
      for words in spellings {
        let invocation = try Parser.parse([name] + operands + words, .atlas, .none)
        #expect(invocation.value(of: flag) == value, "\(words)")
      }
    }
  }

  /// A value that can be.
  private static func value(_ values: Values) -> String {
    switch values {
    case .record: "AML.T0031"
    case .choices(let choices): choices[0].word
    case .candidates(_, let make): make(.bundled).first?.word ?? ""
    case .date: "2025-04"
    case .number(let range): String(max(range.lowerBound, 20))
    case .command: "show"
    case .file, .directory, .source, .text: "x"
    }
  }
}
