import AtlasFiles

/// Where the output of an invocation goes.
enum Destination: Sendable, Equatable {
  case standardOutput
  /// A shell command that shows the text, should it not fit on the screen.
  case pager(String)
  /// A file that is written whole or not at all.
  case file(String)

  init(_ invocation: Invocation) {
    let surroundings = invocation.surroundings
    if let path = Destination.file(of: invocation) {
      self = .file(path)
    } else if surroundings.outputIsTerminal, !invocation.has(.noPager),
      let command = Pager.command(variable: surroundings.variable)
    {
      self = .pager(command)
    } else {
      self = .standardOutput
    }
  }

  static func file(of invocation: Invocation) -> String? {
    guard let path = invocation.value(of: .output), path != "-" else { return nil }
    return path
  }

  /// Brings `bytes` there.
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
