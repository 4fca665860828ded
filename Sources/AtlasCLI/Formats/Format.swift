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
