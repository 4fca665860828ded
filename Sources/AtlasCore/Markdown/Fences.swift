/// Follows the lines of a page and says which of them stand inside a code fence, where nothing has a meaning.
///
/// A fence counts only when another one closes it: the page of someone who forgot the end is still read.
/// Source: CommonMark 0.31, section 4.5.
package struct Fences {
  private var closing: Int?
  /// The shortest run of each character for which no closing fence was found, so that none is looked for twice.
  private var unclosed = (backtick: Int.max, tilde: Int.max)

  package init() {}

  /// Whether `line`, which `rest` follows on the page, is part of a fenced block.
  package mutating func contains(_ line: Bytes, before rest: Bytes) -> Bool {
    if let end = closing {
      if line.startIndex >= end { closing = nil }
      return true
    }
    guard let fence = Fences.fence(line), fence.length < shortest(fence.byte) else { return false }
    var following = rest
    while let next = following.eatLine() {
      if let other = Fences.fence(next), other.byte == fence.byte, other.length >= fence.length, other.isBare {
        closing = next.startIndex
        return true
      }
    }
    if fence.byte == .backtick { unclosed.backtick = fence.length } else { unclosed.tilde = fence.length }
    return false
  }

  private func shortest(_ byte: UInt8) -> Int { byte == .backtick ? unclosed.backtick : unclosed.tilde }

  private static func fence(_ line: Bytes) -> (byte: UInt8, length: Int, isBare: Bool)? {
    var rest = line
    guard rest.eat(while: { $0 == .space }).count <= 3, let byte = rest.first else { return nil }
    guard byte == .backtick || byte == UInt8(ascii: "~") else { return nil }
    let run = rest.eat(while: { $0 == byte }).count
    guard run >= 3, byte != .backtick || !rest.contains(.backtick) else { return nil }
    return (byte, run, rest.trimmed.isEmpty)
  }
}
