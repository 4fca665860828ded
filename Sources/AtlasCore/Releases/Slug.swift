/// The part of a URL that names a record.
package enum Slug {
  /// The slug made from a name: lower-case words joined by dashes, as in `bypassing-cylance-s-ai-malware-detection`.
  package static func of(_ name: Bytes) -> Bytes {
    var result: [UInt8] = []
    for byte in name {
      if byte.isAlphanumeric || byte >= 0x80 {
        result.append(byte.lowercased)
      } else if let last = result.last, last != .dash {
        result.append(.dash)
      }
    }
    if result.last == .dash { result.removeLast() }
    return Bytes(copying: result)
  }
}
