/// A slice of UTF-8 text: a name, a paragraph, a page.
///
/// Slicing copies nothing, and a slice keeps the indices of its text, so its `startIndex` is its place in the corpus. A
/// slice keeps the memory of its text alive, unless that is a literal in the binary. This type manages memory by hand
/// because an `Array` would copy the bundled pages at start, and a stored `Span` needs lifetimes that the language does
/// not have yet.
@safe public struct Bytes: @unchecked Sendable, RandomAccessCollection {
  /// Memory that is freed with the last slice of it.
  @safe @usableFromInline package final class Storage: @unchecked Sendable {
    package let memory: UnsafeMutableRawBufferPointer
    private let free: (@Sendable (UnsafeMutableRawBufferPointer) -> Void)?

    /// Uninitialized memory for `count` bytes.
    package init(count: Int) {
      unsafe memory = .allocate(byteCount: Swift.max(count, 1), alignment: 8)
      unsafe free = nil
    }

    /// Memory that someone else provides, such as a mapped file, and how to free it.
    @unsafe package init(
      _ memory: UnsafeMutableRawBufferPointer, freedBy free: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void
    ) {
      unsafe self.memory = memory
      unsafe self.free = free
    }

    deinit {
      if let free = unsafe free { unsafe free(memory) } else { unsafe memory.deallocate() }
    }

    /// The first `count` bytes.
    package func bytes(_ count: Int) -> Bytes {
      let origin = unsafe memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
      return unsafe Bytes(origin: UnsafePointer(origin), startIndex: 0, endIndex: count, owner: self)
    }
  }

  /// The first byte of the whole text, not of this slice.
  @usableFromInline let origin: UnsafePointer<UInt8>
  /// The index of the first byte in the text that the slice comes from.
  public let startIndex: Int
  /// The index after the last byte.
  public let endIndex: Int
  /// The owner of the memory; nil for memory that outlives the slice.
  @usableFromInline let owner: Storage?

  @inlinable init(origin: UnsafePointer<UInt8>, startIndex: Int, endIndex: Int, owner: Storage?) {
    unsafe self.origin = origin
    self.startIndex = startIndex
    self.endIndex = endIndex
    self.owner = owner
  }

  /// Text of length zero.
  public static let empty: Bytes = ""

  /// The bytes of `buffer`, which the slice does not own.
  ///
  /// - Parameter buffer: memory that must not change while the slice, or a slice of it, is in use.
  @unsafe package init(unowned buffer: UnsafeBufferPointer<UInt8>) {
    guard let base = buffer.baseAddress else {
      self = .empty
      return
    }
    unsafe self.init(origin: base, startIndex: 0, endIndex: buffer.count, owner: nil)
  }

  /// The bytes of a literal, in place.
  @inline(__always) public init(_ literal: StaticString) {
    if literal.hasPointerRepresentation {
      unsafe self.init(origin: literal.utf8Start, startIndex: 0, endIndex: literal.utf8CodeUnitCount, owner: nil)
    } else {
      self.init(copying: String(literal.unicodeScalar).utf8)
    }
  }

  /// A copy of `bytes`.
  public init(copying bytes: some Collection<UInt8>) {
    let count = bytes.count
    let storage = Storage(count: count)
    unsafe UnsafeMutableRawBufferPointer(rebasing: storage.memory[..<count]).copyBytes(from: bytes)
    self = storage.bytes(count)
  }

  /// A copy of the UTF-8 of `text`.
  public init(copying text: String) {
    self.init(copying: Array(text.utf8))
  }

  /// The byte at `position`, which must be in the slice.
  @inlinable public subscript(position: Int) -> UInt8 {
    assert(position >= startIndex && position < endIndex)
    return unsafe origin[position]
  }

  /// The part of the slice within `bounds`; it keeps its indices.
  @inlinable public subscript(bounds: Range<Int>) -> Bytes {
    precondition(bounds.lowerBound >= startIndex && bounds.upperBound <= endIndex, "a slice reaches out of its text")
    return unsafe Bytes(origin: origin, startIndex: bounds.lowerBound, endIndex: bounds.upperBound, owner: owner)
  }

  /// The `count` bytes from `start` on, or as many of them as the slice has.
  package func slice(at start: Int, count: Int) -> Bytes {
    let first = Swift.min(Swift.max(start, startIndex), endIndex)
    return self[first..<first + Swift.min(count, endIndex - first)]
  }

  /// This slice joined with `next`, if `next` starts where this one ends in the same text; otherwise nil.
  package func joined(with next: Bytes) -> Bytes? {
    guard unsafe origin == next.origin, endIndex == next.startIndex else { return nil }
    return unsafe Bytes(origin: origin, startIndex: startIndex, endIndex: next.endIndex, owner: owner)
  }

  /// The index of the first `byte`, or nil.
  ///
  /// Eight bytes are tested at a time: XOR with `byte` makes a matching byte zero, and the lowest zero byte shows in
  /// the high bits. The generic version in the standard library takes five times as long, and searches depend on this
  /// one.
  @inlinable public func firstIndex(of byte: UInt8) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* UInt64(byte)
    var index = startIndex
    while index &+ 8 <= endIndex {
      let word = unsafe UnsafeRawPointer(origin + index).loadUnaligned(as: UInt64.self)
      let rest = UInt64(littleEndian: word) ^ pattern
      let zeros = (rest &- ones) & ~rest & (ones &<< 7)
      if zeros != 0 { return index &+ zeros.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < endIndex {
      if unsafe origin[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// The first index from `start` on with one of three bytes, or the end; works like `firstIndex`.
  @inlinable package func place(of one: UInt8, _ other: UInt8, _ third: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let patterns = (ones &* UInt64(one), ones &* UInt64(other), ones &* UInt64(third))
    var index = start
    while index &+ 8 <= endIndex {
      let word = UInt64(littleEndian: unsafe UnsafeRawPointer(origin + index).loadUnaligned(as: UInt64.self))
      let (left, middle, right) = (word ^ patterns.0, word ^ patterns.1, word ^ patterns.2)
      let zeros =
        ((left &- ones) & ~left | (middle &- ones) & ~middle | (right &- ones) & ~right) & (ones &<< 7)
      if zeros != 0 { return index &+ zeros.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < endIndex {
      let byte = unsafe origin[index]
      if byte == one || byte == other || byte == third { return index }
      index &+= 1
    }
    return index
  }

  /// Calls `body` with the memory of the slice.
  @inlinable @unsafe public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeBufferPointer(start: origin + startIndex, count: count))
  }

  /// Calls `body` with the memory of the slice, so that the standard library copies it as one block.
  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try unsafe withUnsafeBytes(body)
  }

  /// Calls `body` with each eight bytes as a number, the first byte lowest, and then with each byte that is left.
  package func forEachWord(_ body: (UInt64) -> Void) {
    unsafe withUnsafeBytes { memory in
      let buffer = UnsafeRawBufferPointer(memory)
      var index = 0
      while index + 8 <= buffer.count {
        body(unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
      }
      while index < buffer.count {
        body(UInt64(unsafe buffer[index]))
        index += 1
      }
    }
  }

  /// The slice as a string; invalid UTF-8 becomes U+FFFD.
  public var string: String {
    unsafe String(decoding: UnsafeBufferPointer(start: origin + startIndex, count: count), as: UTF8.self)
  }

  /// The index of the first byte that is not valid UTF-8, or nil.
  public var firstInvalidUTF8: Int? {
    let span = unsafe Span(_unsafeStart: origin + startIndex, count: count)
    do {
      _ = try UTF8Span(validating: span)
      return nil
    } catch {
      return startIndex + error.byteOffsets.lowerBound
    }
  }
}

extension Bytes: Hashable {
  /// Whether both contain the same bytes, regardless of their place.
  public static func == (left: Bytes, right: Bytes) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    var index = 0
    while index < count {
      guard unsafe left.origin[left.startIndex &+ index] == right.origin[right.startIndex &+ index] else {
        return false
      }
      index &+= 1
    }
    return true
  }

  /// Hashes the bytes, regardless of their place.
  public func hash(into hasher: inout Hasher) {
    unsafe hasher.combine(bytes: UnsafeRawBufferPointer(start: origin + startIndex, count: count))
  }
}

extension Bytes: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The bytes of a literal, in place.
  public init(stringLiteral literal: StaticString) { self.init(literal) }

  /// The same as `string`.
  public var description: String { string }
}

extension Bytes: Comparable {
  /// Byte order, which for UTF-8 is code point order.
  public static func < (left: Bytes, right: Bytes) -> Bool {
    // The generic version in the standard library is four times slower, which matters when sorting many paths.
    let count = Swift.min(left.count, right.count)
    var index = 0
    while index < count {
      let (one, other) = unsafe (left.origin[left.startIndex &+ index], right.origin[right.startIndex &+ index])
      if one != other { return one < other }
      index &+= 1
    }
    return left.count < right.count
  }
}

extension [UInt8] {
  /// Appends `text` in one step.
  @inlinable package mutating func append(_ text: Bytes) {
    unsafe text.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// Appends the digits of a nonnegative number, padded with zeros to a width.
  ///
  /// `String(_:radix:)` is generic where it runs. At the start of a process it costs ten page faults, for the types that it
  /// makes.
  package mutating func append(
    digitsOf number: some BinaryInteger, paddedTo width: Int = 1, radix: Int = 10, uppercase: Bool = false
  ) {
    let start = endIndex
    var rest = UInt64(number)
    let radix = UInt64(radix)
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: radix)
      append(UInt8(digit) + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: uppercase ? "A" : "a") - 10))
      rest = quotient
    } while rest > 0 || endIndex - start < width
    self[start...].reverse()
  }
}
