/// The flags that commands accept unless they say otherwise, declared once.
extension Flag {
  private static let common = "Common flags"

  /// The flags of commands that read records.
  static let ofData: [Flag] = [.data, .release]
  /// The flags of every command.
  static let ofOutput: [Flag] = [.color, .width, .noPager, .output, .help]

  static let data = Flag(
    "data", nil, .directory, name: "DIR", group: common,
    help: "Use the pages under DIR (or one page) instead of the bundled data; also $ATLAS_DATA.")
  static let json = Flag("json", group: common, help: "Same as --format json.")
  static let color = Flag(
    "color", nil,
    .choices([
      Choice("auto", "on a terminal, unless NO_COLOR is set"), Choice("always", "also in a pipe"),
      Choice("never", "plain text"), Choice("ansi", "same as always"),
    ]), name: "WHEN", repeats: true, group: common, help: "When to use color.")
  static let width = Flag(
    "width", nil, .number(20...1000), name: "COLUMNS", group: common,
    help: "Wrap text at this width instead of the terminal's.")
  static let noPager = Flag(
    "no-pager", group: common, help: "Print long text without a pager ($ATLAS_PAGER, $PAGER, less).")
  static let output = Flag(
    "output", "o", .file, name: "FILE", group: common,
    help: "Write to FILE atomically; - is standard output.")
  static let help = Flag("help", "h", group: common, help: "Show help.")
  /// Not of every command, but of the line: `atlas --version`.
  static let version = Flag("version", "V", group: common, help: "Show versions of the tool and the data.")
}
