import AtlasCore

/// The manual page, in roff with the `man` macros (man(7)), from the table of commands.
struct Manual {
  /// Writes the page of the tool with all its commands.
  static func write(_ table: CommandTable, _ output: inout Output) {
    var page = Manual()
    page.head(table)
    page.commands(table)
    page.tail(table)
    output.append(page.text)
  }

  private var text = ""

  private mutating func head(_ table: CommandTable) {
    let (version, date) = table.edition
    text += ".TH ATLAS 1 \(date) \"atlas \(version)\" \"User Commands\"\n"
    section("NAME")
    // What `whatis` reads is one line, without a period.
    let summary = table.summary.hasSuffix(".") ? String(table.summary.dropLast()) : table.summary
    text += "atlas \\-\n"
    paragraph((summary.first?.lowercased() ?? "") + summary.dropFirst())
    section("SYNOPSIS")
    text += ".B atlas\n.I COMMAND\n"
    paragraph("[arguments] [flags]")
    if !table.examples().isEmpty { examples(table.examples(), title: "EXAMPLES") }
  }

  private mutating func commands(_ table: CommandTable) {
    for group in table.groups {
      section("\(group.title.uppercased()) COMMANDS")
      self.commands(group.commands)
    }
    section("COMMON FLAGS")
    for flag in Flag.ofData + [.json] + Flag.ofOutput + [.version] { item(flag) }
  }

  private mutating func commands(_ commands: [Command]) {
    for command in commands {
      text += ".SS \(Manual.escaped(command.usage))\n"
      paragraph(command.summary)
      for part in command.discussion.paragraphs {
        text += ".PP\n"
        paragraph(part)
      }
      for term in command.terms { item(term.word, term.meaning) }
      for operand in command.operands { item(operand.name, operand.help + operand.values.listing) }
      for flag in command.flags { item(flag) }
      if !command.examples.isEmpty { examples(command.examples, title: nil) }
    }
  }

  private mutating func tail(_ table: CommandTable) {
    section("EXIT STATUS")
    for (status, meaning) in ExitStatus.meanings { item(status, meaning) }
    section("ENVIRONMENT")
    for variable in Manual.variables { item(variable.name, variable.help) }
  }

  private static let variables: [(name: String, help: String)] = [
    ("ATLAS_DATA", "Page directory to use instead of the bundled data; overridden by `--data` and `--release`."),
    ("XDG_DATA_HOME", "Directory for imported releases, which are kept in `atlas` below it; default `~/.local/share`."),
    (
      "XDG_CACHE_HOME",
      "Directory for the indexes of page directories, in `atlas` below it; default `~/.cache`, on macOS `~/Library/Caches`."
    ),
    ("ATLAS_CACHE", "If `off`, neither reads nor writes the indexes of imported releases and page directories."),
    ("ATLAS_PAGER, PAGER", "Pager for text that is longer than the screen; set to empty or `cat` to disable."),
    ("NO_COLOR", "If not empty, disables color."),
    ("CLICOLOR_FORCE", "If set and not 0, forces color, also in a pipe."),
    ("CLICOLOR", "If 0, disables color."),
    ("TERM", "If `dumb` or not set, disables color."),
    ("COLUMNS", "Width of the terminal."),
    ("BROWSER", "Browser for `atlas open`: a command, or several separated by colons."),
  ]
}

// MARK: - Macros

extension Manual {
  private mutating func section(_ title: String) { text += ".SH \(Manual.escaped(title))\n" }

  private mutating func item(_ name: String, _ help: String) {
    text += ".TP\n.B \(Manual.escaped(name))\n"
    paragraph(help)
  }

  private mutating func item(_ flag: Flag) {
    let names = (flag.short.map { "-\($0), " } ?? "") + "--\(flag.long)"
    text += ".TP\n\\fB\(Manual.escaped(names))\\fR"
    if flag.values != nil {
      let value = Manual.escaped(flag.valueName)
      text += flag.valueIsOptional ? " [\\fI\(value)\\fR]" : " \\fI\(value)\\fR"
    }
    text += "\n"
    paragraph(flag.help + (flag.values?.listing ?? ""))
  }

  private mutating func examples(_ examples: [Example], title: String?) {
    if let title { section(title) } else { text += ".PP\nExamples:\n" }
    for (index, example) in examples.enumerated() {
      // A section starts a paragraph by itself.
      if title == nil || index > 0 { text += ".PP\n" }
      paragraph("\(example.note):")
      text += ".PP\n.RS 4\n.nf\n\(Manual.line(Manual.escaped(example.line)))\n.fi\n.RE\n"
    }
  }

  /// Running text, folded into lines, inline code in bold.
  private mutating func paragraph(_ paragraph: String) {
    var line = ""
    for word in paragraph.codeSpans.map(Manual.span).joined().split(separator: " ") {
      if !line.isEmpty, line.utf8.count + word.utf8.count > 75 {
        text += Manual.line(line) + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    text += Manual.line(line) + "\n"
  }

  private static func span(_ text: Substring, _ role: Role) -> String {
    role == .code ? "\\fB\(escaped(text))\\fR" : escaped(text)
  }

  /// A line of text, which must not be taken for a macro.
  private static func line(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  /// Text without what roff reads as its own: a plain `-` would come out as a hyphen, which cannot be pasted into a shell.
  private static func escaped(_ text: some StringProtocol) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "~": escaped += "\\(ti"
      case "^": escaped += "\\(ha"
      case "\"": escaped += "\\(dq"
      case _ where scalar.value > 0x7E:
        escaped += "\\[u" + String(scalar.value, paddedTo: 4, radix: 16, uppercase: true) + "]"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
