import Testing

@testable import AtlasCLI

/// Lines that are understood, and as what: command, operands, flags in order.
@Suite struct ParserTests {
  static let lines: [(line: String, means: String)] = [
    ("show AML.T0031", "show AML.T0031"),
    ("AML.T0031", "show AML.T0031"),
    ("t0031 m0015", "show t0031 m0015"),
    ("t0031,m0015", "show t0031,m0015"),
    ("--color never AML.T0031", "show AML.T0031 --color=never"),
    ("list -n 5", "list --limit=5"),
    ("list -n5", "list --limit=5"),
    ("list --limit 5", "list --limit=5"),
    ("list --limit=5", "list --limit=5"),
    ("--limit 5 list", "list --limit=5"),
    ("-n5 list", "list --limit=5"),
    ("-rn 5 list", "list --reverse --limit=5"),
    ("list -ri", "list --reverse --ignore-case"),
    ("list -rin5", "list --reverse --ignore-case --limit=5"),
    ("list -ir -i", "list --ignore-case --reverse --ignore-case"),
    ("list --limit 5 --limit 5", "list --limit=5 --limit=5"),
    ("list --limit 007", "list --limit=7"),
    ("list --maturity Realized,feasible", "list --maturity=realized --maturity=feasible"),
    ("list -e -x -e --json", "list --pattern=-x --pattern=--json"),
    ("list -e -- -r", "list --pattern=-- --reverse"),
    ("list --fields", "list --fields="),
    ("list --fields --reverse", "list --fields= --reverse"),
    ("list --fields id,name", "list --fields=id,name"),
    ("list --for M0015 --for -", "list --for=M0015 --for=-"),
    ("show -- -x --json", "show -x --json"),
    ("show - AML.T0031", "show - AML.T0031"),
    ("-- show x", "show x"),
    ("--width 80 show x --json", "show x --width=80 --json"),
    ("show x -o out.json", "show x --output=out.json"),
    ("", ""),
    ("--version", " --version"),
    ("show -h", "show --help"),
    ("-h show --bogus", "show --help"),
    ("show --limit -h", "show --help"),
  ]

  @Test(arguments: lines) func understands(_ line: (line: String, means: String)) throws {
    let words = line.line.split(separator: " ").map(String.init)
    let invocation = try Parser.parse(words, .sample, .none)
    let flags = invocation.given.map { given in
      "--\(given.flag.long)" + (given.flag.values == nil ? "" : "=\(given.value)")
    }
    #expect(([invocation.command.name] + invocation.operands + flags).joined(separator: " ") == line.means)
  }

  static let faults: [(line: String, message: String)] = [
    ("shwo x", "no command \"shwo\"; did you mean show?"),
    ("xyzzy", "no command \"xyzzy\""),
    ("use 5.6.0", "no command \"use\"; it is now atlas releases use"),
    ("gap --have x", "no command \"gap\"; it is now atlas coverage"),
    ("next x", "no command \"next\"; it is now atlas after"),
    ("list --limt 3", "no flag --limt; did you mean --limit?"),
    ("list --ignore", "no flag --ignore; did you mean --ignore-case?"),
    ("list -q", "no flag -q"),
    ("list -rq", "no flag -q"),
    ("list --limit", "--limit needs a value: a number from 0 to 1000"),
    ("list --limit --reverse", "--limit needs a value: a number from 0 to 1000"),
    ("list --for --reverse", "--for needs a value: the id or name of a mitigation"),
    ("list --limit -1", "--limit takes a number from 0 to 1000, not \"-1\""),
    ("list --limit 99999999999999999999", "--limit takes a number from 0 to 1000, not \"99999999999999999999\""),
    ("list --limit x", "--limit takes a number from 0 to 1000, not \"x\""),
    ("list --limit=", "--limit takes a number from 0 to 1000, not \"\""),
    ("list --width 0", "--width takes a number from 20 to 1000, not \"0\""),
    ("list --width 1000000", "--width takes a number from 20 to 1000, not \"1000000\""),
    ("list --width 80 --width 100", "--width is given twice, with \"80\" and \"100\""),
    ("list --reverse=yes", "--reverse takes no value"),
    ("list --maturity high", "--maturity takes feasible, demonstrated or realized, not \"high\""),
    ("list --format xml", "--format takes text or json, not \"xml\""),
    ("list x", "list takes no arguments: \"x\""),
    ("list m0015", "list takes no arguments; did you mean --for \"m0015\"?"),
    ("help a b", "unexpected argument: \"b\""),
    ("version", "no command \"version\"; did you mean --version?"),
    ("help --json", "no flag --json"), ("man --data x", "no flag --data"),
    ("completions zsh --format json", "no flag --format"),
    ("show", "show needs ID: the id or name of a record"),
    ("completions", "completions needs SHELL: bash, zsh or fish"),
    ("completions tcsh", "SHELL takes bash, zsh or fish, not \"tcsh\""),
    ("show x -o", "--output needs a value: a file"),
    ("help frob", "no command \"frob\""),
    ("list --\u{1B}[31m", "no flag --\\u{1B}[31m"),
    ("list --limit \u{1B}]0;x\u{07}", "--limit takes a number from 0 to 1000, not \"\\u{1B}]0;x\\u{7}\""),
  ]

  @Test(arguments: faults) func refuses(_ fault: (line: String, message: String)) {
    let result = run(fault.line.split(separator: " ").map(String.init))
    #expect(result.status == 2)
    #expect(result.output == "")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first.map(String.init) == "atlas: \(fault.message)")
    #expect(lines.last?.hasPrefix("usage: atlas ") == true)
  }

  @Test func lastWins() throws {
    let invocation = try Parser.parse(["list", "-i", "-r", "-i", "--maturity", "feasible,realized"], .sample, .none)
    #expect(invocation.last(of: .reverse, .ignoreCase) == .ignoreCase)
    #expect(invocation.value(of: .maturity) == "realized")
    #expect(invocation.values(of: .maturity) == ["feasible", "realized"])
    #expect(invocation.has(.reverse))
    #expect(!invocation.has(.limit))
    #expect(invocation.number(of: .limit) == nil)
  }

  @Test func refusesWhatIsNoText() {
    let result = run(nil)
    #expect(result.status == 2)
    #expect(result.errors == "atlas: an argument is not UTF-8 text\n")
  }
}
