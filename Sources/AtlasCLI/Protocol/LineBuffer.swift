/// The lines of a stream that comes in pieces of any size.
struct LineBuffer {
  /// A line without its end.
  enum Line: Equatable {
    case text([UInt8])
    /// A line that is longer than any message may be; it is not held.
    case tooLong
  }

  /// The greatest length of a line in bytes.
  private let limit: Int
  private var line: [UInt8] = []
  private var isTooLong = false

  init(limit: Int) { self.limit = limit }

  /// Takes a piece of the stream, and calls `body` with each line that it ends.
  mutating func take<Failure: Error>(_ piece: [UInt8], _ body: (Line) throws(Failure) -> Void) throws(Failure) {
    var rest = piece[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      hold(rest[..<end])
      rest = rest[(end + 1)...]
      try finish(body)
    }
    hold(rest)
  }

  /// Calls `body` with what follows the last line end, if anything does.
  mutating func finish<Failure: Error>(_ body: (Line) throws(Failure) -> Void) throws(Failure) {
    let isLong = isTooLong
    let done = line
    isTooLong = false
    // A new array, so that one long line does not keep its memory.
    line = []
    if isLong { return try body(.tooLong) }
    if done.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }) { try body(.text(done)) }
  }

  private mutating func hold(_ part: ArraySlice<UInt8>) {
    guard !isTooLong else { return }
    line += part
    guard line.count > limit else { return }
    isTooLong = true
    line = []
  }
}
