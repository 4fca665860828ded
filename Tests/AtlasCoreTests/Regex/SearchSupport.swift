import Testing

@testable import AtlasCore

/// A scanner for one pattern; `flags` are grep's letters: F, i, S, w, x.
func search(_ pattern: String, _ flags: String = "") throws -> Search {
  try Search([Bytes(copying: pattern)], flags)
}

/// The options that grep's letters stand for.
func options(_ flags: String) -> Pattern.Options {
  var options = Pattern.Options()
  for flag in flags {
    switch flag {
    case "F": options.isLiteral = true
    case "i": options.letterCase = .ignored
    case "S": options.letterCase = .smart
    case "w": options.isWord = true
    case "x": options.isWholeLine = true
    default: Issue.record("unknown flag \(flag)")
    }
  }
  return options
}

/// A scanner as an object, because `#expect` takes no mutating calls.
final class Search {
  private var scanner: PatternScanner

  init(_ patterns: [Bytes], _ flags: String = "") throws {
    scanner = PatternScanner(try Pattern(patterns, options: options(flags)))
  }

  init(_ pattern: Pattern) { scanner = PatternScanner(pattern) }

  func isMatch(_ line: Bytes) -> Bool { scanner.isMatch(line) }

  func matches(in line: Bytes) -> [Range<Int>] { scanner.matches(in: line) }

  /// The text of all matches in a line.
  func strings(in line: String) -> [String] {
    let bytes = Bytes(copying: line)
    return matches(in: bytes).map { bytes[$0].string }
  }

  /// The places of all lines that match.
  func matchingLines(in text: Bytes) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = text.startIndex
    while let line = scanner.nextMatchingLine(in: text, from: index) {
      found.append(line)
      index = line.upperBound + 1
    }
    return found
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
