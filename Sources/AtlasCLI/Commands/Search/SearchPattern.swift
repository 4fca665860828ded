import AtlasCore
import AtlasFiles

/// From the flags of a search to its pattern.
struct SearchPattern {
  let pattern: Pattern
  /// The operands that are no pattern: records to look in.
  let scope: [String]

  /// The longest file of patterns, in bytes; one more than the engine takes, which refuses it by name.
  private static let limit = Pattern.maximumBytes + 1

  /// Where a pattern was given.
  private struct Source {
    let text: Bytes
    /// The file, or nil for the command line.
    var file: String?
  }

  init(_ invocation: Invocation) throws(Failure) {
    var sources: [Source] = []
    for given in invocation.given {
      if given.flag == .regexp { sources.append(Source(text: Bytes(copying: given.value))) }
      if given.flag == .patternFile, let source = try SearchPattern.read(given.value, invocation) {
        sources.append(source)
      }
    }
    if invocation.has(.regexp) || invocation.has(.patternFile) {
      scope = invocation.operands
    } else {
      guard let first = invocation.operands.first else { throw invocation.command.misuse("search needs a PATTERN") }
      sources = [Source(text: Bytes(copying: first))]
      scope = Array(invocation.operands.dropFirst())
    }
    do throws(PatternError) {
      pattern = try Pattern(sources.map(\.text), options: SearchPattern.options(invocation))
    } catch {
      throw SearchPattern.refusal(error, sources[error.source])
    }
  }

  private static func options(_ invocation: Invocation) -> Pattern.Options {
    var options = Pattern.Options()
    options.isLiteral = invocation.has(.fixedStrings)
    options.isWord = invocation.has(.wordRegexp)
    options.isWholeLine = invocation.has(.lineRegexp)
    switch invocation.last(of: .ignoreCase, .caseSensitive, .smartCase) {
    case Flag.ignoreCase?: options.letterCase = .ignored
    case Flag.smartCase?: options.letterCase = .smart
    default: break
    }
    return options
  }

  /// The patterns in a file, which are its lines; nil when it is empty.
  private static func read(_ path: String, _ invocation: Invocation) throws(Failure) -> Source? {
    let text: Bytes
    if path == "-" {
      guard !invocation.environment.inputIsTerminal else {
        throw invocation.command.misuse("-f - reads patterns from a pipe or a file, and standard input is a terminal")
      }
      do throws(SystemError) { text = try invocation.environment.readInput(limit) } catch { throw Failure(error) }
    } else {
      do throws(SystemError) { text = try System.read(path, limit: limit) } catch { throw Failure(error) }
    }
    guard !text.isEmpty else { return nil }
    var lines = text.last == UInt8(ascii: "\n") ? text.dropLast() : text
    if lines.contains(UInt8(ascii: "\r")) {
      lines = Bytes(
        copying: lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
          $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
        }.joined(separator: [UInt8(ascii: "\n")]).map { $0 })
    }
    return Source(text: lines, file: path == "-" ? "standard input" : path)
  }

  /// The problem with a pattern, in one line that says where.
  private static func refusal(_ error: PatternError, _ source: Source) -> Failure {
    let before = source.text.prefix(error.position)
    if let file = source.file {
      let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      return Failure("a pattern is refused, \(Sanitize.shown(file)):\(line): \(error)")
    }
    let column = before.string.unicodeScalars.count + 1
    return Failure("pattern \(Sanitize.quoted(source.text.string)), character \(column): \(error)")
  }
}
