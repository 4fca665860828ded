/// Follows the lines of a page and says which of them are inside a code fence, where nothing has a meaning.
///
/// A fence counts only when another one closes it: the page of someone who forgot the end is still read. Both must
/// are at the margin, or both be indented, as the code in a bullet is.
/// Source: CommonMark 0.31, section 4.5.
package struct Fences {
  private var end: Int?
  /// The shortest fence of each form for which no end was found, so that none is looked for twice.
  private var unclosed: [Form: Int] = [:]

  package init() {}

  /// Whether a fence was opened by the lines so far, and not closed.
  package var isOpen: Bool { end != nil }

  /// Whether `line`, which `rest` follows on the page, is part of a fenced block.
  package mutating func contains(_ line: Bytes, before rest: Bytes) -> Bool {
    if let last = end {
      if line.startIndex >= last { end = nil }
      return true
    }
    guard let fence = Fence(line), fence.length < unclosed[fence.form, default: .max] else { return false }
    var following = rest
    while let next = following.eatLine() {
      if let other = Fence(next), other.form == fence.form, other.length >= fence.length, other.isBare {
        end = next.startIndex
        return true
      }
    }
    unclosed[fence.form] = fence.length
    return false
  }

  fileprivate struct Form: Hashable {
    let byte: UInt8
    let isIndented: Bool
  }
}

/// A line of three or more backticks or tildes.
package struct Fence {
  fileprivate let form: Fences.Form
  fileprivate let length: Int
  /// Whether nothing follows it, so that it can be an end.
  fileprivate let isBare: Bool

  /// No fence counts as longer, so that a page of fences, each shorter than the one before, is searched a few times
  /// for their ends and not once for each.
  private static let longest = 16

  /// The fence on `line`, or nil when it is not one.
  package init?(_ line: Bytes) {
    var rest = line
    let indentation = rest.eat(while: { $0 == .space }).count
    guard indentation <= 3, let byte = rest.first, byte == .backtick || byte == UInt8(ascii: "~") else { return nil }
    let run = rest.eat(while: { $0 == byte }).count
    guard run >= 3, byte != .backtick || !rest.contains(.backtick) else { return nil }
    form = Fences.Form(byte: byte, isIndented: indentation > 1)
    length = min(run, Fence.longest)
    isBare = rest.trimmed.isEmpty
  }
}
