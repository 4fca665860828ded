/// The scalar of YAML that holds a place, found on its line and the lines above it that are less indented.
///
/// A scalar that goes on over several lines is not found, except in a literal or folded block.
enum YAMLScalar {
  /// Without quotes, in a block or a flow collection.
  case plain(Range<Int>, isInFlow: Bool)
  /// In quotes.
  case quoted
  /// A comment, or a line of a literal or folded block, where every character means itself.
  case free

  /// - Parameters:
  ///   - place: what the scalar holds.
  ///   - line: the line of the place.
  ///   - text: the text of both.
  init?(around place: Range<Int>, on line: Range<Int>, in text: Bytes) {
    if YAMLScalar.isInBlock(line, text) {
      self = .free
      return
    }
    var rest = text[line]
    rest.drop(lastWhile: \.isBlank)
    rest.eat(while: \.isBlank)
    // A line without a key and a mark may go on with what is on the line before.
    var isMarked = false
    while rest.first == .dash, rest.dropFirst().first == .space {
      isMarked = true
      rest = rest.dropFirst()
      rest.eat { $0 == .space }
    }
    while let first = rest.first, rest.startIndex <= place.lowerBound {
      let isKey: Bool
      switch first {
      case .hash:
        self = .free
        return
      case .quote, UInt8(ascii: "'"):
        guard let token = YAMLScalar.eatQuoted(&rest) else { return nil }
        if token.contains(place) {
          self = .quoted
          return
        }
        rest.eat { $0 == .space }
        isKey = rest.eat(.colon)
      case .openBracket, UInt8(ascii: "{"):
        guard let found = YAMLScalar.inFlow(rest, around: place) else { return nil }
        self = found
        return
      case UInt8(ascii: "&"), .star, UInt8(ascii: "!"), .pipe, .greater, UInt8(ascii: "%"), UInt8(ascii: "@"),
        .backtick:
        return nil
      default:
        let token = YAMLScalar.eatPlain(&rest)
        isKey = rest.eat(.colon)
        if token.range.contains(place) {
          guard isMarked || isKey, !token.contains(where: \.isOfFlow) else { return nil }
          self = .plain(token.range, isInFlow: false)
          return
        }
      }
      if isKey { isMarked = true } else if rest.first != .hash { return nil }
      rest.eat { $0 == .space }
    }
    return nil
  }

  /// Takes a scalar up to what ends it: a colon before a blank, or a comment.
  private static func eatPlain(_ rest: inout Bytes) -> Bytes {
    var end = rest.startIndex
    while end < rest.endIndex {
      let byte = rest[end]
      if byte == .colon, end + 1 == rest.endIndex || rest[end + 1].isBlank { break }
      if byte == .hash, end > rest.startIndex, rest[end - 1].isBlank { break }
      end += 1
    }
    defer { rest = rest[end..<rest.endIndex] }
    return rest[rest.startIndex..<end].trimmed
  }

  /// Takes a scalar in quotes; nil where it does not end on the line.
  private static func eatQuoted(_ rest: inout Bytes) -> Range<Int>? {
    guard let mark = rest.first else { return nil }
    var end = rest.startIndex + 1
    while end < rest.endIndex {
      if rest[end] == .backslash, mark == .quote {
        end += 2
        continue
      }
      if rest[end] == mark {
        // Two single quotes are one in the value.
        guard mark != .quote, end + 1 < rest.endIndex, rest[end + 1] == mark else { break }
        end += 1
      }
      end += 1
    }
    guard end < rest.endIndex else { return nil }
    defer { rest = rest[end + 1..<rest.endIndex] }
    return rest.startIndex..<end + 1
  }

  /// The scalar in a flow collection that starts `text`.
  private static func inFlow(_ text: Bytes, around place: Range<Int>) -> YAMLScalar? {
    var rest = text
    while let first = rest.first, rest.startIndex <= place.lowerBound {
      if first.isOfFlow || first == .comma || first == .colon || first.isBlank {
        rest = rest.dropFirst()
      } else if first == .hash {
        return .free
      } else if first == .quote || first == UInt8(ascii: "'") {
        guard let token = eatQuoted(&rest) else { return nil }
        if token.contains(place) { return .quoted }
      } else {
        var end = rest.startIndex
        while end < rest.endIndex, !rest[end].isOfFlow, rest[end] != .comma {
          if rest[end] == .colon, end + 1 == rest.endIndex || rest[end + 1].isBlank { break }
          if rest[end] == .hash, rest[end - 1].isBlank { break }
          end += 1
        }
        let token = rest[rest.startIndex..<end].trimmed.range
        if token.contains(place) { return .plain(token, isInFlow: true) }
        rest = rest[end..<rest.endIndex]
      }
    }
    return nil
  }

  /// Whether a line above, less indented than those between, starts a literal or folded block.
  private static func isInBlock(_ line: Range<Int>, _ text: Bytes) -> Bool {
    var indent = text[line].indent ?? 0
    var place = line.lowerBound
    let low = max(text.startIndex, place - NearbyNames.farReach)
    while place > low, indent > 0 {
      let start = text.startOfLine(at: place - 1, notBefore: low)
      let content = text[start..<place - 1]
      place = start
      guard let own = content.indent, own < indent else { continue }
      indent = own
      var rest = content.trimmed
      rest.drop { $0.isDigit || $0 == .dash || $0 == UInt8(ascii: "+") }
      guard let sign = rest.last, sign == .pipe || sign == .greater else { continue }
      rest = rest.dropLast()
      if rest.last?.isBlank == true { return true }
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isOfFlow: Bool {
    self == .openBracket || self == .closeBracket || self == UInt8(ascii: "{") || self == UInt8(ascii: "}")
  }
}

extension Bytes {
  fileprivate var range: Range<Int> { startIndex..<endIndex }
}
