import AtlasCore

/// Prints new, renamed and retired records, a line each.
struct ChangeList {
  let base: KnowledgeBase
  let changes: [ReleaseChange]

  func write(_ format: HistoryFormat, _ output: inout Output) {
    if format == .json {
      output.json(.array(changes.map(value)), isIndented: true)
      output.newline()
    } else {
      let width = changes.map { $0.release.utf8.count }.max() ?? 0
      for change in changes { writeLine(change, width, &output) }
    }
  }

  private func writeLine(_ change: ReleaseChange, _ width: Int, _ output: inout Output) {
    output.text(change.release, as: .note)
    output.spaces(width - change.release.utf8.count + 2)
    output.text(change.kind.word, as: change.kind.role)
    output.spaces(9 - change.kind.word.utf8.count)
    output.id(change.id)
    output.text("  ")
    let indent = width + 11
    var wrap = Wrap(
      width: output.proseWidth, column: indent + change.id.description.utf8.count + 2, indent: indent + 2)
    wrap.add(change.name, to: &output)
    switch change.kind {
    case .new: break
    case .renamed(let name): wrap.add(" is now called \(name)", to: &output)
    case .retired(let into): wrap.add(successors: into, base, to: &output)
    }
    wrap.finish(&output)
  }

  private func value(_ change: ReleaseChange) -> Value {
    var renamed: Value = .null
    var successors: [Value] = []
    switch change.kind {
    case .new: break
    case .renamed(let name): renamed = .string(name)
    case .retired(let into): successors = into.map { Value.named($0, base) }
    }
    return .keyed(
      ("id", .id(change.id)), ("name", .string(change.name)), ("release", .string(change.releaseBytes)),
      ("change", .text(change.kind.word)), ("renamedTo", renamed), ("retiredInto", .array(successors)),
      ("date", .date(change.date))
    )
  }
}

extension ReleaseChange.Kind {
  /// The word for it: `new`, `renamed` or `retired`.
  fileprivate var word: String {
    switch self {
    case .new: "new"
    case .renamed: "renamed"
    case .retired: "retired"
    }
  }

  fileprivate var role: Role {
    switch self {
    case .new: .added
    case .renamed: .prose
    case .retired: .removed
    }
  }
}
