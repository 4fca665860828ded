/// The rules of one `.gitignore`, as gitignore(5) has them.
package struct IgnoreRules: Sendable {
  private var rules: [Rule] = []

  /// One line of the file.
  private struct Rule: Sendable {
    /// Whether what it fits is not ignored after all.
    let isNegated: Bool
    let isForDirectories: Bool
    /// Whether it is about the path from the file's directory, not only about the name.
    let isAnchored: Bool
    /// The pattern between the slashes.
    let segments: [Glob]

    func fits(_ path: ArraySlice<Bytes>) -> Bool {
      isAnchored ? Glob.fits(segments[...], path) : path.last.map(segments[0].fits) == true
    }
  }

  /// Reads the text of a `.gitignore`.
  package init(_ text: Bytes) {
    for line in text.lines {
      var rest = line
      if rest.last == .carriageReturn { rest = rest.dropLast() }
      // Blanks at the end count only behind a backslash.
      while let last = rest.last, last == .space || last == .tab, rest.dropLast().last != .backslash {
        rest = rest.dropLast()
      }
      guard let first = rest.first, first != .hash else { continue }
      let isNegated = rest.eat(UInt8(ascii: "!"))
      var isForDirectories = false
      while rest.last == .slash {
        isForDirectories = true
        rest = rest.dropLast()
      }
      guard !rest.isEmpty else { continue }
      let isAnchored = rest.contains(.slash)
      _ = rest.eat(.slash)
      let segments = rest.split(separator: .slash).map { Glob($0) }
      guard !segments.isEmpty else { continue }
      rules.append(
        Rule(isNegated: isNegated, isForDirectories: isForDirectories, isAnchored: isAnchored, segments: segments))
    }
  }

  /// Whether there is no rule in it.
  package var isEmpty: Bool { rules.isEmpty }

  /// What the rules say about a path; the last one that fits decides.
  ///
  /// - Parameters:
  ///   - path: the names from the directory of the file down.
  ///   - isDirectory: whether it leads to a directory.
  /// - Returns: whether it is ignored; nil where no rule fits.
  package func ignores(_ path: ArraySlice<Bytes>, isDirectory: Bool) -> Bool? {
    rules.last { (isDirectory || !$0.isForDirectories) && $0.fits(path) }.map { !$0.isNegated }
  }
}

/// A pattern for one name of a path: `*`, `?`, `[a-z]`, `\*`.
struct Glob: Sendable {
  private enum Piece: Sendable {
    case byte(UInt8)
    case any
    case star
    case set([ClosedRange<UInt8>], isNegated: Bool)

    func fits(_ byte: UInt8) -> Bool {
      switch self {
      case .byte(let own): own == byte
      case .any, .star: true
      case .set(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
      }
    }
  }

  private let pieces: [Piece]
  /// Whether it is `**`, which stands for any number of names.
  private let isDeep: Bool
  /// The pattern itself where nothing in it is special, or nothing but a star before it: `build`, `*.o`.
  private let literal: Bytes?
  private let hasStarBefore: Bool

  init(_ pattern: Bytes) {
    var pieces: [Piece] = []
    var rest = pattern
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case .star: pieces.append(.star)
      case UInt8(ascii: "?"): pieces.append(.any)
      case .openBracket: pieces.append(Glob.eatSet(&rest) ?? .byte(byte))
      case .backslash:
        pieces.append(.byte(rest.first ?? byte))
        rest = rest.dropFirst()
      default: pieces.append(.byte(byte))
      }
    }
    self.pieces = pieces
    isDeep = pattern == "**"
    hasStarBefore = pattern.first == .star
    let tail = hasStarBefore ? pattern.dropFirst() : pattern
    let isPlain = !tail.contains { [.star, UInt8(ascii: "?"), .openBracket, .backslash].contains($0) }
    literal = isPlain ? Bytes(copying: tail) : nil
  }

  private static func eatSet(_ rest: inout Bytes) -> Piece? {
    var set = rest
    let isNegated = set.eat(UInt8(ascii: "!")) || set.eat(UInt8(ascii: "^"))
    var ranges: [ClosedRange<UInt8>] = []
    while let byte = set.first {
      set = set.dropFirst()
      if byte == .closeBracket, !ranges.isEmpty {
        rest = set
        return .set(ranges, isNegated: isNegated)
      }
      if byte == .openBracket, let named = eatClass(&set) {
        ranges += named
        continue
      }
      var low = byte
      if byte == .backslash, let next = set.first {
        low = next
        set = set.dropFirst()
      }
      var high = low
      if set.first == .dash, let end = set.dropFirst().first, end != .closeBracket {
        high = end
        set = set.dropFirst(2)
      }
      ranges.append(low...max(low, high))
    }
    return nil
  }

  /// Takes the name of a class of characters, as POSIX has them in brackets: `[:digit:]`.
  private static func eatClass(_ rest: inout Bytes) -> [ClosedRange<UInt8>]? {
    func range(_ low: Unicode.Scalar, _ high: Unicode.Scalar) -> ClosedRange<UInt8> {
      UInt8(ascii: low)...UInt8(ascii: high)
    }
    let (lower, upper, digit) = (range("a", "z"), range("A", "Z"), range("0", "9"))
    let classes: [(name: Bytes, ranges: [ClosedRange<UInt8>])] = [
      (":alpha:]", [lower, upper]), (":digit:]", [digit]), (":alnum:]", [lower, upper, digit]), (":lower:]", [lower]),
      (":upper:]", [upper]), (":xdigit:]", [digit, range("a", "f"), range("A", "F")]), (":space:]", [9...13, 32...32]),
      (":blank:]", [9...9, 32...32]),
      (":punct:]", [range("!", "/"), range(":", "@"), range("[", "`"), range("{", "~")]),
    ]
    guard let found = classes.first(where: { rest.starts(with: $0.name) }) else { return nil }
    rest = rest.dropFirst(found.name.count)
    return found.ranges
  }

  /// Whether it fits all of a name; time is at most the product of both lengths.
  func fits(_ name: Bytes) -> Bool {
    if let literal { return hasStarBefore ? name.suffix(literal.count) == literal : name == literal }
    var index = name.startIndex
    var piece = 0
    var star: (piece: Int, index: Int)?
    while index < name.endIndex {
      if piece < pieces.count, case .star = pieces[piece] {
        star = (piece, index)
        piece += 1
      } else if piece < pieces.count, pieces[piece].fits(name[index]) {
        piece += 1
        index += 1
      } else if let last = star {
        star = (last.piece, last.index + 1)
        piece = last.piece + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    while piece < pieces.count, case .star = pieces[piece] { piece += 1 }
    return piece == pieces.count
  }

  /// Whether a pattern with slashes fits all of a path.
  static func fits(_ segments: ArraySlice<Glob>, _ path: ArraySlice<Bytes>) -> Bool {
    var (segment, name) = (segments.startIndex, path.startIndex)
    var deep: (segment: Int, name: Int)?
    while name < path.endIndex {
      if segment < segments.endIndex, segments[segment].isDeep {
        // Behind the last slash it stands for everything within, which is at least one name.
        if segment + 1 == segments.endIndex { return true }
        deep = (segment, name)
        segment += 1
      } else if segment < segments.endIndex, segments[segment].fits(path[name]) {
        segment += 1
        name += 1
      } else if let last = deep {
        deep = (last.segment, last.name + 1)
        segment = last.segment + 1
        name = last.name + 1
      } else {
        return false
      }
    }
    return segment == segments.endIndex
  }
}
