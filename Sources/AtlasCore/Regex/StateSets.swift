/// The states of an automaton: which places of the program each stands for, and behind what character.
struct StateSets {
  /// How many states there are.
  var count: Int { ends.count }
  /// How many places all states hold together.
  var memberCount: Int { members.count }
  /// How often everything was forgotten; states of another age mean nothing.
  private(set) var age = 0

  /// The places of all states, one state after the other.
  private var members: [Int32] = []
  private var ends: [Int32] = []
  /// What is in front of each state, and whether it has conditions: `Neighbor` and 0x100.
  private var traits: [Int32] = []
  /// States by hash, with open addressing; -1 is free.
  ///
  /// A dictionary would need a copy of each set for its key.
  private var slots = [Int32](repeating: -1, count: 64)

  func members(_ state: Int) -> ArraySlice<Int32> {
    members[(state == 0 ? 0 : Int(ends[state - 1]))..<Int(ends[state])]
  }
  /// The character in front, for the conditions that ask about it.
  func before(_ state: Int) -> Neighbor { Neighbor(rawValue: UInt8(truncatingIfNeeded: traits[state])) ?? .other }
  /// Whether some place is a condition that waits for the next character.
  func hasConditions(_ state: Int) -> Bool { traits[state] & 0x100 != 0 }

  /// The state of exactly these places, in this order.
  func find(_ set: [Int32], after before: Neighbor) -> Int? {
    let state = slots[slot(set[...], after: before)]
    return state < 0 ? nil : Int(state)
  }

  /// A new state; one that `find` knows must not be added again.
  mutating func add(_ set: [Int32], after before: Neighbor, hasConditions: Bool) -> Int {
    if count * 2 >= slots.count { rehash() }
    slots[slot(set[...], after: before)] = Int32(truncatingIfNeeded: count)
    members.append(contentsOf: set)
    ends.append(Int32(truncatingIfNeeded: members.count))
    traits.append(Int32(before.rawValue) | (hasConditions ? 0x100 : 0))
    return count - 1
  }

  mutating func forget() {
    age += 1
    members.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    traits.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  private mutating func rehash() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for state in 0..<count {
      slots[slot(members(state), after: before(state))] = Int32(truncatingIfNeeded: state)
    }
  }

  /// Where the state of these places is, or where it belongs.
  private func slot(_ set: ArraySlice<Int32>, after before: Neighbor) -> Int {
    var hash = UInt64(before.rawValue)
    for place in set { hash = (hash ^ UInt64(UInt32(bitPattern: place))) &* 0x9E37_79B9_7F4A_7C15 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] >= 0 {
      let state = Int(slots[slot])
      if self.before(state) == before, members(state) == set { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
