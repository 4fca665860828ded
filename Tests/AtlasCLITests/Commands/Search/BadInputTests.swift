import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// What a search does with input that it cannot take: one clear line and status 2, or the right answer.
@Suite struct SearchBadInputTests {
  @Test(arguments: [
    ("search 'a('", "pattern \"a(\", character 2: ( is never closed"),
    ("search 'a)'", "character 2: ) closes nothing"),
    ("search '[a'", "[ is never closed"),
    ("search 'a{1,99999}'", "character 2: repetition {1,99999} is larger than 1000"),
    ("search '((((a{1,99}){1,99}){1,99}){1,99})'", "its repetitions come to more than"),
    ("search '(?=a)'", "look-around"), ("search 'a*?'", "a lazy quantifier"), ("search '(a)\\1'", "a backreference"),
    ("search '\\p{L}'", "a Unicode property"), ("search 'a\\'", "nothing follows the last \\"),
    ("search -e ok -e '*'", "pattern \"*\", character 1: nothing before * to repeat"),
    ("search -A x the", "--after-context takes a number from 0 up"),
    ("search -A -1 the", "--after-context takes a number from 0 up"),
    ("search -A 99999999999999999999 the", "--after-context takes a number from 0 up"),
    ("search -m", "--max-count needs a value"), ("search -e", "--regexp needs a value"),
    ("search -f /nonexistent the", "cannot read /nonexistent"),
    ("search --in nowhere the", "--in takes name, description, steps, mitigations, references or metadata"),
    ("search", "search needs a PATTERN"), ("search --json -c the", "--json prints events"),
    ("search --json --format json the", "--json prints events"), ("search -c --format csv the", "--count does not"),
    ("search -E the", "no flag -E: patterns are always extended"), ("search -rn the", "no flag -r: all records are"),
    ("search -L the", "no flag -L: use --files-without-match"), ("search --limit 3 the", "no flag --limit: use -m"),
    ("search -Q the", "no flag -Q\n"), ("search --jsn the", "no flag --jsn; did you mean --json"),
    ("search -f - the", "standard input is a terminal"),
    ("find", "find needs WORD"), ("find '!?'", "find needs a word"),
    ("find --limit -1 model", "--limit takes a number"),
  ]) func isRefused(_ line: String, _ message: String) {
    var terminal = Tool.terminal(80)
    terminal.inputIsTerminal = true
    let result = Tool.run(line, terminal)
    #expect(result.status == 2)
    #expect(result.output == "")
    let lines = result.errors.split(separator: "\n")
    // The terminal is 80 columns wide.
    let unwrapped = result.errors.replacing("\n  ", with: " ")
    #expect(lines.first?.hasPrefix("atlas: ") == true && unwrapped.contains(message), "\(result.errors)")
    let own = unwrapped.split(separator: "\n")
    #expect(own.count == 1 || own.count == 2 && own[1].hasPrefix("usage: atlas "), "\(result.errors)")
  }

  @Test(arguments: [
    ("a\u{0}b\n", "a pattern cannot contain a NUL"), ("ok\na(\n", "standard input:2: ( is never closed"),
  ]) func filesOfPatternsAreRefused(_ text: String, _ message: String) {
    let result = Tool.run("search -f -", Tool.input(text))
    #expect(result.status == 2)
    #expect(result.errors.contains(message) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test func whatIsNoUTF8() throws {
    let argument = try Shell.run("atlas search \"$(printf 'a\\377')\"")
    #expect(argument.status == 2)
    #expect(argument.errors == "atlas: an argument is not UTF-8 text\n")
    let file = try Shell.run("printf 'ok\\nb\\377\\n' | atlas search -f -")
    #expect(file.status == 2)
    #expect(file.errors == "atlas: a pattern is refused, standard input:2: not valid UTF-8\n")
    let page = try Shell.run(
      """
      folder=$(mktemp -d); printf '# AML.T0031: Erode\\n\\nmodel \\377 one\\n' >"$folder/p.md"
      atlas search -o 'model . one' --data "$folder"; rm -r "$folder"
      """)
    #expect(page.status == 0)
    #expect(page.output == "AML.T0031:model \u{FFFD} one\n")
  }

  @Test func theRightAnswerInBoundedMemory() throws {
    #expect(Tool.run("search -c '' AML.T0031").output == "AML.T0031:20\n")
    #expect(Tool.run("search -c 'realized\nMay 13' AML.T0031").output == "AML.T0031:2\n")
    let whole = Tool.run("search -n --front-matter '' AML.T0031").output.replacing(":", with: "").replacing(
      "-", with: "")
    let around = Tool.run("search -n --front-matter -C 1000000000000 realized AML.T0031").output.replacing(
      ":", with: "")
    #expect(around.replacing("-", with: "") == whole)
    #expect(Tool.run("search -m 9223372036854775807 -c the").output == Tool.run("search -c the").output)
    // Classic ways to make a backtracking engine explode.
    for pattern in ["(a*)*b", "(a|aa)+$", "(.*)(.*)(.*)(.*)[0-9]{50}", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
      #expect(Tool.run("search -c '\(pattern)'").status < 2, "\(pattern)")
    }
    let long = String(repeating: "ab", count: 100_000)
    #expect(Tool.run("search -F \(long)").status == 1)
    #expect(Tool.run("find \(long)").status == 1)
    #expect(Tool.run("find " + String(repeating: "model theft ", count: 10_000)).status == 0)
  }

  @Test func dataThatIsNone() throws {
    let missing = Tool.run("search the --data /nonexistent")
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("atlas: cannot read /nonexistent"))
    try SearchTests.folder([:]) { folder in
      #expect(Tool.run("search the --data \(folder)").errors.contains("holds no pages"))
    }
    try SearchTests.folder(["a.md": "nothing\n", "b.bin": "AML.T0031\n"]) { folder in
      for line in ["search nothing", "search zzz", "search -v zzz", "search --heading nothing", "find nothing"] {
        let result = Tool.run("\(line) --data \(folder)")
        #expect(result.status == 2)
        #expect(result.errors.contains("holds no record"), "\(line): \(result.errors)")
      }
    }
    try SearchTests.folder(["a.md": "# AML.T0031: A\n\nmodel\n"]) { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
      try files.createSymbolicLink(atPath: folder + "/sub/loop", withDestinationPath: "..")
      try files.createSymbolicLink(atPath: folder + "/gone.md", withDestinationPath: "nowhere")
      try Data([0, 1, 2]).write(to: URL(filePath: folder + "/binary.md"))
      let result = Tool.run("search -c model --data \(folder)")
      #expect(result.output == "AML.T0031:1\n")
      #expect(result.errors.contains("gone.md is a broken link; skipped"))
    }
  }
}
