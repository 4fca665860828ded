import AtlasCore

/// The commands of the tool, in groups.
struct CommandTable: Sendable {
  /// Commands for one purpose, under a heading of the help.
  struct Group: Sendable {
    /// The heading: `Browse`.
    let title: String
    let commands: [Command]
  }

  /// What the tool does, in one sentence.
  let summary: String
  /// The commands that help, manual and completions list, in their order.
  let groups: [Group]
  /// The command of a line without one.
  let start: Command
  /// Commands that only scripts call.
  let hidden: [Command]
  /// The command that runs when a line starts with an id instead of a command.
  let recordCommand: String
  /// A few lines for someone who has just started.
  let examples: @Sendable () -> [Example]
  /// The version of the tool and its date, `2026-11-21`, for the manual page.
  let edition: (version: String, date: String)
  /// Writes the answer to `--version`.
  let version: Command.Run
  /// The ids of records and their names, for completion: of the given kinds, or of all kinds when empty.
  let records: @Sendable ([RecordKind], DataAtHand) -> [Choice]

  /// The commands that help, manual and completions list.
  var visible: [Command] { groups.flatMap(\.commands) }
  /// All commands.
  var commands: [Command] { visible + hidden }

  /// The command with this name or alias.
  func command(named word: String) -> Command? {
    for group in groups {
      for command in group.commands where command.answers(to: word) { return command }
    }
    return hidden.first { $0.answers(to: word) }
  }

  /// The command for a word that is not a command but an id, or ids with commas between them.
  func recordCommand(for word: String) -> Command? {
    word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { RecordID(String($0)) != nil }
      ? command(named: recordCommand) : nil
  }
}
