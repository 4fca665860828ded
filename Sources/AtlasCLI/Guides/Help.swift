/// Prints what the table of commands knows, for reading: examples first.
enum Help {
  /// The help of an invocation's command, or the overview when it has none.
  static func run(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> ExitStatus {
    if invocation.command.name.isEmpty {
      overview(invocation.table, &output)
    } else {
      command(invocation.command, &output)
    }
    return .found
  }

  /// What `atlas` alone says on a terminal.
  static func start(_ table: CommandTable, _ output: inout Output) {
    paragraph(table.summary, &output)
    output.newline()
    rows(table.examples().map { ($0.line, $0.note) }, &output)
    output.newline()
    paragraph("`atlas --help` lists the commands, `atlas COMMAND --help` explains one.", &output)
  }

  /// All commands, a line each.
  static func overview(_ table: CommandTable, _ output: inout Output) {
    paragraph(table.summary, &output)
    examples(table.examples(), &output)
    section("Usage", &output)
    rows([(CommandTable.usage, "")], &output)
    section("Commands", &output)
    rows(table.visible.map { ($0.name, $0.summary) }, &output)
    flags(Flag.ofData + [.json] + Flag.ofOutput + [.version], &output)
    section("Exit status", &output)
    rows([("0", "Found."), ("1", "Nothing found."), ("2", "A mistake in the command line, or a failure.")], &output)
  }

  /// Everything about one command.
  static func command(_ command: Command, _ output: inout Output) {
    paragraph(command.summary, &output)
    examples(command.examples, &output)
    section("Usage", &output)
    rows([(command.usage, "")], &output)
    for part in command.discussion.paragraphs {
      output.newline()
      paragraph(part, &output)
    }
    if !command.operands.isEmpty {
      section("Operands", &output)
      rows(command.operands.map { ($0.name, $0.help + $0.values.listing) }, &output)
    }
    if !command.aliases.isEmpty {
      section("Also called", &output)
      rows([(command.aliases.joined(separator: ", "), "")], &output)
    }
    flags(command.allFlags, &output)
  }

  private static func examples(_ examples: [Example], _ output: inout Output) {
    guard !examples.isEmpty else { return }
    section("Examples", &output)
    rows(examples.map { ($0.line, $0.note) }, &output)
  }

  /// The flags, by group, in the order of their first appearance.
  private static func flags(_ flags: [Flag], _ output: inout Output) {
    for group in flags.groups {
      section(group.name, &output)
      rows(group.flags.map { ($0.spelling, $0.help + ($0.values?.listing ?? "")) }, &output)
    }
  }
}

// MARK: - Layout

extension Help {
  /// Help is made for 80 columns and does not use more.
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

  /// Two columns; where the left one is too long, the right one begins on the next line.
  private static func rows(_ rows: [(left: String, right: String)], _ output: inout Output) {
    let width = width(output)
    let widest = rows.map { Width.columns(of: $0.left) }.filter { $0 <= width / 2 - 4 }.max() ?? width / 4
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
