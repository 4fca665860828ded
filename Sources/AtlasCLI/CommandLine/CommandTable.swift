import AtlasCore
import AtlasData

/// The commands of the tool, in the order in which help lists them.
struct CommandTable: Sendable {
  /// What the tool does, in one sentence.
  let summary: String
  let commands: [Command]
  /// The command that a line means which begins with an id instead of a command.
  let recordCommand: String
  /// A few lines for someone who has just started, made when they are asked for.
  let examples: @Sendable () -> [Example]
  /// The version of the tool and its day, `2026-11-21`, for the manual page.
  let edition: (version: String, date: String)
  /// Writes what `--version` says.
  let version: Command.Run
  /// The ids of records and their names, for completion: of the given kinds, or of all when there are none.
  let records: @Sendable ([RecordKind], DataAtHand) -> [Choice]

  /// The commands that help and completions speak of.
  var visible: [Command] { commands.filter { !$0.isHidden } }

  /// The command that answers to `word`, by name or alias.
  func command(named word: String) -> Command? { commands.first { $0.answers(to: word) } }

  /// The command that is meant by a word that is no command but an id, or ids with commas between.
  func recordCommand(for word: String) -> Command? {
    word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { RecordID(String($0)) != nil }
      ? command(named: recordCommand) : nil
  }
}

extension CommandTable {
  /// The table of the tool.
  static let atlas = CommandTable(
    summary: "Browse MITRE ATLAS: the tactics, techniques, mitigations and case studies of attacks on AI systems.",
    commands: [
      .show, .list, .tactics, .techniques, .mitigations, .caseStudies, .search, .find, .open,
      .next, .before, .gap, .map, .scan,
      .releases, .use, .import, .export, .diff, .history, .lint,
      .help, .man, .completions, .complete,
    ],
    recordCommand: "show",
    examples: {
      [
        Example("atlas show AML.T0031", "a record, complete"),
        Example("atlas mitigations --for AML.T0031", "what mitigates a technique, and how"),
        Example("atlas case-studies --for AML.T0051", "who used it, and how"),
        Example("atlas techniques --tactic impact", "a column of the matrix"),
        Example("atlas list", "everything there is"),
      ]
    },
    edition: (Version.tool, Version.day),
    version: Version.run,
    records: { kinds, data in
      guard let base = data.base() else { return [] }
      return base.ids().filter { kinds.isEmpty || kinds.contains($0.kind) }
        .map { Choice($0.description, base.fullName(of: $0).string) }
    })
}
