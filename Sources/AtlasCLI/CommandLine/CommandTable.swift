import AtlasCore

/// The commands of the tool, in the order in which help lists them.
struct CommandTable: Sendable {
  /// What the tool does, in one sentence.
  let summary: String
  let commands: [Command]
  /// The command that a line means which begins with an id instead of a command.
  let recordCommand: String
  /// A few lines for someone who has just started.
  let examples: [Example]
  /// The lines of `--version`.
  let version: @Sendable (Invocation) throws(Failure) -> [String]
  /// The ids of records and their names, for completion: of the given kinds, or of all when there are none.
  let records: @Sendable ([RecordKind]) -> [Choice]

  /// The commands that help and completions speak of.
  var visible: [Command] { commands.filter { !$0.isHidden } }

  /// The command that answers to `word`, by name or alias.
  func command(named word: String) -> Command? { commands.first { $0.answers(to: word) } }
}
