/// How far mitigations that are in place reach over the techniques that matter, and which would reach further.
///
/// The arithmetic, which the help of `atlas gap` states too: a technique is covered when a mitigation in place is mapped
/// to it, or when it is said to be covered by other means. One that is not covered is exposed when some mitigation of the
/// release is mapped to it, and unaddressed when none is. A share is the weight of the covered techniques divided by
/// that of the covered and exposed ones; over the whole scope, by that of all.
public struct Coverage: Sendable {
  /// Where a technique stands.
  public enum Status: String, CaseIterable, Sendable {
    /// A mitigation in place, or other means, cover it.
    case covered
    /// Nothing in place covers it, though a mitigation of the release would.
    case exposed
    /// Nothing in place covers it, and no mitigation of the release is mapped to it.
    case unaddressed
  }

  /// A technique of the scope.
  public struct Item: Sendable {
    /// The technique.
    public let technique: RecordID
    /// Where it stands.
    public let status: Status
    /// What it counts.
    public let weight: Int
    /// The mitigations in place that are mapped to it, by id; none where it is covered by other means only.
    public let covering: [RecordID]
    /// All mitigations of the release that are mapped to it, by id.
    public let mitigations: [RecordID]
  }

  /// A mitigation to put in place next.
  public struct Choice: Sendable {
    /// The mitigation.
    public let mitigation: RecordID
    /// The exposed techniques that it covers and those chosen before do not, by id.
    public let adds: [RecordID]
    /// The weight of `adds`.
    public let weight: Int
  }

  /// The techniques of the scope, by id.
  public let items: [Item]

  /// The techniques of one status, by id.
  public func items(_ status: Status) -> [Item] { items.filter { $0.status == status } }

  /// Reckons what is covered.
  ///
  /// - Parameters:
  ///   - base: which mitigation is mapped to which technique.
  ///   - mitigations: those in place.
  ///   - techniques: those that are covered by other means.
  ///   - scope: the techniques that matter.
  ///   - isInherited: whether a mitigation of a technique counts for its sub-techniques too.
  ///   - weight: what a technique counts, not below 0.
  public init(
    of base: KnowledgeBase, mitigations: [RecordID], techniques: [RecordID] = [], scope: [RecordID],
    isInherited: Bool = false, weight: (RecordID) -> Int = { _ in 1 }
  ) {
    let inPlace = Set(mitigations)
    let byOtherMeans = Set(techniques)
    items = Set(scope).sorted().map { technique in
      var mapped = Set(base.uses(of: technique).map(\.source))
      if isInherited, let parent = technique.parent { mapped.formUnion(base.uses(of: parent).map(\.source)) }
      let covering = mapped.intersection(inPlace)
      let isCovered =
        !covering.isEmpty || byOtherMeans.contains(technique)
        || isInherited && technique.parent.map(byOtherMeans.contains) == true
      return Item(
        technique: technique, status: isCovered ? .covered : mapped.isEmpty ? .unaddressed : .exposed,
        weight: max(weight(technique), 0), covering: covering.sorted(), mitigations: mapped.sorted())
    }
  }

  /// The weight of the techniques of a status.
  public func weight(_ status: Status) -> Int {
    items.reduce(0) { $1.status == status ? $0 + $1.weight : $0 }
  }

  /// The share that is covered of what mitigations of the release, or the means in place, can cover.
  public var share: Share {
    let covered = weight(.covered)
    return Share(covered: covered, whole: covered + weight(.exposed))
  }

  /// The share that is covered of the whole scope, unaddressed techniques included.
  public var shareOfScope: Share {
    Share(covered: weight(.covered), whole: items.reduce(0) { $0 + $1.weight })
  }

  /// The mitigations that cover most of what is exposed, one after the other, until nothing more is to be had.
  ///
  /// Each is the one that adds most weight to those before; of equals the one that adds more techniques, then the
  /// one with the lower id. Choosing so is not always the shortest way to cover everything, but close to it, and what each
  /// choice adds is plain.
  public func choices() -> [Choice] {
    var open: [RecordID: [Item]] = [:]
    for item in items(.exposed) {
      for mitigation in item.mitigations { open[mitigation, default: []].append(item) }
    }
    var choices: [Choice] = []
    while true {
      let ranked = open.map { (id: $0.key, items: $0.value, weight: $0.value.reduce(0) { $0 + $1.weight }) }
      let best = ranked.min { one, other in
        let (left, right) = ((one.weight, one.items.count), (other.weight, other.items.count))
        return left == right ? one.id < other.id : left > right
      }
      guard let best, best.weight > 0 else { return choices }
      let adds = best.items.map(\.technique)
      choices.append(Choice(mitigation: best.id, adds: adds, weight: best.weight))
      let gone = Set(adds)
      open[best.id] = nil
      for id in Array(open.keys) { open[id]?.removeAll { gone.contains($0.technique) } }
    }
  }
}
