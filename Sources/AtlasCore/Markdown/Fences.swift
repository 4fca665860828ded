/// Tracks which lines of a page are inside a code fence, where markup has no meaning.
///
/// A fence counts only if another fence closes it, so that a page with an unclosed fence is still read. Both fences
/// must be at the margin, or both indented, like code in a bullet.
/// Source: CommonMark 0.31, section 4.5.
package struct Fences {
  private var end: Int?
  /// The shortest unclosed fence of each form, so that the search for its end is not repeated.
  private var unclosed: [Form: Int] = [:]

  package init() {}

  /// Whether the lines so far end inside a fence.
  package var isOpen: Bool { end != nil }

  /// Whether `line` is part of a fenced block; `rest` is the page after it.
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
  /// Whether nothing follows the marks, so that the line can close a fence.
  fileprivate let isBare: Bool

  /// The maximum length that counts.
  ///
  /// It bounds the number of searches on a page of fences that get shorter line by line.
  private static let longest = 16

  /// The fence on `line`; nil for any other line.
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
