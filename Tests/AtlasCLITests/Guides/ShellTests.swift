import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// The completions in the shells themselves, and the manual page in its readers, with the built tool.
///
/// A test is skipped only where its program is not installed.
@Suite struct ShellTests {
  /// The tool, which the build puts beside the tests.
  static let tool: String? = {
    var folder = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    for argument in CommandLine.arguments where argument.contains(".build") { folder = URL(filePath: argument) }
    while folder.path.count > 1 {
      let candidate = folder.appending(path: "atlas").path(percentEncoded: false)
      let type = try? FileManager.default.attributesOfItem(atPath: candidate)[.type] as? FileAttributeType
      if type == .typeRegular {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + program)
    }
  }

  /// What `script` prints in a shell that finds the tool as `atlas`.
  static func print(_ words: [String], input: String = "") throws -> String {
    let tool = try #require(ShellTests.tool, "the tool is not built")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = URL(filePath: tool).deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
    environment["TERM"] = "xterm"
    process.environment = environment
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stdout
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  /// Lines with one right answer, among the tool's own commands.
  static let lines: [(words: [String], first: String)] = [
    (["comp"], "completions"), (["completions", "z"], "zsh"), (["help", "comp"], "completions"),
    (["help", "--colo"], "--color"), (["help", "--color", "al"], "always"),
  ]

  @Test(.enabled(if: has("bash")), arguments: lines) func bash(_ line: (words: [String], first: String)) throws {
    let words = (["atlas"] + line.words).map { "'\($0)'" }.joined(separator: " ")
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(\(words)); COMP_CWORD=\(line.words.count)
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try ShellTests.print(["bash", "--norc", "-c", script]) == line.first + "\n")
  }

  @Test(.enabled(if: has("bash"))) func bashListsWithExplanations() throws {
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(atlas help --color = a); COMP_CWORD=4; COMP_TYPE=9
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"; complete -p atlas
      """
    let text = try ShellTests.print(["bash", "--norc", "-c", script])
    #expect(text.contains("auto    (on a terminal, unless NO_COLOR is set)\nalways  (also in a pipe)\n"))
    #expect(text.hasSuffix("complete -F _atlas atlas\n"))
  }

  /// What bash puts in place of the last word: blanks escaped, as the shell must read them back.
  @Test(
    .enabled(if: has("bash")),
    arguments: [
      ("techniques --platform ag", #"Agentic\ AI"#), ("techniques --platform enter", "Enterprise"),
      (#"mitigations --category 'Technical\ -\ c'"#, #"Technical\ -\ Cyber"#),
      (#"mitigations --category '"technical - c'"#, "Technical - Cyber"), ("show memories", "AML.CS0040"),
    ])
  func bashQuotesWhatItInserts(_ line: String, _ word: String) throws {
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(atlas \(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try ShellTests.print(["bash", "--norc", "-c", script]) == word + "\n")
  }

  @Test(.enabled(if: has("bash"))) func bashKeepsAWordThatNamesHold() throws {
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(atlas show prompt); COMP_CWORD=2
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let lines = try ShellTests.print(["bash", "--norc", "-c", script]).split(separator: "\n").map(String.init)
    #expect(lines.contains("AML.T0051      (LLM Prompt Injection)"))
    // Entries that begin alike would replace what was typed by their beginning.
    #expect(lines.last == " ")
  }

  @Test(.enabled(if: has("bash"))) func bashKeepsAWordThatOnlySomeValuesBeginWith() throws {
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(atlas case-studies --target Chat); COMP_CWORD=3
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let lines = try ShellTests.print(["bash", "--norc", "-c", script]).split(separator: "\n").map(String.init)
    #expect(lines.first == #"ChatGPT\ users"#)
    #expect(lines.contains(#"LLM\ Desktop\ Applications\ \(Claude,\ ChatGPT,\ Copilot\)"#))
    #expect(lines.last == " ")
  }

  @Test(.enabled(if: has("bash"))) func bashGetsOverValuesInTheLine() throws {
    let script = """
      source <(atlas completions bash)
      COMP_WORDS=(atlas --data = /no/such/place completions z); COMP_CWORD=5
      _atlas atlas; printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try ShellTests.print(["bash", "--norc", "-c", script]) == "zsh\n")
  }

  @Test(.enabled(if: has("fish"))) func fishCompletesPaths() throws {
    let script = """
      atlas completions fish | source
      complete -C 'atlas --data /de'; complete -C 'atlas --data=/de'; complete -C 'atlas -o /dev/nul'
      """
    let text = try ShellTests.print(["fish", "--no-config", "-c", script])
    let words = text.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(words == ["/dev/", "--data=/dev/", "/dev/null"])
  }

  @Test(.enabled(if: has("fish")), arguments: lines) func fish(_ line: (words: [String], first: String)) throws {
    let script = "atlas completions fish | source; complete -C 'atlas \(line.words.joined(separator: " "))'"
    let text = try ShellTests.print(["fish", "--no-config", "-c", script])
    #expect(text.split(separator: "\n").first?.split(separator: "\t").first.map(String.init) == line.first, "\(text)")
  }

  /// zsh completes only at a prompt, so one is given a terminal of its own (by zsh's module for that).
  ///
  /// After the tab a
  /// key prints the line. It waits ten seconds at most.
  @Test(.enabled(if: has("zsh")), arguments: lines) func zsh(_ line: (words: [String], first: String)) throws {
    let script = #"""
      zmodload zsh/zpty
      typeset text piece
      await() {
        text=
        repeat 200; do
          while zpty -r -t shell piece; do text+=$piece; done
          [[ $text == ${~1} ]] && return
          sleep 0.05
        done
        print -r -- "no $1 in ${(V)text}"
        zpty -d shell
        exit 1
      }
      zpty shell env TERM=dumb zsh -f -i
      zpty -w shell 'PS1= RPS1=; autoload -Uz compinit; compinit -u -D; source <(atlas completions zsh)'
      zpty -w shell 'dump() { print -r -- "<$BUFFER>" }; zle -N dump; bindkey "^T" dump; echo re""ady'
      await '*ready*'
      zpty -n -w shell "$1"$'\t\x14'
      await '*<*>*'
      print -r -- ${${text##*<}%%>*}
      zpty -d shell
      """#
    let typed = "atlas \(line.words.joined(separator: " "))"
    let text = try ShellTests.print(["zsh", "-f", "-c", script, "zsh", typed])
    #expect(text.split(whereSeparator: \.isWhitespace).last.map(String.init) == line.first, "\(text)")
  }

  @Test(.enabled(if: has("mandoc"))) func manualIsCleanForMandoc() throws {
    #expect(try ShellTests.print(["mandoc", "-T", "lint"], input: AtlasCLITests.run(["man"]).output) == "")
    #expect(try ShellTests.print(["sh", "-c", "atlas man | mandoc -T lint"]) == "")
  }

  @Test(.enabled(if: has("groff"))) func manualIsCleanForGroff() throws {
    let text = try ShellTests.print(["sh", "-c", "atlas man | groff -man -Tutf8 -wall -z"])
    #expect(text == "")
  }
}
