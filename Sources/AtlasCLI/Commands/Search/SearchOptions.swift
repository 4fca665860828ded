import AtlasCore

/// What a search is to print, read from its flags.
struct SearchOptions {
  /// What is printed.
  enum Answer: Equatable {
    case lines
    /// ripgrep's stream of events.
    case events
    /// How many lines, or matches, each record has.
    case counts(matches: Bool)
    /// Which records have a selected line, or have none.
    case records(matching: Bool)
    case nothing
  }

  let answer: Answer
  /// In which form records are printed instead of lines; nil when they are not.
  let format: Format?
  /// Which fields of those records.
  let fields: FieldSelection?
  let isNULTerminated: Bool
  let isInverted: Bool
  let includesZero: Bool
  let wantsStatistics: Bool
  /// Whether records are named, sub-techniques with their parents, whose pages need not hold a match.
  private let printsNames: Bool
  var report = LineReport.Options()
  var line = LineText.Options()

  init(_ invocation: Invocation, _ style: Output.Style) throws(Failure) {
    isInverted = invocation.has(.invertMatch)
    includesZero = invocation.has(.includeZero)
    wantsStatistics = invocation.has(.stats)
    (answer, format) = try SearchOptions.answer(invocation)
    fields = try format.map { format throws(Failure) in try FieldSelection(invocation, format, RecordKind.allCases) }
    isNULTerminated = invocation.has(.null)

    let around = invocation.number(of: .context) ?? 0
    report.before = invocation.number(of: .beforeContext) ?? around
    report.after = invocation.number(of: .afterContext) ?? around
    report.limit = invocation.number(of: .maxCount) ?? Int.max

    line.hasHeading =
      invocation.last(of: .heading, .noHeading).map { $0 == .heading } ?? style.isTerminal
    line.hasID = invocation.last(of: .withID, .noID).map { $0 == .withID } ?? true
    line.hasColumn = invocation.has(.column)
    line.hasNumber =
      invocation.last(of: .lineNumber, .noLineNumber).map { $0 == .lineNumber }
      ?? (style.isTerminal || line.hasColumn)
    line.hasOffset = invocation.has(.byteOffset)
    // The lines that do not match are whole lines to ripgrep; grep prints nothing.
    line.isOnlyMatching = invocation.has(.onlyMatching) && !isInverted
    printsNames = style.isTerminal || line.hasHeading
    report.countsLines = line.hasNumber || answer == .events
    report.separatesRecords = !line.hasHeading
  }

  /// Whether the matches in a line are asked for, not only whether there are any.
  func needsMatches(_ style: Output.Style) -> Bool {
    guard !isInverted else { return false }
    if wantsStatistics { return true }
    switch answer {
    case .lines: return line.isOnlyMatching || line.hasColumn || style.color || style.width != nil
    case .events: return true
    case .counts(let matches): return matches
    case .records, .nothing: return false
    }
  }

  /// Whether records are printed with more than their ids.
  var needsRecords: Bool {
    switch format {
    case nil, .text, .ids: false
    default: true
    }
  }

  /// Whether the answer is the same without the pages that hold no match.
  var needsOnlyMatches: Bool {
    guard !isInverted, !includesZero, !wantsStatistics, !printsNames else { return false }
    switch answer {
    case .records(let matching): return matching
    case .lines, .events, .counts, .nothing: return true
    }
  }

  private static func answer(_ invocation: Invocation) throws(Failure) -> (Answer, Format?) {
    let instead = invocation.last(of: .idsWithMatches, .idsWithoutMatch)
    let counts = invocation.last(of: .count, .countMatches)
    if invocation.has(.events) {
      if let other = instead ?? counts ?? invocation.last(of: .format, .fields, .null) {
        throw invocation.command.misuse("--json prints events, with which --\(other.long) does not go")
      }
      return (invocation.has(.quiet) ? .nothing : .events, nil)
    }
    let format: Format = try invocation.format()
    if format != .text, let counts {
      throw invocation.command.misuse("--format \(format.rawValue) prints records, --\(counts.long) does not")
    }
    if invocation.has(.quiet) { return (.nothing, nil) }
    if instead != nil || format != .text { return (.records(matching: instead != .idsWithoutMatch), format) }
    guard counts != nil else { return (.lines, nil) }
    let countsMatches = invocation.has(.countMatches) || invocation.has(.onlyMatching)
    return (.counts(matches: countsMatches && !invocation.has(.invertMatch)), nil)
  }
}
