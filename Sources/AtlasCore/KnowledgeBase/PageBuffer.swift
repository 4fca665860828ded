/// A block of memory that receives files one after the other and becomes the text of a corpus.
///
/// A file becomes a page as it is added: valid UTF-8 without a byte order mark, with LF line ends and one at the end.
/// Most files already have this form and need only one fast pass. Unused memory is never touched, so a generous
/// capacity costs nothing; if the capacity is too small, the buffer moves to a larger block.
@safe public struct PageBuffer: ~Copyable {
  private var storage: Bytes.Storage
  private var memory: UnsafeMutableRawBufferPointer { unsafe storage.memory }
  private var used = 0
  private var pages: [(path: Bytes, range: Range<Int>)] = []
  private var diagnostics: [Diagnostic] = []

  /// Creates an empty buffer.
  ///
  /// - Parameter capacity: the approximate number of bytes to be added: the sum of the file sizes plus the number of
  ///   files.
  package init(capacity: Int) {
    storage = Bytes.Storage(count: max(capacity, 64))
  }

  /// Reads one file and adds it as a page, or adds a diagnostic if it cannot be a page.
  ///
  /// - Parameters:
  ///   - path: the path of the file, for diagnostics.
  ///   - size: the expected size of the file; the real size may differ.
  ///   - isWanted: whether to keep the page; the next page overwrites a page that is not kept.
  ///   - read: fills the given memory and returns the number of bytes; fewer than fit mean the end of the file. The
  ///     memory has one byte more than `size`, so that one call is usually enough.
  /// - Throws: any error from `read`; nothing is added then.
  package mutating func add<Failure: Error>(
    path: Bytes, size: Int, keepingIf isWanted: (Page) -> Bool = { _ in true },
    reading read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    var end = used
    var room = max(size, 0) + 1
    while true {
      reserve(end + room, keeping: end)
      let free = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[end..<end + room])
      let count = try unsafe read(free)
      end += min(max(count, 0), room)
      if count < room { break }
      room = max(end - used, 4096)
    }
    finish(path, used..<end, isWanted)
  }

  /// Adds `text` as a page, copied as one block; a generic collection would be copied byte by byte.
  package mutating func add(path: Bytes, text: Bytes) {
    reserve(used + text.count + 1)
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + text.count])
    unsafe text.withUnsafeBytes { unsafe target.copyMemory(from: UnsafeRawBufferPointer($0)) }
    finish(path, used..<used + text.count) { _ in true }
  }

  /// Adds `text` as a page.
  package mutating func add(path: Bytes, text: some Collection<UInt8>) {
    let count = text.count
    reserve(used + count + 1)
    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + count]).copyBytes(from: text)
    finish(path, used..<used + count) { _ in true }
  }

  /// Adds a diagnostic that only the reader of the file can give, such as a failure to open it.
  package mutating func note(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The added pages as a corpus.
  public consuming func corpus() -> Corpus {
    let text = storage.bytes(used)
    return Corpus(
      text: text, pages: pages.map { Page(path: $0.path, text: text[$0.range]) }, diagnostics: diagnostics)
  }

  /// Ensures a capacity of `count` bytes; moves the bytes in use, including those just read, if the block grows.
  private mutating func reserve(_ count: Int, keeping end: Int? = nil) {
    guard unsafe count > memory.count else { return }
    let larger = Bytes.Storage(count: unsafe max(count, memory.count * 2))
    unsafe larger.memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<(end ?? used)]))
    storage = larger
  }
}

// MARK: - Converting a file to a page

extension PageBuffer {
  /// Converts the last file in the memory, at `range`, to a page.
  private mutating func finish(_ path: Bytes, _ range: Range<Int>, _ isWanted: (Page) -> Bool) {
    let start = range.lowerBound + (starts(range, with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    var end = range.upperBound
    if starts(range, with: [0xFF, 0xFE]) || starts(range, with: [0xFE, 0xFF]) {
      return skip(path, "UTF-16, which is not read; save it as UTF-8")
    }
    let contents = unsafe Contents(UnsafeRawBufferPointer(rebasing: memory[start..<end]))
    if contents.hasNull { return skip(path, "a binary file (it holds a NUL byte), which is not read") }
    if contents.hasCarriageReturn { end = turnLineEnds(start..<end) }
    if contents.hasNonASCII { end = repair(path, start..<end) }
    let isEnded = unsafe end > start && memory[end - 1] == .newline
    if !isEnded {
      reserve(end + 1, keeping: end)
      unsafe memory[end] = .newline
      end += 1
    }
    let text = storage.bytes(end)[start..<end]
    guard isWanted(Page(path: path, text: text)) else { return }
    pages.append((path, start..<end))
    used = end
  }

  private func starts(_ range: Range<Int>, with mark: [UInt8]) -> Bool {
    unsafe range.count >= mark.count && memory[range].starts(with: mark)
  }

  private mutating func skip(_ path: Bytes, _ reason: String) {
    note(Diagnostic(path: path.string, line: 1, column: 1, severity: .error, rule: .unreadableFile, reason: reason))
  }

  /// Converts CRLF and CR to LF in place, and returns the new end.
  private func turnLineEnds(_ range: Range<Int>) -> Int {
    var end = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = unsafe memory[index]
      index += 1
      if unsafe byte == .carriageReturn && index < range.upperBound && memory[index] == .newline { index += 1 }
      unsafe memory[end] = byte == .carriageReturn ? .newline : byte
      end += 1
    }
    return end
  }

  /// Replaces invalid UTF-8 by U+FFFD, reports the first place, and returns the new end.
  private mutating func repair(_ path: Bytes, _ range: Range<Int>) -> Int {
    let text = unsafe UnsafeRawBufferPointer(rebasing: memory[range])
    let bytes = unsafe Bytes(unowned: text.bindMemory(to: UInt8.self))
    guard let place = bytes.firstInvalidUTF8 else { return range.upperBound }
    let reason = "not UTF-8; what cannot be read, from here on, is shown as U+FFFD"
    note(
      Diagnostic(
        path: path.string, line: bytes.lineNumber(at: place), column: bytes.column(at: place), severity: .error,
        rule: .unreadableFile, reason: reason))
    let repaired = Array(bytes.string.utf8)
    reserve(range.lowerBound + repaired.count + 1)
    let end = range.lowerBound + repaired.count
    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[range.lowerBound..<end]).copyBytes(from: repaired)
    return end
  }
}

/// The bytes in a file that a page cannot have, found in one pass of eight bytes at a time.
private struct Contents {
  var hasNull = false
  var hasCarriageReturn = false
  var hasNonASCII = false

  init(_ bytes: UnsafeRawBufferPointer) {
    var nonASCII: UInt64 = 0
    var null: UInt64 = 0
    var carriageReturn: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      nonASCII |= word & Contents.highBits
      null |= Contents.zeroes(word)
      carriageReturn |= Contents.zeroes(word ^ Contents.ones &* UInt64(UInt8.carriageReturn))
      index += 8
    }
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte == 0 { null = 1 }
      if byte == .carriageReturn { carriageReturn = 1 }
      if byte >= 0x80 { nonASCII = 1 }
      index += 1
    }
    hasNull = null != 0
    hasCarriageReturn = carriageReturn != 0
    hasNonASCII = nonASCII != 0
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Not zero if a byte of `word` is zero.
  ///
  /// Source: "Determine if a word has a zero byte", Bit Twiddling Hacks, S. E. Anderson.
  private static func zeroes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }
}
