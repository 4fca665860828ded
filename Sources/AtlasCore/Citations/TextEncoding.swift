/// The kind of content that the beginning of a file shows.
public enum TextEncoding: Sendable {
  /// UTF-8, or another in which ASCII is ASCII.
  case plain
  /// UTF-16 or UTF-32 with a byte order mark.
  case wide
  /// No text.
  case binary

  /// How much of a file is looked at, in bytes.
  public static let headLength = 8192

  /// - Parameter head: the first bytes of the file, at most as many as are looked at.
  package init(_ head: Bytes) {
    let mark = head.prefix(2)
    if mark.elementsEqual([0xFF, 0xFE]) || mark.elementsEqual([0xFE, 0xFF]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .wide
    } else {
      self = head.place(of: 0, from: head.startIndex) < head.endIndex ? .binary : .plain
    }
  }
}
