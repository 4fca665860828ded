/// Which words of a text another one no longer has, and which it has instead.
public struct WordDifference: Sendable {
  /// A run of words, with the blanks between them.
  public enum Part: Equatable, Sendable {
    /// Words that both have.
    case same([Bytes])
    /// Words that only the old text has.
    case removed([Bytes])
    /// Words that only the new text has.
    case added([Bytes])
  }

  /// The runs in the order of the texts; where one replaces another, what is removed comes first.
  public let parts: [Part]

  /// Beyond this product of the numbers of words that differ, a text is said to be another as a whole: the comparison
  /// may take that many steps.
  private static let limit = 4_000_000

  /// Compares two texts word by word; blanks and line ends part words and are not compared.
  public init(from old: Bytes, to new: Bytes) {
    let (one, other) = (Words.of(old), Words.of(new))
    let start = zip(one, other).prefix { $0 == $1 }.count
    let end = zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let before = Array(one[start..<one.count - end])
    let after = Array(other[start..<other.count - end])
    var runs = Runs()
    runs.same(one[..<start])
    let numbers = Numbers(before, after)
    // Texts that have little in common are told whole: what is left of them, word by word, says nothing to a reader and
    // takes the longest to find.
    if numbers.inCommon * 2 < min(before.count, after.count) || before.count * after.count > WordDifference.limit {
      runs.removed(before[...])
      runs.added(after[...])
    } else {
      runs.add(before, after, numbers)
    }
    runs.same(one[(one.count - end)...])
    parts = runs.parts
  }

  private enum Words {
    static func of(_ text: Bytes) -> [Bytes] {
      text.split { $0 == .space || $0 == .newline || $0 == .tab || $0 == .carriageReturn }
    }
  }

  /// Words as numbers, the same word the same number, which are compared much faster.
  private struct Numbers {
    let old: [Int]
    let new: [Int]
    /// How many words of one text the other has as well, wherever they stand.
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

    /// Which words of the old text go and which of the new one come, so that as many as can be stay.
    ///
    /// The longest common subsequence, by the table of the lengths for all ends of the two texts. The library's
    /// `difference(from:)` finds the same, but is not specialized here and takes ten times as long.
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

    /// Adds what the shortest way from one text to the other leaves, takes and brings.
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
/// A table of our own: the hashes of a dictionary are made to withstand an attacker, which here costs more than all the
/// rest, and a text that was made to have bad ones is compared no faster than it deserves, but for that still in bounds.
private struct Vocabulary {
  private(set) var words: [Bytes] = []
  /// The number of the word at each place, -1 for none; half of them are free at least.
  private var slots: [Int32]

  init(room: Int) {
    var size = 16
    while size < 2 * room { size *= 2 }
    slots = Array(repeating: -1, count: size)
    words.reserveCapacity(room)
  }

  /// The number of a word, or -1.
  func number(of word: Bytes) -> Int { Int(slots[place(of: word)]) }

  /// The number of a word, which is the next one for a word that is new.
  mutating func learn(_ word: Bytes) -> Int {
    let place = place(of: word)
    if slots[place] < 0 {
      slots[place] = Int32(words.count)
      words.append(word)
    }
    return Int(slots[place])
  }

  /// Where a word is, or would be.
  private func place(of word: Bytes) -> Int {
    // FNV-1a (Fowler, Noll, Vo).
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[place] >= 0, words[Int(slots[place])] != word { place = (place + 1) & (slots.count - 1) }
    return place
  }
}
