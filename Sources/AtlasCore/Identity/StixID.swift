/// The UUIDs of records in ATLAS STIX bundles.
///
/// They are version 5 UUIDs (RFC 9562) of the record's id. The bytes of the namespace spell `atlas.mitre.org.`.
public enum StixID {
  private static let namespace = Array("atlas.mitre.org.".utf8)

  /// The UUID of a name in the ATLAS namespace.
  ///
  /// - Parameter name: the id of a record, or a word like `ATLAS-matrix`.
  /// - Returns: 36 characters in lower case.
  public static func uuid(of name: String) -> String {
    var bytes = Array(SHA1.hash(of: namespace + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text: [UInt8] = []
    text.reserveCapacity(length)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(.dash) }
      text.append(digit(byte >> 4))
      text.append(digit(byte & 0xF))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The length of a UUID in characters.
  static let length = 36

  /// The UUID in a word, in lower case; a type such as `attack-pattern--` can precede it.
  ///
  /// - Parameter word: any text.
  /// - Returns: the UUID; nil for any other word.
  package static func uuid(in word: Bytes) -> String? {
    guard word.count >= length else { return nil }
    let tail = word.suffix(length)
    guard isUUID(tail), word.count == length || word.dropLast(length).suffix(2) == "--" else { return nil }
    return tail.string.lowercased()
  }

  /// Whether a text has the form of a UUID.
  package static func isUUID(_ text: Bytes) -> Bool {
    guard text.count == length else { return false }
    for (index, byte) in text.enumerated() {
      let isDash = index == 8 || index == 13 || index == 18 || index == 23
      guard isDash ? byte == .dash : byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte.lowercased) else {
        return false
      }
    }
    return true
  }
}

/// The hash of version 5 UUIDs.
///
/// It is not used for security.
///
/// Source: FIPS 180-4. Implemented here because the standard library has no stable hash of bytes.
enum SHA1 {
  /// The 20 bytes of the hash.
  static func hash(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var text = message + [0x80]
    while text.count % 64 != 56 { text.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      // A shift binds closer than a product.
      text.append(UInt8(truncatingIfNeeded: (UInt64(message.count) * 8) >> UInt64(shift)))
    }
    for start in stride(from: 0, to: text.count, by: 64) {
      var words = (0..<16).map { number in
        text[start + 4 * number..<start + 4 * number + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      }
      for number in 16..<80 {
        words.append((words[number - 3] ^ words[number - 8] ^ words[number - 14] ^ words[number - 16]).rotated(1))
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for number in 0..<80 {
        let (mixed, constant): (UInt32, UInt32) =
          switch number {
          case ..<20: (b & c | ~b & d, 0x5A82_7999)
          case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
          case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        (a, b, c, d, e) = (a.rotated(5) &+ mixed &+ e &+ constant &+ words[number], a, b.rotated(30), c, d)
      }
      for (number, value) in [a, b, c, d, e].enumerated() { state[number] &+= value }
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }
}

extension UInt32 {
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self << count | self >> (32 - count) }
}
