import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct GuidesTests {
  @Test(arguments: [["help"], ["-h"], ["--help"]]) func overview(_ words: [String]) {
    let result = run(words)
    #expect(result.status == 0)
    expectGolden(result.output, named: "help.txt")
  }

  @Test(arguments: [["help", "list"], ["list", "--help"], ["-h", "list"]])
  func ofACommand(_ words: [String]) {
    expectGolden(run(words).output, named: "help-list.txt")
  }

  @Test func examplesComeFirst() { expectGolden(run(["help", "show"]).output, named: "help-show.txt") }

  @Test func manual() { expectGolden(run(["man"]).output, named: "atlas.1") }

  @Test(arguments: CommandTable.atlas.visible.map(\.name)) func fitsEightyColumns(_ name: String) {
    let text = run(["help", name]).output + run(["help"]).output
    for line in text.split(separator: "\n") where !line.contains("atlas completions") {
      #expect(Width.columns(of: String(line)) <= 80)
    }
  }
}

/// The rules of the table, for the commands of the tool itself.
@Suite struct CommandTableTests {
  static let commands = CommandTable.atlas.commands + [CommandTable.atlas.start()]

  @Test func namesAreThoseOfTheCommands() {
    for entry in CommandTable.atlas.groups.flatMap(\.entries) + CommandTable.atlas.hidden {
      #expect(entry.name == entry.command().name)
    }
  }

  @Test func namesAreUnique() {
    let names = CommandTableTests.commands.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: CommandTable.atlas.commands.map(\.name)) func namesAreWords(_ name: String) {
    #expect(name.utf8.count >= 2)
    #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
  }

  @Test func everythingIsExplained() {
    for command in CommandTableTests.commands {
      #expect(command.summary.hasSuffix("."), "\(command.name)")
      #expect(!command.summary.contains("\n"))
      #expect(command.name.isEmpty || command.name == "complete" || !command.examples.isEmpty, "\(command.name)")
      for example in command.examples {
        #expect(example.line.hasPrefix("atlas "), "\(example.line)")
        #expect(!example.note.hasSuffix("."), "\(example.note)")
      }
      for operand in command.operands { #expect(operand.help.hasSuffix("."), "\(operand.name)") }
      for flag in command.allFlags { #expect(flag.help.hasSuffix("."), "--\(flag.long)") }
    }
  }

  @Test func flagsAreUnique() {
    for command in CommandTableTests.commands {
      let longs = command.allFlags.map(\.long)
      let shorts = command.allFlags.compactMap(\.short)
      #expect(Set(longs).count == longs.count, "\(command.name)")
      #expect(Set(shorts).count == shorts.count, "\(command.name)")
      #expect(longs.allSatisfy { $0.count >= 2 && $0 == $0.lowercased() })
    }
  }

  /// A flag means the same in every command that has it: the same values, explained by the same sentence.
  @Test func aFlagMeansTheSameEverywhere() {
    var first: [String: (flag: Flag, command: String)] = [:]
    for command in CommandTable.atlas.visible {
      // search has the flags of ripgrep; what a format or a key can be depends on the command, and what is joined too.
      for flag in command.allFlags where command.name != "search" && !["format", "sort", "with"].contains(flag.long) {
        // The history has no records of a date, but changes.
        if command.name == "history", flag.long == "since" { continue }
        // The matrix marks what lists narrow to, and shows and shades where they select and group.
        if command.name == "matrix", ["for", "sub", "by"].contains(flag.long) { continue }
        // A bundle has the record itself.
        if command.name == "export", flag.long == "for" { continue }
        guard let known = first[flag.long] else {
          first[flag.long] = (flag, command.name)
          continue
        }
        let place = "--\(flag.long) of \(known.command) and \(command.name)"
        #expect(flag.help == known.flag.help, "\(place)")
        #expect(flag.valueName == known.flag.valueName && flag.repeats == known.flag.repeats, "\(place)")
      }
    }
  }

  /// A flag that can be repeated also takes its values with commas, unless a comma may be part of a value.
  @Test func repeatedFlagsTakeCommas() throws {
    let withCommas = ["regexp", "file", "name", "ignore", "between"]
    for command in CommandTable.atlas.visible {
      for flag in command.allFlags where flag.repeats && !withCommas.contains(flag.long) {
        switch flag.values {
        // The parser splits these; records and properties of a release are split where they are looked up.
        case .choices, .date, .number, .record, .candidates: break
        default: #expect(flag == .fields, "--\(flag.long) of \(command.name)")
        }
      }
    }
    for (line, same) in [
      ("techniques --tactic impact,exfiltration", "techniques --tactic impact --tactic exfiltration"),
      ("techniques --platform agentic,predictive", "techniques --platform agentic --platform predictive"),
      ("techniques --maturity realized,feasible", "techniques --maturity realized --maturity feasible"),
      ("list --attack T1078,TA0043", "list --attack T1078 --attack TA0043"),
      ("list --kind tactic,mitigation", "list --kind tactic --kind mitigation"),
      ("mitigations --category policy,cyber", "mitigations --category policy --category cyber"),
      ("case-studies --target ChatGPT,tay", "case-studies --target ChatGPT --target tay"),
      ("techniques --for m0015,cs0009", "techniques --for m0015 --for cs0009"),
    ] {
      let (one, other) = (Tool.run(line), Tool.run(same))
      #expect(one.output == other.output && !one.output.isEmpty, "\(line)\n\(one.errors)\(other.errors)")
    }
  }

  @Test func onlyTheLastOperandRepeats() {
    for command in CommandTableTests.commands {
      #expect(command.operands.dropLast().allSatisfy { $0.maximum != nil }, "\(command.name)")
    }
  }
}
