/// The commands that explain the others.
extension Command {
  static let help = Command(
    name: "help", summary: "Explain a command, or list them all.",
    discussion: "`atlas help agents` prints instructions for language-model agents that run commands.",
    examples: [
      Example("atlas help", "list the commands"), Example("atlas help help", "explain this one"),
      Example("atlas help agents > atlas.md", "instructions for an agent, as a file"),
    ],
    operands: [Operand(name: "COMMAND", values: .command, help: "The command to explain, or agents.")],
    readsRecords: false
  ) { invocation, output throws(Failure) in
    guard let word = invocation.operands.first else {
      Help.overview(invocation.table, &output)
      return .found
    }
    if word == AgentGuide.topic {
      output.append(AgentGuide.text)
      return .found
    }
    guard let command = invocation.table.command(named: word) else { throw invocation.table.unknownCommand(word) }
    Help.command(command, &output)
    return .found
  }

  static let man = Command(
    name: "man", summary: "Print the manual page.",
    discussion: "The page is roff, for the `man` macros: what `man` and `mandoc` read.",
    examples: [
      Example("atlas man | man -l -", "read it"),
      Example("atlas man -o atlas.1", "keep it, for a directory of $MANPATH"),
    ],
    readsRecords: false
  ) { invocation, output throws(Failure) in
    Manual.write(invocation.table, &output)
    return .found
  }

  static let completions = Command(
    name: "completions", summary: "Print the completions for a shell.",
    discussion: """
      The script asks `atlas` itself what fits, so that it never has to be made again: commands, flags, their values, and the
      ids of records with their names.
      """,
    examples: [
      Example("atlas completions bash > ~/.local/share/bash-completion/completions/atlas", "for bash"),
      Example("atlas completions zsh > ~/.zfunc/_atlas", "for zsh, with ~/.zfunc in $fpath"),
      Example("atlas completions fish > ~/.config/fish/completions/atlas.fish", "for fish"),
    ],
    operands: [Operand(name: "SHELL", values: .choices(Shell.choices), help: "The shell.", minimum: 1)],
    readsRecords: false
  ) { invocation, output throws(Failure) in
    guard let shell = invocation.operands.first.flatMap({ Shell(rawValue: $0) }) else { return .failure }
    output.append(shell.script)
    return .found
  }

  /// What the scripts of `completions` call: `atlas complete bash -- show AML.T00`.
  static let complete = Command(
    name: "complete", summary: "Print what completes the last word.",
    operands: [
      Operand(name: "SHELL", values: .choices(Shell.choices), help: "The shell that asks.", minimum: 1),
      Operand(name: "WORD", values: .text, help: "The words after atlas.", maximum: nil),
    ],
    readsRecords: false
  ) { invocation, output throws(Failure) in
    let words = Array(invocation.operands.dropFirst())
    Shell.write(Completion(of: words, invocation.table, invocation.environment), &output)
    return .found
  }
}
