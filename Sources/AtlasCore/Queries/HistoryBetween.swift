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
}
