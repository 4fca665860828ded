/// Why a pattern is invalid, and where.
public struct PatternError: Error, Equatable, Sendable {
  /// The kinds of errors.
  public enum Reason: Equatable, Sendable {
    case invalidUTF8
    case nul
    case unclosedGroup
    case unopenedGroup
    case unclosedBracket
    case nothingToRepeat(Bytes)
    case malformedRepetition(Bytes)
    case repetitionTooLarge(Bytes, limit: Int)
    case repetitionBackwards(Bytes)
    case rangeBackwards(Bytes)
    case rangeOfKinds(Bytes)
    case trailingBackslash
    case unknownEscape(Bytes)
    case unknownKind(Bytes)
    case kindOutsideBrackets(Bytes)
    case notACharacter(Bytes)
    /// A construct of other programs, which is never read as something else.
    case unsupported(Unsupported, Bytes)
    case nestedTooDeeply(limit: Int)
    /// The expanded repetitions of the pattern have more steps than the limit.
    case tooManySteps(limit: Int)
    case tooLong(limit: Int)
  }

  /// Constructs of other dialects.
  public enum Unsupported: String, Sendable {
    case lazyQuantifier = "a lazy quantifier: the match is always the longest"
    case possessiveQuantifier = "a possessive quantifier"
    case backreference = "a backreference"
    case lookAround = "look-around"
    case namedGroup = "a named group: (…) and (?:…) group"
    case atomicGroup = "an atomic group"
    case inlineFlags = "a flag here: only (?i), at the start of a pattern, is read"
    case otherGroup = "this kind of group"
    case unicodeProperty = "a Unicode property: use a class such as [[:alpha:]]"
    case textAnchor = "an anchor of the whole text: use ^ and $, each line is matched on its own"
    case newline = "a newline: each line is matched on its own"
    case quotation = "quoting with \\Q…\\E: use --fixed-strings"
    case collatingElement = "a collating element"
    case equivalenceClass = "an equivalence class"
  }

  /// What is wrong.
  public let reason: Reason
  /// The index of the invalid pattern, from 0.
  public let source: Int
  /// The start of the invalid part in that pattern, in bytes.
  public let position: Int
}

extension PatternError: CustomStringConvertible {
  /// One line without a place, such as `repetition {1,99999} is larger than 1000`.
  ///
  /// It can contain parts of the pattern unchanged; callers must make control characters visible.
  public var description: String {
    switch reason {
    case .invalidUTF8: "not valid UTF-8"
    case .nul: "a pattern cannot contain a NUL"
    case .unclosedGroup: "( is never closed; write \\( for the character"
    case .unopenedGroup: ") closes nothing; write \\) for the character"
    case .unclosedBracket: "[ is never closed; write \\[ for the character"
    case .nothingToRepeat(let part): "nothing before \(part) to repeat; write \\\(part) for the characters"
    case .malformedRepetition(let part): "\(part) is not a repetition; write \\{ for the character"
    case .repetitionTooLarge(let part, let limit): "repetition \(part) is larger than \(limit)"
    case .repetitionBackwards(let part): "repetition \(part) ends before it starts"
    case .rangeBackwards(let part): "range \(part) ends before it starts"
    case .rangeOfKinds(let part): "\(part) cannot be the end of a range"
    case .trailingBackslash: "nothing follows the last \\; write \\\\ for the character"
    case .unknownEscape(let part): "\(part) has no meaning here"
    case .unknownKind(let part): "\(part) is not a character class"
    case .kindOutsideBrackets(let part): "write [\(part)] for the class, with two brackets"
    case .notACharacter(let part): "\(part) is not a character"
    case .unsupported(let what, let part): "\(part) is not supported, it is \(what.rawValue)"
    case .nestedTooDeeply(let limit): "groups are nested more than \(limit) deep"
    case .tooManySteps(let limit): "its repetitions come to more than \(limit) steps"
    case .tooLong(let limit): "longer than \(limit) bytes"
    }
  }
}
