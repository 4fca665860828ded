/// The characters as one pattern tells them apart: those that are in the same sets are one letter of its alphabet.
///
/// The letters of ASCII are found once and looked up by byte. A character beyond is decoded and its letter is found
/// when it first occurs, so a pattern costs nothing for the 150,000 characters that the text does not hold.
struct Alphabet {
  /// The letter of every byte; all that begin or continue a longer character have `decoded` instead.
  private(set) var ofByte: [UInt16] = []
  /// The end of a line, in which nothing matches.
  let endOfLine: UInt16 = 0
  /// Not a letter: the mark of a byte whose character must be decoded.
  let decoded: UInt16 = 1
  /// What is no UTF-8 is in no set, not even in a negated one.
  let invalid: UInt16 = 2
  /// How many letters there are so far.
  private(set) var count = 3

  /// For each letter the sets it is in, one bit a set, `width` words a letter.
  private var members: [UInt64] = []
  private let width: Int
  private let sets: [CharacterSet]
  /// The set of word characters, the last one, when the pattern asks for words.
  private let wordSet: Int?

  /// The letters of the last characters that were decoded, found by the low bits of the character.
  private var recent = [(scalar: UInt32, letter: UInt16)](repeating: (0, 0), count: 128)

  init(_ program: Program) {
    sets = program.asksForWords ? program.sets + [.kind(.word)] : program.sets
    wordSet = program.asksForWords ? sets.count - 1 : nil
    width = (sets.count + 63) / 64
    members = [UInt64](repeating: 0, count: 3 * width)
    ofByte = [UInt16](repeating: decoded, count: 256)
    for byte in UInt8(0)..<0x80 {
      if byte == .newline {
        ofByte[10] = endOfLine
      } else {
        ofByte[Int(byte)] = letter { $0.contains(ascii: byte) }
      }
    }
  }

  /// Whether `letter` is in the set of that index.
  func contains(_ letter: UInt16, set: Int32) -> Bool {
    members[Int(letter) &* width &+ Int(set) >> 6] >> UInt64(set & 63) & 1 == 1
  }

  /// What assertions ask of `letter`.
  func neighbour(_ letter: UInt16) -> Neighbour {
    guard letter != endOfLine else { return .edge }
    guard let wordSet else { return .other }
    return contains(letter, set: Int32(truncatingIfNeeded: wordSet)) ? .word : .other
  }

  /// The letter of a character, which may be a new one; nil is a byte that is no UTF-8.
  mutating func letter(of scalar: Unicode.Scalar?) -> UInt16 {
    guard let scalar else { return invalid }
    guard scalar.value >= 0x80 else { return ofByte[Int(scalar.value)] }
    let slot = Int(scalar.value & 127)
    if recent[slot].scalar == scalar.value { return recent[slot].letter }
    let found = letter { $0.contains(scalar) }
    recent[slot] = (scalar.value, found)
    return found
  }

  /// The letter of what is in exactly the sets that `test` says.
  private mutating func letter(where test: (CharacterSet) -> Bool) -> UInt16 {
    let start = members.count
    members.append(contentsOf: repeatElement(0, count: width))
    for (index, set) in sets.enumerated() where test(set) { members[start + index >> 6] |= 1 << UInt64(index & 63) }
    for known in 3..<max(count, 3) where (0..<width).allSatisfy({ members[known * width + $0] == members[start + $0] })
    {
      members.removeLast(width)
      return UInt16(truncatingIfNeeded: known)
    }
    count += 1
    return UInt16(truncatingIfNeeded: count - 1)
  }
}
