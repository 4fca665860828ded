extension History {
  /// The page `history.md` with these changes; reading it gives the same changes, retired ids first.
  public static func page(_ changes: [Change]) -> [UInt8] {
    let title: Bytes = "Former names and retired ids"
    var page = PageText()
    page.frontMatter {
      $0.field("id", "history")
      $0.field("title", quoted: title)
    }
    page.append("# ")
    page.line(title)
    let (retired, renamed) = (changes.filter(\.isRetirement), changes.filter { !$0.isRetirement })
    page.table("Retired ids", header: "| ID | Name | Retired in | Now |", retired)
    page.table("Former names", header: "| ID | Former name | Renamed in | Name after |", renamed)
    return page.bytes
  }
}

extension History.Change {
  fileprivate var isRetirement: Bool { if case .retired = outcome { true } else { false } }
}

extension PageText {
  fileprivate mutating func table(_ title: Bytes, header: Bytes, _ changes: [History.Change]) {
    guard !changes.isEmpty else { return }
    section(title)
    line(header)
    line("|---|---|---|---|")
    for change in changes {
      append("| ")
      append(change.id)
      cell(change.nameBytes)
      cell(change.releaseBytes)
      switch change.outcome {
      case .retired(let into): cell(Bytes(copying: into.map(\.description).joined(separator: ", ")))
      case .renamed(let name): cell(name)
      }
      append(" |\n")
    }
  }

  /// Writes a cell after another one, with its bars escaped.
  private mutating func cell(_ text: Bytes) {
    append(" | ")
    for byte in text {
      if byte == .pipe { bytes.append(.backslash) }
      bytes.append(byte)
    }
  }
}
