import AtlasCore

/// The commands of the tool, in groups.
struct CommandTable: Sendable {
  /// A command by its name, made when it is asked for, since a line runs one command of many.
  struct Entry: Sendable {
    let name: String
    let command: @Sendable () -> Command

    init(_ name: String, _ command: @escaping @Sendable () -> Command) {
      self.name = name
      self.command = command
    }
  }

  /// Commands for one purpose, under a heading of the help.
  struct Group: Sendable {
    /// The heading: `Browse`.
    let title: String
    let entries: [Entry]

    var commands: [Command] { entries.map { $0.command() } }
  }

  /// What the tool does, in one sentence.
  let summary: String
  /// The commands that help, manual and completions list, in their order.
  let groups: [Group]
  /// The command of a line without one.
  let start: @Sendable () -> Command
  /// Commands that only scripts call.
  let hidden: [Entry]
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
  var commands: [Command] { visible + hidden.map { $0.command() } }

  /// The command with this name.
  func command(named word: String) -> Command? {
    for group in groups {
      for entry in group.entries where entry.name == word { return entry.command() }
    }
    return hidden.first { $0.name == word }?.command()
  }

  /// The command for a word that is not a command but an id, or ids with commas between them, each perhaps of a certain
  /// release.
  func recordCommand(for word: String) -> Command? {
    word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
      RecordID(String($0)) != nil || PinnedID(String($0)) != nil
    }
      ? command(named: recordCommand) : nil
  }
}
