/// Reading from the front of a slice: each method removes an element if it is there, and reports whether it was.
extension Bytes {
  /// Takes `literal` off the front; false, with nothing taken, if the slice starts differently.
  package mutating func eat(_ literal: StaticString) -> Bool {
    let wanted = Bytes(literal)
    guard starts(with: wanted) else { return false }
    self = self[startIndex + wanted.count..<endIndex]
    return true
  }

  /// Takes `literal` off the front, ignoring ASCII case.
  package mutating func eat(ignoringCase literal: StaticString) -> Bool {
    let wanted = Bytes(literal)
    let end = startIndex + wanted.count
    guard end <= endIndex, self[startIndex..<end].equals(ignoringCase: wanted) else { return false }
    self = self[end..<endIndex]
    return true
  }

  /// Takes one `byte` off the front.
  package mutating func eat(_ byte: UInt8) -> Bool {
    guard first == byte else { return false }
    self = dropFirst()
    return true
  }

  /// Takes bytes off the front while `test` holds, and returns them.
  @discardableResult
  package mutating func eat(while test: (UInt8) -> Bool) -> Bytes {
    let end = end(from: startIndex, while: test)
    defer { self = self[end..<endIndex] }
    return self[startIndex..<end]
  }

  /// The first index from `start` on whose byte does not pass `test`, or the end.
  @inline(__always) func end(from start: Int, while test: (UInt8) -> Bool) -> Int {
    var end = start
    while end < endIndex, test(self[end]) { end += 1 }
    return end
  }

  /// Takes the next line off the front and returns it without its line end; nil if nothing is left.
  package mutating func eatLine() -> Bytes? {
    guard !isEmpty else { return nil }
    let end = firstIndex(of: .newline) ?? endIndex
    defer { self = self[Swift.min(end + 1, endIndex)..<endIndex] }
    return self[startIndex..<end]
  }

  /// Takes a decimal number of at most nine digits off the front; nil if there is none.
  package mutating func eatNumber() -> Int? {
    var rest = self
    let digits = rest.eat(while: \.isDigit)
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    self = rest
    return digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
  }
}

extension Bytes {
  /// The slice without leading and trailing spaces, tabs and line ends.
  package var trimmed: Bytes {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return self[start..<end]
  }

  /// The slice without `byte` at both ends, if it is at both.
  package func stripped(of byte: UInt8) -> Bytes {
    count >= 2 && first == byte && last == byte ? self[startIndex + 1..<endIndex - 1] : self
  }

  /// Whether the slice starts with `other`, without the iterators of the generic version in the standard library.
  package func starts(with other: Bytes) -> Bool {
    other.count <= count && self[startIndex..<startIndex + other.count] == other
  }

  /// Whether the slice ends with `other`.
  package func hasSuffix(_ other: Bytes) -> Bool {
    other.count <= count && self[endIndex - other.count..<endIndex] == other
  }

  /// Whether both are equal, ignoring ASCII case.
  package func equals(ignoringCase other: Bytes) -> Bool {
    guard count == other.count else { return false }
    // A loop needs no type of pairs, which the runtime would have to build at start-up.
    for offset in 0..<count where self[startIndex + offset].lowercased != other[other.startIndex + offset].lowercased {
      return false
    }
    return true
  }

  /// The first occurrence of `needle`, or nil; an empty needle is found at the start.
  package func range(of needle: Bytes) -> Range<Int>? {
    guard let first = needle.first else { return startIndex..<startIndex }
    var found = place(of: first, from: startIndex)
    while found + needle.count <= endIndex {
      if self[found..<found + needle.count] == needle { return found..<found + needle.count }
      found = place(of: first, from: found + 1)
    }
    return nil
  }

  /// Whether the slice contains `byte`.
  @inlinable package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

  /// Whether the slice contains `needle`.
  package func contains(_ needle: Bytes) -> Bool { range(of: needle) != nil }

  /// The lines without their line ends; a final newline does not start another line.
  package var lines: Lines { Lines(rest: self) }

  /// The parts between separators, each trimmed, without empty ones.
  package func parts(by separator: UInt8) -> [Bytes] {
    split(separator: separator).map(\.trimmed).filter { !$0.isEmpty }
  }

  /// The line number of `index`, from 1.
  package func lineNumber(at index: Int) -> Int {
    self[startIndex..<Swift.min(Swift.max(index, startIndex), endIndex)].reduce(1) { $1 == .newline ? $0 + 1 : $0 }
  }

  /// The column of `index` on its line in code points, from 1.
  package func column(at index: Int) -> Int {
    let end = Swift.min(Swift.max(index, startIndex), endIndex)
    var start = end
    while start > startIndex, self[start - 1] != .newline { start -= 1 }
    return self[start..<end].characterCount + 1
  }

  /// The number of code points that start in the slice: bytes that are not UTF-8 continuation bytes.
  package var characterCount: Int { reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }

  /// The start of the text for use in a message: no line end, and short enough for a line.
  package var excerpt: String {
    let line = self[startIndex..<(firstIndex(of: .newline) ?? endIndex)]
    guard line.count > 80 else { return line.count == count ? line.string : line.string + "…" }
    var end = line.startIndex + 72
    while end > line.startIndex, self[end] & 0xC0 == 0x80 { end -= 1 }
    return line[line.startIndex..<end].string + "…"
  }
}

/// The lines of a slice, in order.
package struct Lines: Sequence, IteratorProtocol {
  var rest: Bytes

  package mutating func next() -> Bytes? { rest.eatLine() }
}
