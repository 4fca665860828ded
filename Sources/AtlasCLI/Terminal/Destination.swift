import AtlasFiles

/// Where output goes.
enum Destination: Sendable, Equatable {
  case standardOutput
  /// A shell command that shows text that does not fit on the screen.
  case pager(String)
  /// A file, which is written atomically.
  case file(String)

  /// Writes `bytes` there.
  func deliver(_ bytes: [UInt8]) throws(SystemError) {
    switch self {
    case .file(let path):
      return try System.replace(path, with: bytes)
    case .pager(let command):
      if let size = System.terminalSize(), Pager.isNeeded(for: bytes, columns: size.columns, rows: size.rows),
        System.pipe(bytes, to: command)
      {
        return
      }
    case .standardOutput: break
    }
    try System.write(bytes, to: System.standardOutput)
  }
}

/// Shows text that is longer than the screen.
enum Pager {
  /// The shell command of the pager, or nil when there is to be none.
  static func command(variable: (String) -> String?) -> String? {
    let command = variable("ATLAS_PAGER") ?? variable("PAGER") ?? "less -FIRX"
    return command.isEmpty || command == "cat" ? nil : command
  }

  /// Whether `text` may not fit on a screen of that size; a pager that finds that it does prints it and ends.
  static func isNeeded(for text: [UInt8], columns: Int, rows: Int) -> Bool {
    var lines = 0
    for byte in text where byte == UInt8(ascii: "\n") {
      lines += 1
      if lines >= rows { return true }
    }
    return text.count > columns * rows
  }
}
