/// Former names and retired ids, as two releases show them.
extension History {
  /// What happened to ids and names from one release to another.
  ///
  /// Of several releases in between only the last is seen: a change is said to be of the newer release.
  ///
  /// - Parameters:
  ///   - old: the older release.
  ///   - new: the newer one.
  ///   - known: what is known of retired ids besides what the releases themselves tell; a release file tells nothing.
  /// - Returns: the ids that are gone, then the names that changed, each by id.
  public static func between(
    _ old: KnowledgeBase, _ new: KnowledgeBase, known: History? = nil
  ) -> [Change] {
    let release = new.release.version ?? .empty
    let successors = Successors(from: old, to: new, known: known)
    var retired: [Change] = []
    var renamed: [Change] = []
    for id in old.ids() {
      let name = old.name(of: id)
      if !new.contains(id) {
        retired.append(
          Change(id: id, name: name, release: release, outcome: .retired(into: successors.of(id))))
      } else if FoldedName(new.name(of: id)) != FoldedName(name) {
        // Another apostrophe makes no other name.
        renamed.append(
          Change(id: id, name: name, release: release, outcome: .renamed(to: new.name(of: id))))
      }
    }
    return retired + renamed
  }

  /// A page of changes, as `history.md` of a corpus is one.
  public static func page(_ changes: [Change]) -> [UInt8] {
    var page = "---\nid: history\ntitle: \"Former names and retired ids\"\n---\n\n# Former names and retired ids\n"
    var retired = ""
    var renamed = ""
    for change in changes {
      let start = "| \(change.id) | \(change.name.cell) | \(change.release.cell) | "
      switch change.outcome {
      case .retired(let into): retired += start + into.map(\.description).joined(separator: ", ") + " |\n"
      case .renamed(let name): renamed += start + name.cell + " |\n"
      }
    }
    if !retired.isEmpty {
      page += "\n## Retired ids\n\n| ID | Name | Retired in | Now |\n|---|---|---|---|\n" + retired
    }
    if !renamed.isEmpty {
      page += "\n## Former names\n\n| ID | Former name | Renamed in | Name after |\n|---|---|---|---|\n" + renamed
    }
    return Array(page.utf8)
  }
}

extension Bytes {
  /// The text as a cell of a table, which a bar would end.
  fileprivate var cell: String { string.replacing("|", with: "\u{2502}") }
}
