import AtlasCore

/// How `history` prints the changes.
enum HistoryFormat: String, FormatChoice {
  case text, json, markdown

  var summary: String {
    switch self {
    case .text: "one change per line"
    case .json: "one array"
    case .markdown: "the page history.md"
    }
  }
}

/// Prints changes of names and ids.
struct HistoryList {
  let base: KnowledgeBase
  let changes: [History.Change]

  func write(_ format: HistoryFormat, _ output: inout Output) {
    switch format {
    case .text: for change in changes { writeLine(change, &output) }
    case .json:
      output.json(.array(changes.map(value)), isIndented: true)
      output.newline()
    case .markdown: output.lines(History.page(changes))
    }
  }

  private func writeLine(_ change: History.Change, _ output: inout Output) {
    output.text(change.release, as: .note)
    output.text("  ")
    output.id(change.id)
    output.text("  ")
    let indent = change.release.count + 2
    var wrap = Wrap(
      width: output.proseWidth, column: indent + change.id.description.utf8.count + 2, indent: indent)
    wrap.add(change.name, to: &output)
    switch change.outcome {
    case .renamed(let name): wrap.add(" is now called \(name)", to: &output)
    case .retired(let into): wrap.add(successors: into, base, to: &output)
    }
    wrap.finish(&output)
  }

  private func value(_ change: History.Change) -> Value {
    var renamed: Value = .null
    var successors: [Value] = []
    switch change.outcome {
    case .renamed(let name): renamed = .string(name)
    case .retired(let into): successors = into.map { Value.named($0, base) }
    }
    return .keyed(
      ("id", .id(change.id)), ("name", .string(change.nameBytes)), ("release", .string(change.releaseBytes)),
      ("change", .text(change.isRenaming ? "renamed" : "retired")), ("renamedTo", renamed),
      ("retiredInto", .array(successors))
    )
  }
}

extension History.Change {
  fileprivate var isRenaming: Bool { if case .renamed = outcome { true } else { false } }
}
