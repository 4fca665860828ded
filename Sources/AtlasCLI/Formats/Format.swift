import AtlasCore

/// A set of formats among which `--format` chooses.
///
/// Every command with `--format` has such an enumeration: its cases are the words that the flag takes, in the order of
/// the help, and the first is the default. Each has a `json`, for which `--json` is short.
protocol FormatChoice: RawRepresentable<String>, CaseIterable, Sendable {
  /// What the format is for, in a few words.
  var summary: String { get }
}

/// How records, and answers that are tables, are printed.
enum Format: String, FormatChoice {
  case text, json, jsonl, csv, tsv, markdown, ids

  var summary: String {
    switch self {
    case .text: "for reading"
    case .json: "one array"
    case .jsonl: "one object per line"
    case .csv: "RFC 4180"
    case .tsv: "one row per line, \\t and \\n escaped"
    case .markdown: "full records, or a table"
    case .ids: "one id per line"
    }
  }

  /// Whether `--fields` can choose what is printed.
  var hasFields: Bool {
    switch self {
    case .json, .jsonl, .csv, .tsv: true
    case .text, .markdown, .ids: false
    }
  }
}

/// How answers that are no tables of records are printed.
enum DataFormat: String, FormatChoice {
  case text, json

  var summary: String {
    switch self {
    case .text: "for reading"
    case .json: "for programs"
    }
  }
}

extension Flag {
  /// The flag that chooses among the formats of a command.
  static func format<Choices: FormatChoice>(_ choices: Choices.Type, help: String = "Output format.") -> Flag {
    Flag(
      "format", nil, .choices(choices.allCases.map { Choice($0.rawValue, $0.summary) }), name: "FORMAT",
      group: "Format", help: help)
  }

  /// The flag of that name, to look up what was given; what it takes depends on the command.
  static let format = format(Format.self)
}

extension Invocation {
  /// The format that the flags choose; the first of `Choices` when none was given.
  ///
  /// - Throws: when `--json` or another flag that implies a format was given with a different `--format`.
  func format<Choices: FormatChoice>(_ choices: Choices.Type = Choices.self) throws(Failure) -> Choices {
    var chosen = value(of: .format).flatMap(Choices.init(rawValue:))
    for (flag, name, spelling) in [(Flag.json, "json", "--json"), (.null, "ids", "-0")] where has(flag) {
      if let chosen, chosen.rawValue != name {
        throw command.misuse("\(spelling) cannot be used with --format \(chosen.rawValue)")
      }
      chosen = Choices(rawValue: name)
    }
    guard let format = chosen ?? choices.allCases.first else { throw command.misuse("--json is not a format here") }
    return format
  }
}
