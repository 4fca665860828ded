import AtlasCore

/// Prints lines as grep and ripgrep do: `AML.T0031:11:text`, or under a heading on a terminal.
struct LineText {
  /// What is printed of a line, and with it.
  struct Options {
    /// Whether the record is named once, above its lines.
    var hasHeading = false
    var hasID = true
    var hasNumber = false
    var hasColumn = false
    var hasOffset = false
    /// Whether the matches are printed instead of the line.
    var isOnlyMatching = false
  }

  let options: Options
  private var id = ""
  private var hasPrinted = false

  init(_ options: Options) { self.options = options }

  /// Goes on with another record.
  mutating func begin(_ id: RecordID, _ name: @autoclosure () -> Bytes, _ output: inout Output) {
    self.id = id.description
    guard options.hasHeading else { return }
    if hasPrinted { output.newline() }
    hasPrinted = true
    guard options.hasID else { return }
    LineText.title(id, name(), as: .strong, &output)
  }

  /// Prints a record's id and name, on a line of their own.
  static func title(_ id: RecordID, _ name: Bytes, as role: Role, _ output: inout Output) {
    var wrap = Wrap(width: output.width, indent: 4)
    wrap.add(id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(name, as: role, to: &output)
    wrap.finish(&output)
  }

  func print(_ event: LineReport.Event, _ output: inout Output) {
    switch event {
    case .separator:
      output.text("--", as: .note)
      output.newline()
    case .context(let line):
      print(line, [], UInt8(ascii: "-"), &output)
    case .match(let line, let matches) where options.isOnlyMatching:
      for match in matches where !match.isEmpty { print(match, in: line, &output) }
    case .match(let line, let matches):
      print(line, matches, UInt8(ascii: ":"), &output)
    }
  }

  private func print(
    _ line: LineReport.Line, _ matches: [Range<Int>], _ separator: UInt8, _ output: inout Output
  ) {
    let column = matches.first.map { $0.lowerBound - line.text.startIndex + 1 }
    let width = printPrefix(line.number, column, line.offset, separator, &output)
    let window = output.width.map { LineWindow(line.text, around: matches, columns: $0 - width) }
    LineText.paint(line.text, matches, window, &output)
    output.newline()
  }

  private func print(_ match: Range<Int>, in line: LineReport.Line, _ output: inout Output) {
    let start = match.lowerBound - line.text.startIndex
    let width = printPrefix(line.number, start + 1, line.offset + start, UInt8(ascii: ":"), &output)
    let text = line.text[match]
    let window = output.width.map { LineWindow(text, around: [], columns: $0 - width) }
    LineText.paint(text, [match], window, &output)
    output.newline()
  }

  /// Prints what is before a line, and returns how many columns it takes.
  private func printPrefix(
    _ number: Int, _ column: Int?, _ offset: Int, _ separator: UInt8, _ output: inout Output
  ) -> Int {
    var width = 0
    func print(_ part: String, _ role: Role) {
      if output.color {
        output.text(part, as: role)
        output.text(CollectionOfOne(separator), as: .note)
      } else {
        output.append(part)
        output.append(separator)
      }
      width += part.utf8.count + 1
    }
    if options.hasID, !options.hasHeading { print(id, .id) }
    if options.hasNumber { print(String(number), .label) }
    if options.hasColumn, let column { print(String(column), .label) }
    if options.hasOffset { print(String(offset), .label) }
    return width
  }

  /// Prints the part of a line that is shown, with its matches.
  static func paint(
    _ text: Bytes, _ matches: [Range<Int>], _ window: LineWindow?, countsHidden: Bool = true, _ output: inout Output
  ) {
    let shown = window?.shown ?? text.startIndex..<text.endIndex
    if window?.isCutBefore == true { output.text("…", as: .note) }
    var place = shown.lowerBound
    if output.color {
      for match in matches {
        let match = match.clamped(to: shown)
        guard !match.isEmpty, match.lowerBound >= place else { continue }
        output.line(text[place..<match.lowerBound])
        output.line(text[match], as: .match)
        place = match.upperBound
      }
    }
    output.line(text[place..<shown.upperBound])
    if window?.isCutAfter == true { output.text("…", as: .note) }
    if countsHidden, let hidden = window?.hiddenMatches, hidden > 0 { output.text(" +\(hidden)", as: .note) }
  }
}
