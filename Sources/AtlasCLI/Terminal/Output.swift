import AtlasCore
import AtlasFiles

/// Everything a command prints: one buffer, written when the command has succeeded.
///
/// Two ways in. `append` takes bytes as they are, for machine formats, which see to their own escapes. `text` takes what
/// a reader sees: it is sanitized, and painted by its role when color is on. What goes to stderr besides (`note`) is kept
/// apart and printed first.
struct Output: ~Copyable {
  /// How the output looks, decided once from flags and environment.
  struct Style: Sendable, Equatable {
    var color = false
    /// Whether what is written on stderr is painted.
    var errorColor = false
    /// At which column to wrap, or nil to leave lines as long as they are (in a pipe).
    var width: Int?
    /// At which column to wrap what is written on stderr; nil when that is not a terminal.
    var errorWidth: Int?
    /// Whether the text goes to someone's eyes: aligned columns and headings instead of tab-separated lists.
    var isTerminal = false
    /// Whether cells of CSV that a spreadsheet would take for formulas are marked as text.
    var marksFormulas = false
  }

  let style: Style
  private(set) var buffer: [UInt8] = []
  /// What is to be printed on stderr.
  private(set) var notes: [UInt8] = []
  /// What is to be printed there when all else was.
  private(set) var closing: [UInt8] = []
  /// What the command has changed, which an error about its output must not hide: `the pages were written`.
  var done: String?
  /// Whether a page could not be read, so that the answer can be incomplete and the exit status is 2.
  var isPartial = false
  /// Where to write what grows longer than is worth holding, or nil to hold all of it.
  private let overflow: Int32?
  /// Why the overflow could not be written.
  private var broken: SystemError?
  /// How many bytes were written to it.
  private var spilled = 0

  /// - Parameters:
  ///   - style: colors and width.
  ///   - overflow: the descriptor to write to when the buffer exceeds a mebibyte; nil when all must be held, for a
  ///     pager or a file that is written whole.
  init(_ style: Style = Style(), overflow: Int32? = nil) {
    self.style = style
    self.overflow = overflow
    buffer.reserveCapacity(16 << 10)
  }

  /// Whether ids link to the official site; not where records may be the user's own.
  var linksIDs = true

  /// How many bytes were printed so far.
  var count: Int { spilled + buffer.count }
  var color: Bool { style.color }
  var isTerminal: Bool { style.isTerminal }
  /// At which column to wrap tables and lists; nil for never.
  var width: Int? { style.width }
  /// At which column to wrap running text: longer lines than 120 are hard to read.
  var proseWidth: Int? { style.width.map { min($0, 120) } }
}

// MARK: - As it is

extension Output {
  mutating func append(_ byte: UInt8) { buffer.append(byte) }

  mutating func append(_ text: StaticString) { append(Bytes(text)) }

  mutating func append(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    spillIfLong()
  }

  mutating func append(_ bytes: Bytes) {
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
    spillIfLong()
  }

  mutating func append(_ id: RecordID) { id.append(to: &buffer) }

  mutating func append(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    spillIfLong()
  }

  /// Writes a value as JSON.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - isIndented: whether each value is on a line of its own.
  ///   - depth: how deeply it is nested in what was written before.
  mutating func json(_ value: Value, isIndented: Bool, depth: Int = 0) {
    JSONWriter(isIndented: isIndented).write(value, depth: depth, to: &buffer)
    spillIfLong()
  }

  /// Writes a text as a JSON string.
  mutating func jsonString(_ text: Bytes) {
    JSONWriter.write(text, to: &buffer)
    spillIfLong()
  }

  mutating func newline() { buffer.append(UInt8(ascii: "\n")) }

  mutating func spaces(_ count: Int) {
    if count > 0 { buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }

  private mutating func spillIfLong() {
    guard buffer.count > 1 << 20, let overflow else { return }
    if broken == nil {
      do throws(SystemError) { try System.write(buffer, to: overflow) } catch { broken = error }
    }
    spilled += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Hands out what is left to write.
  ///
  /// - Throws: why the part that was written before could not be.
  consuming func finish() throws(SystemError) -> [UInt8] {
    if let broken { throw broken }
    return buffer
  }

  /// Forgets what was written and not printed yet.
  mutating func discard() { buffer.removeAll() }
}

// MARK: - For reading

extension Output {
  /// Writes `text` for reading: no control character of it gets out, line ends and tabs become spaces.
  mutating func text(_ text: some Collection<UInt8>, as role: Role = .prose) {
    Paint.begin(role, in: &buffer, color: color)
    buffer.appendSanitized(text)
    Paint.end(role, in: &buffer, color: color)
    spillIfLong()
  }

  /// Writes a line of a page for reading: as `text`, but tabs stay, as in the output of grep.
  mutating func line(_ text: Bytes, as role: Role = .prose) {
    Paint.begin(role, in: &buffer, color: color)
    // Nearly every line is copied as it is; a search may print many.
    if text.isHarmless { append(text) } else { buffer.appendSanitized(text, keepingTabs: true) }
    Paint.end(role, in: &buffer, color: color)
    spillIfLong()
  }

  mutating func text(_ text: String, as role: Role = .prose) { self.text(text.utf8, as: role) }

  /// Writes text of which lines and tabs stay as they are, as for files that are read by programs.
  mutating func lines(_ text: some Collection<UInt8>) {
    var rest = text[...]
    while true {
      let plain = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\t") }
      if !plain.isEmpty { self.text(plain) }
      rest = rest[plain.endIndex...]
      guard let byte = rest.popFirst() else { return }
      append(byte)
    }
  }

  /// Writes the id of a record, which links to its official page where color is on.
  mutating func id(_ id: RecordID) {
    Paint.beginLink(id, in: &buffer, color: color && linksIDs)
    Paint.begin(.id, in: &buffer, color: color)
    append(id)
    Paint.end(.id, in: &buffer, color: color)
    Paint.endLink(in: &buffer, color: color && linksIDs)
  }

  /// Writes the id of a record in other words, linked as the id is.
  mutating func id(_ id: RecordID, as label: Bytes, _ role: Role) {
    Paint.beginLink(id, in: &buffer, color: color && linksIDs)
    text(label, as: role)
    Paint.endLink(in: &buffer, color: color && linksIDs)
  }

  /// Says something on stderr, in a line of its own: `atlas: AML.T0019 was retired in 2026.07; …`.
  mutating func note(_ message: String, as role: Role = .warning) {
    notes += Output.message(message, as: role, style)
  }

  /// Reports a summary on stderr, after everything that was printed.
  mutating func conclude(_ message: String) {
    closing += Output.message(message, as: .note, style)
  }

  /// A message for stderr: the name of the tool, then `message`, wrapped at the width of the terminal there.
  ///
  /// - Parameters:
  ///   - message: a sentence; more lines, for candidates, are indented.
  ///   - role: how the name of the tool is painted.
  ///   - style: the colors and the width of stderr.
  /// - Returns: the lines.
  static func message(_ message: String, as role: Role, _ style: Style) -> [UInt8] {
    var text = Output(Style(color: style.errorColor))
    text.text("atlas:", as: role)
    for (index, line) in message.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      text.append(index == 0 ? " " : line.hasPrefix("  ") ? "" : "  ")
      guard let width = style.errorWidth, 7 + Width.columns(of: String(line)) > width else {
        text.text(line.utf8)
        text.newline()
        continue
      }
      var wrap = Wrap(width: width, column: index == 0 ? 7 : 2, indent: index == 0 ? 2 : 4)
      wrap.add(line, to: &text)
      wrap.finish(&text)
    }
    return text.buffer
  }
}
