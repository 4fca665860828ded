/// Which of the common flags a command heeds.
enum CommonFlags: Sendable {
  /// It answers from the data, in one of several formats.
  case all
  /// It answers from the data, in a form of its own.
  case data
  /// What it prints depends on nothing but the tool.
  case look

  var flags: [Flag] {
    switch self {
    case .all: Flag.common
    case .data: Flag.common.filter { $0 != .format && $0 != .json }
    case .look: Flag.common.filter { ![.data, .release, .format, .json].contains($0) }
    }
  }
}

/// The flags that commands take unless they say otherwise, declared once.
extension Flag {
  static let common: [Flag] = [.data, .release, .format, .json, .color, .width, .noPager, .output, .help]

  static let data = Flag(
    "data", nil, .directory, name: "DIR", group: "Common flags",
    help: "Read the pages under DIR (or one page) in place of the bundled release; also $ATLAS_DATA.")
  static let format = Flag(
    "format", nil, .choices([Choice("text", "for reading"), Choice("json", "one array of records")]), name: "FORMAT",
    group: "Common flags", help: "How to print the answer.")
  static let json = Flag("json", group: "Common flags", help: "Short for --format json.")
  static let color = Flag(
    "color", nil,
    .choices([
      Choice("auto", "on a terminal, unless NO_COLOR is set"), Choice("always", "in a pipe, too"),
      Choice("never", "plain text"), Choice("ansi", "the same as always"),
    ]), name: "WHEN", repeats: true, group: "Common flags", help: "When to use colour.")
  static let width = Flag(
    "width", nil, .number(20...1000), name: "COLUMNS", group: "Common flags",
    help: "Wrap text at this width in place of the terminal's.")
  static let noPager = Flag(
    "no-pager", group: "Common flags", help: "Print long text without a pager ($ATLAS_PAGER, $PAGER, less).")
  static let output = Flag(
    "output", "o", .file, name: "FILE", group: "Common flags",
    help: "Write to FILE, whole or not at all; - is standard output.")
  static let help = Flag("help", "h", group: "Common flags", help: "Explain the command.")
  /// Not of every command, but of the line: `atlas --version`.
  static let version = Flag("version", "V", group: "Common flags", help: "Print the versions of tool and data.")
}

extension Invocation {
  /// Whether the answer goes out as JSON.
  var isJSON: Bool { has(.json) || value(of: .format) == "json" }
}
