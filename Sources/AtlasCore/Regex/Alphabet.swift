/// The alphabet of a pattern: characters that belong to the same sets share a letter.
///
/// The letters of ASCII characters are computed once and looked up by byte. Any other character gets its letter when it
/// first occurs, so the 150,000 characters of Unicode cost nothing unless the text contains them.
struct Alphabet {
  /// The letter of each byte; bytes of multibyte characters have `decoded` instead.
  private(set) var ofByte: [UInt32] = []
  /// The end of a line, which no set contains.
  let endOfLine: UInt32 = 0
  /// Not a letter: marks a byte whose character must be decoded.
  let decoded: UInt32 = 1
  /// A byte that is not valid UTF-8; no set contains it, not even a negated one.
  let invalid: UInt32 = 2
  /// The number of letters so far.
  private(set) var count = 3

  /// The sets that contain each letter: one bit per set, `width` words per letter.
  private var members: [UInt64] = []
  private let width: Int
  private let sets: [CharacterSet]
  /// The index of the set of word characters, if the pattern needs it; always the last set.
  private let wordSet: Int?

  /// A cache of recently decoded characters, indexed by their low bits; the lower half of an entry is the letter.
  private var recent = [UInt64](repeating: 0, count: 128)

  init(_ program: Program) {
    sets = program.asksForWords ? program.sets + [.kind(.word)] : program.sets
    wordSet = program.asksForWords ? sets.count - 1 : nil
    width = (sets.count + 63) / 64
    members = [UInt64](repeating: 0, count: 3 * width)
    ofByte = [UInt32](repeating: decoded, count: 256)
    for byte in UInt8(0)..<0x80 {
      if byte == .newline {
        ofByte[10] = endOfLine
      } else {
        ofByte[Int(byte)] = letter { $0.contains(ascii: byte) }
      }
    }
  }

  /// Whether the set at that index contains `letter`.
  func contains(_ letter: UInt32, set: Int32) -> Bool {
    members[Int(letter) &* width &+ Int(set) >> 6] >> UInt64(set & 63) & 1 == 1
  }

  /// The property of `letter` that assertions test.
  func neighbor(_ letter: UInt32) -> Neighbor {
    guard letter != endOfLine else { return .edge }
    guard let wordSet else { return .other }
    return contains(letter, set: Int32(truncatingIfNeeded: wordSet)) ? .word : .other
  }

  /// The letter of a character, new if necessary; nil means a byte that is not valid UTF-8.
  mutating func letter(of scalar: Unicode.Scalar?) -> UInt32 {
    guard let scalar else { return invalid }
    guard scalar.value >= 0x80 else { return ofByte[Int(scalar.value)] }
    let slot = Int(scalar.value & 127)
    if recent[slot] >> 32 == UInt64(scalar.value) { return UInt32(truncatingIfNeeded: recent[slot]) }
    let found = letter { $0.contains(scalar) }
    recent[slot] = UInt64(scalar.value) << 32 | UInt64(found)
    return found
  }

  /// The letter of a character that belongs to exactly the sets for which `test` is true.
  private mutating func letter(where test: (CharacterSet) -> Bool) -> UInt32 {
    let start = members.count
    members.append(contentsOf: repeatElement(0, count: width))
    for (index, set) in sets.enumerated() where test(set) { members[start + index >> 6] |= 1 << UInt64(index & 63) }
    for known in 3..<max(count, 3) where (0..<width).allSatisfy({ members[known * width + $0] == members[start + $0] })
    {
      members.removeLast(width)
      return UInt32(truncatingIfNeeded: known)
    }
    count += 1
    return UInt32(truncatingIfNeeded: count - 1)
  }
}
