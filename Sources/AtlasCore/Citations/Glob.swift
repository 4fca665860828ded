/// A pattern of a `.gitignore` for a name or for a path: `*`, `**`, `?`, `[a-z]`, `\*`.
///
/// It matches as git does, also where the manual is silent: an unclosed bracket and a trailing backslash match nothing, and
/// `**` right after plain characters crosses directories, as in `a**/b`.
struct Glob: Sendable {
  private enum Piece: Sendable {
    case byte(UInt8)
    /// Any byte except a slash.
    case any
    /// Any bytes except slashes.
    case star
    /// Any bytes that end with a slash; with `orNothing` also no bytes.
    case deep(orNothing: Bool)
    /// Everything to the end.
    case rest
    case set([ClosedRange<UInt8>], isNegated: Bool)

    func fits(_ byte: UInt8) -> Bool {
      switch self {
      case .byte(let own): own == byte
      case .any: byte != .slash
      case .set(let ranges, let isNegated): byte != .slash && ranges.contains { $0.contains(byte) } != isNegated
      case .star, .deep, .rest: false
      }
    }
  }

  private let pieces: [Piece]
  /// The pattern without its leading star, if the rest has no special characters: `build`, `*.o`.
  private let literal: Bytes?
  private let hasStarBefore: Bool

  /// Reads a pattern; nil if it can match nothing.
  init?(_ pattern: Bytes) {
    var pieces: [Piece] = []
    var rest = pattern
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case .star: pieces.append(Glob.eatStars(&rest, after: pattern[..<(rest.startIndex - 1)]))
      case UInt8(ascii: "?"): pieces.append(.any)
      case .openBracket:
        guard let set = Glob.eatSet(&rest) else { return nil }
        pieces.append(set)
      case .backslash:
        guard let next = rest.popFirst() else { return nil }
        pieces.append(.byte(next))
      default: pieces.append(.byte(byte))
      }
    }
    self.pieces = pieces
    hasStarBefore = pattern.first == .star
    let tail = hasStarBefore ? pattern.dropFirst() : pattern
    literal = Glob.isPlain(tail) ? Bytes(copying: tail) : nil
  }

  private static func isPlain(_ pattern: Bytes) -> Bool {
    !pattern.contains { [.star, UInt8(ascii: "?"), .openBracket, .backslash].contains($0) }
  }

  /// Takes what follows a star; several stars between slashes cross directories.
  private static func eatStars(_ rest: inout Bytes, after before: Bytes) -> Piece {
    guard rest.first == .star else { return .star }
    rest = rest.drop { $0 == .star }
    guard before.last == .slash || isPlain(before) else { return .star }
    if rest.isEmpty { return .rest }
    if rest.eat(.slash) { return .deep(orNothing: true) }
    return rest.eat("\\/") ? .deep(orNothing: false) : .star
  }

  /// Takes a bracket expression; nil if it does not end, or names no class.
  private static func eatSet(_ rest: inout Bytes) -> Piece? {
    let isNegated = rest.eat(UInt8(ascii: "!")) || rest.eat(UInt8(ascii: "^"))
    var ranges: [ClosedRange<UInt8>] = []
    // The possible start of a range: the previous byte, unless it ended a range or a class.
    var low: UInt8?
    var isFirst = true
    while let byte = rest.popFirst() {
      if byte == .closeBracket, !isFirst { return .set(ranges, isNegated: isNegated) }
      isFirst = false
      if byte == .dash, let start = low, let next = rest.first, next != .closeBracket {
        rest = rest.dropFirst()
        guard let end = next == .backslash ? rest.popFirst() : next else { return nil }
        if start <= end { ranges.append(start...end) }
        low = nil
      } else if byte == .openBracket, let name = className(rest) {
        guard let named = classes.first(where: { $0.name == name }) else { return nil }
        rest = rest.dropFirst(name.count + 3)
        ranges += named.ranges
        low = nil
      } else {
        guard let own = byte == .backslash ? rest.popFirst() : byte else { return nil }
        ranges.append(own...own)
        low = own
      }
    }
    return nil
  }

  /// The name of a class behind a bracket, as in `[:digit:]`; nil if there is none.
  private static func className(_ rest: Bytes) -> Bytes? {
    guard rest.first == .colon, let end = rest.firstIndex(of: .closeBracket) else { return nil }
    let inner = rest[..<end].dropFirst()
    return inner.last == .colon ? inner.dropLast() : nil
  }

  private static let classes: [(name: Bytes, ranges: [ClosedRange<UInt8>])] = [
    ("alpha", [0x41...0x5A, 0x61...0x7A]), ("digit", [0x30...0x39]),
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
    ("lower", [0x61...0x7A]), ("upper", [0x41...0x5A]), ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ("space", [9...13, 32...32]), ("blank", [9...9, 32...32]), ("cntrl", [0...31, 127...127]), ("graph", [33...126]),
    ("print", [32...126]), ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
  ]

  /// Whether the pattern matches the whole name, or the whole path if there are several names.
  ///
  /// Backtracking only to the last star and the last `**` is enough, because the parts before them matched as early as
  /// possible. So the time is at most proportional to the product of both lengths.
  func fits(_ path: ArraySlice<Bytes>) -> Bool {
    if let literal, path.count == 1, let name = path.last {
      return hasStarBefore ? name.suffix(literal.count) == literal : name == literal
    }
    var text = Reading(path)
    var piece = 0
    var star: (piece: Int, text: Reading)?
    var deep: (piece: Int, text: Reading)?
    while true {
      let current = piece < pieces.count ? pieces[piece] : nil
      switch current {
      case .rest: return true
      case .star:
        star = (piece, text)
        piece += 1
        continue
      case .deep(let orNothing):
        (star, deep) = (nil, (piece, text))
        if orNothing || deep?.text.skipSlash() == true {
          text = orNothing ? text : deep?.text ?? text
          piece += 1
          continue
        }
      case .byte, .any, .set, nil:
        if let byte = text.byte {
          if current?.fits(byte) == true {
            text.advance()
            piece += 1
            continue
          }
        } else if current == nil {
          return true
        }
      }
      if let last = star, let byte = last.text.byte, byte != .slash {
        star?.text.advance()
        (piece, text) = (last.piece + 1, star?.text ?? text)
      } else if deep?.text.skipSlash() == true {
        (star, piece) = (nil, (deep?.piece ?? 0) + 1)
        text = deep?.text ?? text
      } else {
        return false
      }
    }
  }

  /// A place in a path whose names are separate.
  private struct Reading {
    private let path: ArraySlice<Bytes>
    private var name: Int
    private var index: Int

    init(_ path: ArraySlice<Bytes>) {
      self.path = path
      name = path.startIndex
      index = path.first?.startIndex ?? 0
    }

    /// The byte at the place; nil at the end.
    var byte: UInt8? {
      guard name < path.endIndex else { return nil }
      if index < path[name].endIndex { return path[name][index] }
      return name + 1 < path.endIndex ? .slash : nil
    }

    /// Goes behind the byte at the place.
    mutating func advance() {
      if index < path[name].endIndex { index += 1 } else { nextName() }
    }

    /// Goes behind the next slash; returns whether there is one.
    mutating func skipSlash() -> Bool {
      guard name + 1 < path.endIndex else { return false }
      nextName()
      return true
    }

    private mutating func nextName() {
      name += 1
      index = name < path.endIndex ? path[name].startIndex : 0
    }
  }
}
