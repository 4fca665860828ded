/// Which words differ between two texts.
package struct WordDifference: Sendable {
  /// A run of words.
  public enum Part: Equatable, Sendable {
    /// Words in both texts.
    case same([Bytes])
    /// Words only in the old text.
    case removed([Bytes])
    /// Words only in the new text.
    case added([Bytes])
  }

  /// The runs in the order of the texts; where one replaces another, the removed words come first.
  package let parts: [Part]

  /// The greatest number of steps of the comparison, which is the product of the numbers of differing words.
  ///
  /// Beyond it, the texts are reported as different as a whole.
  private static let limit = 4_000_000

  /// Compares two texts word by word; whitespace separates words and is not compared.
  package init(from old: Bytes, to new: Bytes) {
    let (one, other) = (old.split(whereSeparator: \.isBlank), new.split(whereSeparator: \.isBlank))
    let start = zip(one, other).prefix { $0 == $1 }.count
    let end = zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let before = Array(one[start..<one.count - end])
    let after = Array(other[start..<other.count - end])
    var runs = Runs()
    runs.same(one[..<start])
    let numbers = Numbers(before, after)
    // Texts that have little in common are shown as a whole: single common words do not help a reader, and they take
    // the longest to find.
    if numbers.inCommon * 2 < min(before.count, after.count) || before.count * after.count > WordDifference.limit {
      runs.removed(before[...])
      runs.added(after[...])
    } else {
      runs.add(before, after, numbers)
    }
    runs.same(one[(one.count - end)...])
    parts = runs.parts
  }

  /// Words as numbers, because numbers compare much faster; equal words have equal numbers.
  private struct Numbers {
    let old: [Int]
    let new: [Int]
    /// The number of words that both texts have, in any order.
    let inCommon: Int

    init(_ old: [Bytes], _ new: [Bytes]) {
      var vocabulary = Vocabulary(room: old.count)
      self.old = old.map { vocabulary.learn($0) }
      var counts = Array(repeating: 0, count: vocabulary.words.count)
      for number in self.old { counts[number] += 1 }
      var inCommon = 0
      self.new = new.map { word in
        let number = vocabulary.number(of: word)
        if number >= 0, counts[number] > 0 {
          counts[number] -= 1
          inCommon += 1
        }
        return number
      }
      self.inCommon = inCommon
    }

    /// Which words of the old text are removed and which of the new one are added, keeping as many words as possible.
    ///
    /// Finds the longest common subsequence with a table of its lengths for all suffixes of the two texts. The standard
    /// library's `difference(from:)` finds the same, but is not specialized here and takes ten times as long.
    var changes: (isRemoved: [Bool], isAdded: [Bool]) {
      var isRemoved = Array(repeating: true, count: old.count)
      var isAdded = Array(repeating: true, count: new.count)
      let width = new.count + 1
      var lengths = Array(repeating: Int32(0), count: (old.count + 1) * width)
      for row in old.indices.reversed() {
        for column in new.indices.reversed() {
          let place = row * width + column
          lengths[place] =
            old[row] == new[column]
            ? lengths[place + width + 1] + 1 : max(lengths[place + width], lengths[place + 1])
        }
      }
      var (row, column) = (0, 0)
      while row < old.count, column < new.count {
        let place = row * width + column
        if old[row] == new[column] {
          isRemoved[row] = false
          isAdded[column] = false
          row += 1
          column += 1
        } else if lengths[place + width] >= lengths[place + 1] {
          row += 1
        } else {
          column += 1
        }
      }
      return (isRemoved, isAdded)
    }
  }

  private struct Runs {
    private(set) var parts: [Part] = []

    mutating func same(_ words: ArraySlice<Bytes>) { if !words.isEmpty { parts.append(.same(Array(words))) } }
    mutating func removed(_ words: ArraySlice<Bytes>) { if !words.isEmpty { parts.append(.removed(Array(words))) } }
    mutating func added(_ words: ArraySlice<Bytes>) { if !words.isEmpty { parts.append(.added(Array(words))) } }

    /// Adds the shortest sequence of runs that leads from one text to the other.
    mutating func add(_ old: [Bytes], _ new: [Bytes], _ numbers: Numbers) {
      let (isRemoved, isAdded) = numbers.changes
      var (from, to) = (0, 0)
      while from < old.count || to < new.count {
        let gone = old[from...].indices.prefix { isRemoved[$0] }.count
        removed(old[from..<from + gone])
        from += gone
        let come = new[to...].indices.prefix { isAdded[$0] }.count
        added(new[to..<to + come])
        to += come
        let kept = zip(old[from...].indices, new[to...].indices).prefix { !isRemoved[$0] && !isAdded[$1] }.count
        same(old[from..<from + kept])
        from += kept
        to += kept
      }
    }
  }
}

/// Words and their numbers.
///
/// A hash table of its own, because the hashes of `Dictionary` withstand attackers, which costs more here than the rest
/// of the comparison. A text made to have many equal hashes is compared slowly, but within the limit of steps.
private struct Vocabulary {
  private(set) var words: [Bytes] = []
  /// The number of the word in each slot, -1 for none; at least half of the slots are free.
  private var slots: [Int32]

  init(room: Int) {
    var size = 16
    while size < 2 * room { size *= 2 }
    slots = Array(repeating: -1, count: size)
    words.reserveCapacity(room)
  }

  /// The number of a word, or -1.
  func number(of word: Bytes) -> Int { Int(slots[place(of: word)]) }

  /// The number of a word; a new word gets the next number.
  mutating func learn(_ word: Bytes) -> Int {
    let place = place(of: word)
    if slots[place] < 0 {
      slots[place] = Int32(words.count)
      words.append(word)
    }
    return Int(slots[place])
  }

  /// The slot of a word.
  private func place(of word: Bytes) -> Int {
    // FNV-1a (Fowler, Noll, Vo).
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[place] >= 0, words[Int(slots[place])] != word { place = (place + 1) & (slots.count - 1) }
    return place
  }
}
