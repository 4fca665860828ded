/// The position of an id in an outline, with the names, tactics and other ids in the same object or row.
struct OutlinePlace {
  typealias Name = NearbyNames.Name

  private let facts: OutlineFacts
  /// The value or entry that contains the id.
  private let number: Int
  /// The id, with the URL or tag that contains it.
  private let unit: Range<Int>
  /// Whether the value is only the id.
  private let isWhole: Bool
  /// Whether the id is in a key.
  private let isKey: Bool

  /// The place of `unit`; nil if it is not in the outline.
  init?(of unit: Range<Int>, in facts: OutlineFacts) {
    guard let number = facts.outline.node(at: unit.lowerBound) else { return nil }
    let (outline, text) = (facts.outline, facts.text)
    self.facts = facts
    self.number = number
    self.unit = unit
    let node = outline.nodes[number]
    isKey = !node.range.contains(unit.lowerBound) || node.kind != .value
    isWhole = !isKey && OutlinePlace.isWhole(text[node.range], unit)
  }

  /// Whether a value is only the id, apart from tags and quotes.
  private static func isWhole(_ value: Bytes, _ unit: Range<Int>) -> Bool {
    let content = value.withoutTags.unwrapped
    return content.startIndex >= unit.lowerBound && content.endIndex <= unit.upperBound
  }

  /// The value that contains the id and other text; nil if there is no other text, or the id is in a key.
  var surroundingText: Range<Int>? { isKey || isWhole ? nil : node.range }

  private var outline: Outline { facts.outline }
  private var text: Bytes { facts.text }
  private var node: Outline.Node { outline.nodes[number] }
  private func key(_ number: Int) -> FieldKey { facts.key(outline.nodes[number].key) }
  private func value(_ number: Int) -> Bytes { text[outline.nodes[number].range] }

  /// The object or row that contains the value, or the list that the value is in.
  private var container: Int? {
    var place = node.parent
    while place >= 0, outline.nodes[place].kind == .list { place = outline.nodes[place].parent }
    return place >= 0 ? place : nil
  }

  /// Whether the id is in a cell.
  var isRow: Bool { node.parent >= 0 && outline.nodes[node.parent].kind == .row }

  /// The members of the object or row around the id.
  private func siblings(of member: Int, in container: Int) -> [Int] {
    var member = member
    while member >= 0, outline.nodes[member].parent != container { member = outline.nodes[member].parent }
    return facts.members(of: container, near: member)
  }

  // MARK: Names

  /// The texts that can be the name of the id.
  func names() -> [Name] {
    if isKey {
      if node.kind != .value { return names(in: number, .named) }
      // In settings: `AML.T0051.title = …`.
      let rest = facts.key(text[min(unit.upperBound, node.start + node.key.count)..<node.start + node.key.count])
      return rest.isName ? [name(number, .named)] : []
    }
    if isRow { return cells() }
    guard isWhole, node.parent >= 0, outline.nodes[node.parent].kind == .object else { return [] }
    let object = node.parent
    let own = key(number)
    let members = siblings(of: number, in: object)
    let subject = own.subject
    let named = members.filter { $0 != number && outline.nodes[$0].kind == .value && key($0).isName }
    let claims = named.filter { key($0).subject == subject && !key($0).isTactic }
    if !claims.isEmpty {
      // The name can belong to another id whose key has the same subject.
      let others = members.compactMap { $0 != number && key($0).subject == subject ? id($0) : nil }
      let isOfOther = !own.isID && members.contains { key($0).isID && !isID($0) && key($0).subject.isEmpty }
      return claims.map { member in
        Name(
          text: value(member).unwrapped, standing: .named, others: others, isOfOther: isOfOther || claims.count > 1)
      }
    }
    var found: [Name] = []
    if !subject.isEmpty {
      // The only id in an object identifies it whatever its key, unless the key names a relation.
      let isOnly = !members.contains { $0 != number && isID($0) }
      found = named.filter { key($0).subject.isEmpty }.map { name($0, isOnly && !own.isRelation ? .named : .distant) }
    }
    return found.isEmpty ? distantNames(of: object, own, members) : found
  }

  private func name(_ number: Int, _ standing: NearbyNames.Standing) -> Name {
    Name(text: value(number).unwrapped, standing: standing)
  }

  /// The names in an object.
  private func names(in object: Int, _ standing: NearbyNames.Standing, allowingValue: Bool = false) -> [Name] {
    outline.members(of: object).filter {
      let key = key($0)
      return outline.nodes[$0].kind == .value && (key.isName && key.subject.isEmpty || allowingValue && key.isValue)
    }.map { name($0, standing) }
  }

  /// Names in an object below the id's object, or up to two objects above it.
  private func distantNames(of object: Int, _ own: FieldKey, _ members: [Int]) -> [Name] {
    if own.isRelation { return [] }
    let below = members.filter { outline.nodes[$0].kind == .object }.map { ($0, names(in: $0, .named)) }
      .filter { !$0.1.isEmpty }
    if below.count == 1 {
      return key(below[0].0).isNeutral ? below[0].1 : below[0].1.map { Name(text: $0.text, standing: .distant) }
    }
    var isNeutral = true
    var inner = object
    for _ in 0..<2 {
      var outer = outline.nodes[inner].parent
      isNeutral = isNeutral && key(inner).isNeutral
      while outer >= 0, outline.nodes[outer].kind == .list {
        isNeutral =
          isNeutral && key(outer).isNeutral && outline.members(of: outer).count == 1
          || key(outer).says("externalreferences")
        outer = outline.nodes[outer].parent
      }
      guard outer >= 0, outline.nodes[outer].kind == .object else { return [] }
      let isOnly = isNeutral && !hasOtherID(in: outer)
      let found = names(in: outer, isOnly ? .named : .distant, allowingValue: true)
      if !found.isEmpty { return found }
      let beside = siblings(of: inner, in: outer).filter {
        $0 != inner && outline.nodes[$0].kind == .object && key($0).isNeutral
      }.map { names(in: $0, isOnly ? .named : .distant) }.filter { !$0.isEmpty }
      if beside.count == 1 { return beside[0] }
      inner = outer
    }
    return []
  }

  /// Whether a value is only an ATLAS id.
  private func isID(_ number: Int) -> Bool { id(number) != nil }

  private func id(_ number: Int) -> RecordID? {
    let node = outline.nodes[number]
    guard node.kind == .value, node.range.count <= 128 else { return nil }
    let value = text[node.range].unwrapped
    if facts.key(node.key).namesATLAS, let id = RecordID(value) { return id }
    guard let mention = MentionFinder.next(in: value, from: value.startIndex),
      mention.range.upperBound == value.endIndex,
      mention.range.lowerBound == value.startIndex || value[mention.range.lowerBound - 1] == .slash
        || value[mention.range.lowerBound - 1] == .dot
    else { return nil }
    return mention.id
  }

  /// Whether an object contains another id of the same kind as a whole value, at any depth.
  private func hasOtherID(in object: Int) -> Bool {
    let own = id(number)
    return outline.nodes[object + 1..<min(outline.nodes[object].next, object + 200)].indices.contains {
      guard $0 != number, outline.nodes[$0].parent != node.parent, let id = id($0) else { return false }
      return id != own && id.kind == own?.kind
    }
  }

  // MARK: Rows

  /// The first cell beside an id that fills its own cell, whose text passes a test.
  func cell(where test: (Bytes) -> Bool) -> Bytes? {
    guard isRow, isWhole else { return nil }
    for member in facts.members(of: node.parent, near: number) where member != number {
      let text = label(of: member).bare
      if !text.isEmpty, text.count <= NearbyNames.longestName, test(text) { return text }
    }
    return nil
  }

  private func label(of cell: Int) -> Bytes { value(cell).withoutTags.labelOfLink.unwrapped }

  /// The other cells of the row.
  private func cells() -> [Name] {
    let members = facts.members(of: node.parent, near: number)
    let others = facts.ids(in: node.parent).filter { $0.place != unit.upperBound }.map(\.id)
    let isPair = members.count { !value($0).isEmpty } == 2
    let own = key(number)
    let hasHead = members.contains { !outline.nodes[$0].key.isEmpty }
    var names: [Name] = []
    for member in members where member != number {
      guard !value(member).isEmpty else { continue }
      let header = key(member)
      let isNext = abs(member - number) == 1
      let foreign = foreignNumber(of: member, members)
      var standing = NearbyNames.Standing.cell
      if let foreign {
        // Some ATT&CK techniques have the same names as ATLAS techniques.
        if AttackID(foreign) != nil { standing = .distant }
      } else if hasHead, header.isName, header.subject == own.subject || own.subject.isEmpty && header.subject.isEmpty {
        standing = .named
      } else if isPair || isWhole && isNext {
        standing = .nextCell
      }
      names.append(Name(text: label(of: member), standing: standing, others: others))
    }
    return names
  }

  /// The number of another framework in the cell before; this cell can be its name.
  private func foreignNumber(of cell: Int, _ members: [Int]) -> Bytes? {
    guard let place = members.firstIndex(of: cell), place > 0, members[place - 1] != number else { return nil }
    let before = value(members[place - 1])
    return before.isForeignNumber ? before.withoutTags.labelOfLink.unwrapped : nil
  }

  /// The ids in a part of the text, except the id at this place.
  private func ids(in part: Bytes) -> [RecordID] {
    MentionFinder.all(in: part).filter { !$0.range.overlaps(unit) }.compactMap(\.id)
  }

  // MARK: Tactics and other ids

  /// A tactic in the same object or row as a technique.
  struct Tactic {
    /// Its id, name or short name.
    let text: Bytes
    /// Whether the key or header says that it is a tactic.
    let isClaimed: Bool
  }

  /// The tactics in the same object or row as the technique, and the nodes in which other techniques would share them.
  func tactics() -> (tactics: [Tactic], shared: [Int]) {
    if isKey, node.kind == .object { return tactics(of: nil, in: number) }
    guard isWhole, let container else { return ([], []) }
    let found = tactics(of: number, in: container)
    guard found.tactics.isEmpty, outline.nodes[container].kind == .object, key(container).isNeutral,
      outline.nodes[container].parent >= 0, outline.nodes[outline.nodes[container].parent].kind == .object
    else { return found }
    // The technique and the tactic are separate objects.
    return tactics(of: container, in: outline.nodes[container].parent)
  }

  /// - Parameters:
  ///   - technique: the node of the technique; nil if the technique is the key of the container.
  ///   - container: the object or row.
  /// - Returns: the tactics, and the nodes in which other techniques would share them.
  private func tactics(of technique: Int?, in container: Int) -> (tactics: [Tactic], shared: [Int]) {
    let parent = technique.map { outline.nodes[$0].parent } ?? -1
    let list = parent >= 0 && outline.nodes[parent].kind == .list ? parent : nil
    let all = siblings(of: technique ?? -1, in: container)
    let members = all.filter { $0 != technique && $0 != list }
    let isTable = outline.nodes[container].kind == .row
    let hasHead = isTable && all.contains { !outline.nodes[$0].key.isEmpty }
    var tactics: [Tactic] = []
    for member in members {
      if isTable, key(member).isTactic || !hasHead {
        tactics += parts(value(member)).map { Tactic(text: $0, isClaimed: hasHead) }
      } else if !isTable, key(member).isTactic {
        tactics += values(under: member).map { Tactic(text: $0, isClaimed: true) }
      }
    }
    // A list of techniques and a list of tactics are not pairs.
    guard !tactics.isEmpty, list == nil || tactics.count == 1 else { return ([], []) }
    let shared = isTable ? [container] : members.filter { outline.nodes[$0].kind != .object && !key($0).isTactic }
    return (tactics, shared + (list.map { [$0] } ?? []))
  }

  /// Whether there is another technique in one of the nodes.
  func hasTechnique(in nodes: [Int]) -> Bool {
    nodes.contains { ids(in: value($0)).contains { $0.kind == .technique } }
  }

  /// The parts of a cell that can list several values.
  private func parts(_ cell: Bytes) -> [Bytes] {
    cell.withoutTags.split { $0 == .comma || $0 == UInt8(ascii: ";") || $0 == .slash }
      .compactMap { part in
        let text = part.labelOfLink.unwrapped
        return text.isEmpty ? nil : text
      }
  }

  /// The value itself, the items of a list, or the first id or name in an object.
  private func values(under member: Int) -> [Bytes] {
    switch outline.nodes[member].kind {
    case .value: parts(value(member))
    case .list: outline.members(of: member).flatMap { values(under: $0) }
    case .object:
      outline.members(of: member).filter {
        let key = key($0)
        return outline.nodes[$0].kind == .value && (key.isName || key.isIdentifying || key.isTactic)
      }.prefix(1).map { value($0).unwrapped }
    case .row: []
    }
  }

  /// Other ids for the same thing in the object or row, such as the id in its URL.
  func twins() -> [(id: RecordID, place: Int)] {
    let own = key(number)
    guard isWhole, node.parent >= 0, outline.nodes[node.parent].kind != .list else { return [] }
    let subject = own.subject
    let members = facts.members(of: node.parent, near: number).filter { $0 != number && isID($0) }
    // An id and a URL alone in a row identify one thing, whatever the headers.
    let isPair = isRow && members.count == 1 && isAddress(number) != isAddress(members[0])
    return members.compactMap { member in
      let key = key(member)
      let isSameSubject = own.isIdentifying && key.isIdentifying && key.subject == subject
      // Repeated keys identify different things, as in a comparison.
      let areKeysOfIDs = own.isID && key.isID && outline.nodes[member].key != node.key
      guard isPair || isSameSubject && (areKeysOfIDs || isAddress(number) != isAddress(member)), let id = id(member)
      else {
        return nil
      }
      return (id, outline.nodes[member].range.lowerBound)
    }
  }

  private func isAddress(_ number: Int) -> Bool {
    let value = value(number)
    return value.contains("://" as Bytes) || value.first == .slash
  }

  /// Whether the object or row documents that a record was renamed, retired or replaced.
  var tellsChange: Bool {
    guard let container else { return false }
    let members = siblings(of: number, in: container)
    // The arguments of a call and the constants of a block do not document a change.
    if outline.nodes[container].kind == .row, members.contains(where: { outline.nodes[$0].isKeyHere }) { return false }
    return members.contains { $0 != number && key($0).isOfChange }
  }

  /// Whether a key, a header or the name of a framework, here or in a containing object, says that the numbers are
  /// ATLAS ids.
  var isNamedAfterATLAS: Bool {
    var place = number
    for _ in 0..<4 where place >= 0 {
      if key(place).namesATLAS { return true }
      if outline.nodes[place].kind == .object, saysATLAS(place) { return true }
      place = outline.nodes[place].parent
    }
    return false
  }

  private func saysATLAS(_ object: Int) -> Bool {
    outline.members(of: object).contains {
      guard outline.nodes[$0].kind == .value, outline.nodes[$0].range.count <= 32, key($0).isFramework else {
        return false
      }
      let word = FoldedName(value($0))
      return word == FoldedName("MITRE ATLAS") || word == FoldedName("ATLAS")
    }
  }
}
