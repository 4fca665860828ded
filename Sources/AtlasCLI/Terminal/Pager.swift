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
