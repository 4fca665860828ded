extension Flag {
  /// The flag that chooses among the formats of a command.
  static func format<Choices: FormatChoice>(_ choices: Choices.Type, help: String = "Output format.") -> Flag {
    Flag(
      "format", nil, .choices(choices.allCases.map { Choice($0.rawValue, $0.summary) }), name: "FORMAT",
      group: "Format", help: help)
  }

  /// The flag for cells that a spreadsheet would take for formulas.
  static let csvSafe = Flag(
    "csv-safe", group: "Format",
    help: "In CSV, put ' before cells that start with = + - @, which spreadsheets would run as formulas.")

  /// Whether it chooses a format, and CSV is one of them.
  var offersCSV: Bool {
    guard self == .format, case .choices(let choices)? = values else { return false }
    return choices.contains { $0.word == "csv" }
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
    func choose(_ name: String, _ spelling: String) throws(Failure) {
      if let chosen, chosen.rawValue != name {
        throw command.misuse("\(spelling) cannot be used with --format \(chosen.rawValue)")
      }
      chosen = Choices(rawValue: name)
    }
    if has(.json) { try choose("json", "--json") }
    if has(.null) { try choose("ids", "-0") }
    if has(.csvSafe), chosen?.rawValue != "csv" { throw command.misuse("--csv-safe needs --format csv") }
    guard let format = chosen ?? choices.allCases.first else { throw command.misuse("--json is not a format here") }
    return format
  }
}
