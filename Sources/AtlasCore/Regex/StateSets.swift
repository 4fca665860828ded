/// The states of an automaton: the program places of each, and the character before it.
struct StateSets {
  /// The number of states.
  var count: Int { ends.count }
  /// The total number of places of all states.
  var memberCount: Int { members.count }
  /// The number of times everything was discarded; states from before the last time are invalid.
  private(set) var age = 0

  /// The places of all states, in sequence.
  private var members: [Int32] = []
  private var ends: [Int32] = []
  /// For each state, the preceding `Neighbor`, and 0x100 if it has conditions.
  private var traits: [Int32] = []
  /// A hash table of states with open addressing; -1 marks a free slot.
  ///
  /// A dictionary would need a copy of each set as its key.
  private var slots = [Int32](repeating: -1, count: 64)

  func members(_ state: Int) -> ArraySlice<Int32> {
    members[(state == 0 ? 0 : Int(ends[state - 1]))..<Int(ends[state])]
  }
  /// The preceding character, for conditions that test it.
  func before(_ state: Int) -> Neighbor { Neighbor(rawValue: UInt8(truncatingIfNeeded: traits[state])) ?? .other }
  /// Whether a place of the state is a condition that depends on the next character.
  func hasConditions(_ state: Int) -> Bool { traits[state] & 0x100 != 0 }

  /// The state with exactly these places, in this order.
  func find(_ set: [Int32], after before: Neighbor) -> Int? {
    let state = slots[slot(set[...], after: before)]
    return state < 0 ? nil : Int(state)
  }

  /// Adds a state; `find` must not already return one for this set.
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

  /// The slot of the state with these places, or the free slot for it.
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
