/// A hash of a file's content, to recognize a file that was imported before, or a page that was edited.
///
/// It does not protect from forgery. The mixing step is that of FNV-1a (Fowler, Noll, Vo), on words of eight bytes
/// instead of single bytes, with the high half folded back in so that every bit reaches the others.
package enum ContentHash {
  /// The hash of `bytes`, as 16 hexadecimal digits.
  package static func of(_ bytes: Bytes) -> Bytes {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    bytes.forEachWord { hash = mixed(hash, $0) }
    return Bytes(copying: String(hash, paddedTo: 16, radix: 16))
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x0000_0100_0000_01B3
    return product ^ (product >> 32)
  }
}
