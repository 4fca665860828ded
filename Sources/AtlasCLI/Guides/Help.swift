/// Prints help from the table of commands, examples first.
enum Help {
  /// Prints the help of an invocation's command, or the overview when it has none.
  static func run(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> ExitStatus {
    if invocation.command.name.isEmpty {
      overview(invocation.table, &output)
    } else {
      command(invocation.command, &output)
    }
    return .found
  }

  /// Prints the short help, for `atlas` without a command.
  static func start(_ table: CommandTable, _ output: inout Output) {
    paragraph(table.summary, &output)
    output.newline()
    rows(table.examples().map { ($0.line, $0.note) }, &output)
    output.newline()
    rows(table.groups.map { ($0.title, $0.commands.map(\.name).joined(separator: ", ")) }, &output)
    output.newline()
    paragraph("Run `atlas --help` for a list of commands, `atlas COMMAND --help` for one of them.", &output)
  }

  /// Prints all commands by group, the common flags and the exit statuses.
  static func overview(_ table: CommandTable, _ output: inout Output) {
    paragraph(table.summary, &output)
    examples(table.examples(), &output)
    section("Usage", &output)
    rows([(CommandTable.usage, "")], &output)
    let widest = table.visible.map(\.name.utf8.count).max() ?? 0
    for group in table.groups {
      section(group.title, &output)
      rows(group.commands.map { ($0.name, $0.summary) }, leftWidth: widest, &output)
    }
    flags(Flag.ofData + [.json] + Flag.ofOutput + [.version], &output)
    section("Exit status", &output)
    rows(ExitStatus.meanings, &output)
  }

  /// Prints the help of one command.
  static func command(_ command: Command, _ output: inout Output) {
    paragraph(command.summary, &output)
    examples(command.examples, &output)
    section("Usage", &output)
    rows([(command.usage, "")], &output)
    for part in command.discussion.paragraphs {
      output.newline()
      paragraph(part, &output)
    }
    if !command.terms.isEmpty {
      section("Findings", &output)
      rows(command.terms.map { ($0.word, $0.meaning) }, &output)
    }
    if !command.operands.isEmpty {
      section("Arguments", &output)
      rows(command.operands.map { ($0.name, $0.help + $0.values.listing) }, &output)
    }
    flags(command.allFlags, &output)
  }

  private static func examples(_ examples: [Example], _ output: inout Output) {
    guard !examples.isEmpty else { return }
    section("Examples", &output)
    rows(examples.map { ($0.line, $0.note) }, &output)
  }

  /// Prints the flags by group, in the order of declaration.
  private static func flags(_ flags: [Flag], _ output: inout Output) {
    for group in flags.groups {
      section(group.name, &output)
      rows(group.flags.map { ($0.spelling, $0.help + ($0.values?.listing ?? "")) }, &output)
    }
  }
}

// MARK: - Layout

extension Help {
  /// Help is written for 80 columns.
  private static func width(_ output: borrowing Output) -> Int { min(output.width ?? 80, 80) }

  private static func section(_ title: String, _ output: inout Output) {
    output.newline()
    output.text(title, as: .heading)
    output.newline()
  }

  private static func paragraph(_ text: String, _ output: inout Output) {
    var wrap = Wrap(width: width(output))
    for (piece, role) in text.codeSpans { wrap.add(piece, as: role, to: &output) }
    wrap.finish(&output)
  }

  /// Prints two columns; where the left one is too long, the right one starts on the next line.
  ///
  /// - Parameters:
  ///   - rows: the texts of each row.
  ///   - leftWidth: the width of the left column; nil for its widest text.
  ///   - output: where to print.
  private static func rows(
    _ rows: [(left: String, right: String)], leftWidth: Int? = nil, _ output: inout Output
  ) {
    let width = width(output)
    let widest =
      leftWidth ?? rows.map { Width.columns(of: $0.left) }.filter { $0 <= width / 2 - 4 }.max() ?? width / 4
    let column = widest + 4
    for row in rows {
      output.spaces(2)
      output.text(row.left, as: .strong)
      let end = Width.columns(of: row.left) + 2
      guard !row.right.isEmpty else {
        output.newline()
        continue
      }
      if end + 2 > column {
        output.newline()
        output.spaces(column)
      } else {
        output.spaces(column - end)
      }
      var wrap = Wrap(width: width, column: column, indent: column)
      for (piece, role) in row.right.codeSpans { wrap.add(piece, as: role, to: &output) }
      wrap.finish(&output)
    }
  }
}
