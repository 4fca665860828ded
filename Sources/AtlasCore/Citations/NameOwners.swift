/// The names that records have and had, by what they are without case and punctuation.
struct NameOwners {
  /// A record that has a name, or had it.
  struct Owner {
    let id: RecordID
    /// The release in which it lost the name; nil while it has it.
    let lost: Bytes?
    /// Whether the name is that of a sub-technique with its technique's before it.
    let isFull: Bool
  }

  private var owners: [FoldedName: [Owner]] = [:]

  init(_ base: KnowledgeBase, _ history: History) {
    var former: [RecordID: [(name: FoldedName, release: Bytes)]] = [:]
    for change in history.changes {
      let name = FoldedName(change.nameBytes)
      former[change.id, default: []].append((name, change.releaseBytes))
      // What an id had became that of the one that took its place.
      if case .retired(let into) = change.outcome, into.count == 1 {
        former[into[0], default: []].append((name, change.releaseBytes))
      }
    }
    for id in base.ids() { add(id, base, former) }
    for change in history.changes where !base.contains(change.id) {
      let name = FoldedName(change.nameBytes)
      add(name, Owner(id: change.id, lost: change.releaseBytes, isFull: false))
      guard let parent = change.id.parent, base.contains(parent) else { continue }
      for outer in [FoldedName(base.nameBytes(of: parent))] + former[parent, default: []].map(\.name) {
        add(outer + name, Owner(id: change.id, lost: change.releaseBytes, isFull: true))
      }
    }
  }

  private mutating func add(
    _ id: RecordID, _ base: KnowledgeBase, _ former: [RecordID: [(name: FoldedName, release: Bytes)]]
  ) {
    typealias Variant = (name: FoldedName, lost: Bytes?)
    func variants(_ id: RecordID) -> [Variant] {
      [(FoldedName(base.nameBytes(of: id)), nil)] + former[id, default: []].map { ($0.name, $0.release) }
    }
    let own = variants(id)
    for variant in own { add(variant.name, Owner(id: id, lost: variant.lost, isFull: false)) }
    guard let parent = base.parent(of: id) else { return }
    for outer in variants(parent) {
      for inner in own {
        let lost = [outer.lost, inner.lost].compactMap { $0 }.max()
        add(outer.name + inner.name, Owner(id: id, lost: lost, isFull: true))
      }
    }
  }

  private mutating func add(_ name: FoldedName, _ owner: Owner) {
    if !name.bytes.isEmpty { owners[name, default: []].append(owner) }
  }

  /// The records that have or had the name.
  func owners(of name: Bytes) -> [Owner] { owners[FoldedName(name), default: []] }
}

extension FoldedName {
  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

  fileprivate static func + (left: FoldedName, right: FoldedName) -> FoldedName {
    FoldedName(bytes: left.bytes + right.bytes)
  }
}
