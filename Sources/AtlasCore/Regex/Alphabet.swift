/// The alphabet of a pattern: characters that are in the same sets are one letter.
///
/// The letters of ASCII are found once and looked up by byte. A character beyond is decoded and its letter is found
/// when it first occurs, so a pattern costs nothing for the 150,000 characters that the text does not hold.
struct Alphabet {
  /// The letter of every byte; all that start or continue a longer character have `decoded` instead.
  private(set) var ofByte: [UInt32] = []
  /// The end of a line, in which nothing matches.
  let endOfLine: UInt32 = 0
  /// Not a letter: the mark of a byte whose character must be decoded.
  let decoded: UInt32 = 1
  /// What is no UTF-8 is in no set, not even in a negated one.
  let invalid: UInt32 = 2
  /// How many letters there are so far.
  private(set) var count = 3

  /// For each letter the sets it is in, one bit a set, `width` words a letter.
  private var members: [UInt64] = []
  private let width: Int
  private let sets: [CharacterSet]
  /// The set of word characters, the last one, when the pattern asks for words.
  private let wordSet: Int?

  /// The last characters that were decoded, with their letters in the low half, found by the low bits of the character.
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

  /// Whether `letter` is in the set of that index.
  func contains(_ letter: UInt32, set: Int32) -> Bool {
    members[Int(letter) &* width &+ Int(set) >> 6] >> UInt64(set & 63) & 1 == 1
  }

  /// What assertions ask of `letter`.
  func neighbor(_ letter: UInt32) -> Neighbor {
    guard letter != endOfLine else { return .edge }
    guard let wordSet else { return .other }
    return contains(letter, set: Int32(truncatingIfNeeded: wordSet)) ? .word : .other
  }

  /// The letter of a character, which may be a new one; nil is a byte that is not a UTF-8.
  mutating func letter(of scalar: Unicode.Scalar?) -> UInt32 {
    guard let scalar else { return invalid }
    guard scalar.value >= 0x80 else { return ofByte[Int(scalar.value)] }
    let slot = Int(scalar.value & 127)
    if recent[slot] >> 32 == UInt64(scalar.value) { return UInt32(truncatingIfNeeded: recent[slot]) }
    let found = letter { $0.contains(scalar) }
    recent[slot] = UInt64(scalar.value) << 32 | UInt64(found)
    return found
  }

  /// The letter of what is in exactly the sets that `test` says.
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
