import AtlasCore

/// Lays out painted text in lines that are not longer than a width, word by word.
///
/// The caller has written the start of the first line (a bullet, a label); further lines start with an indent. Words are
/// never cut, since half an address or half an id is of no use: one that is longer than the line gets a line of its own. Between
/// wide characters (Chinese, Japanese, Korean), which have no spaces between them, a line may end.
struct Wrap {
  /// The columns of a line, nil for no end.
  private let width: Int?
  /// How many spaces start the second line and those after it.
  private let indent: Int
  /// How many columns of the line are taken.
  private var column: Int
  /// The word that is not finished yet, painted, and its columns.
  private var word: [UInt8] = []
  private var wordColumns = 0
  /// Whether a space goes before the word, if it stays on the line.
  private var isSpaced = false
  /// Whether a word is on this line; the first one is never moved to the next line, which would be as short.
  private var hasWord = false

  /// - Parameters:
  ///   - width: where lines end; nil for one line.
  ///   - column: how many columns of the first line are taken.
  ///   - indent: how many spaces start each further line.
  init(width: Int?, column: Int = 0, indent: Int = 0) {
    self.width = width
    self.column = column
    self.indent = indent
  }

  /// Adds text; spaces, tabs and line ends in it part words.
  mutating func add(_ text: some Collection<UInt8>, as role: Role = .prose, to output: inout Output) {
    var rest = text[...]
    while !rest.isEmpty {
      let piece = rest.prefix { !$0.isBlank }
      if !piece.isEmpty {
        if isPlain(output) { write(piece, to: &output) } else { append(piece, as: role, to: &output) }
      }
      rest = rest[piece.endIndex...]
      guard !rest.isEmpty else { return }
      flush(&output)
      isSpaced = true
      rest = rest.drop(while: \.isBlank)
    }
  }

  mutating func add(_ text: some StringProtocol, as role: Role = .prose, to output: inout Output) {
    add(text.utf8, as: role, to: &output)
  }

  /// Adds the id of a record, linked where color is on.
  mutating func add(_ id: RecordID, to output: inout Output) {
    if isPlain(output) {
      startPiece(&output)
      return output.append(id)
    }
    Paint.beginLink(id, in: &word, color: output.color && output.linksIDs)
    append(id.description.utf8, as: .id, to: &output)
    Paint.endLink(in: &word, color: output.color && output.linksIDs)
  }

  /// Writes what is left, and the end of the line.
  mutating func finish(_ output: inout Output) {
    flush(&output)
    output.newline()
    self = Wrap(width: width, column: indent, indent: indent)
  }

  /// Whether nothing is wrapped or painted, as in a pipe: what is added is then written at once, which is faster.
  private func isPlain(_ output: borrowing Output) -> Bool { width == nil && !output.color }

  private mutating func write(_ piece: some Collection<UInt8>, to output: inout Output) {
    startPiece(&output)
    output.text(piece)
  }

  private mutating func startPiece(_ output: inout Output) {
    if isSpaced, hasWord { output.append(UInt8(ascii: " ")) }
    isSpaced = false
    hasWord = true
  }

  /// Adds a piece without spaces to the word.
  private mutating func append(_ piece: some Collection<UInt8>, as role: Role, to output: inout Output) {
    if piece.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      Paint.begin(role, in: &word, color: output.color)
      word.append(contentsOf: piece)
      Paint.end(role, in: &word, color: output.color)
      wordColumns += piece.count
      return
    }
    var safe: [UInt8] = []
    safe.appendSanitized(piece)
    guard width != nil, !safe.allSatisfy({ $0 < 0x80 }) else {
      return appendSafe(safe, as: role, columns: Width.columns(of: safe), color: output.color)
    }
    var run: [UInt8] = []
    var columns = 0
    for scalar in String(decoding: safe, as: UTF8.self).unicodeScalars {
      let isWide = Width.isWide(scalar)
      if isWide, columns > 0 || wordColumns > 0 {
        if !run.isEmpty { appendSafe(run, as: role, columns: columns, color: output.color) }
        flush(&output)
        (run, columns) = ([], 0)
      }
      run.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      columns += Width.columns(of: scalar)
    }
    appendSafe(run, as: role, columns: columns, color: output.color)
  }

  private mutating func appendSafe(_ piece: [UInt8], as role: Role, columns: Int, color: Bool) {
    Paint.begin(role, in: &word, color: color)
    word += piece
    Paint.end(role, in: &word, color: color)
    wordColumns += columns
  }

  /// Writes the word, on this line or the next.
  private mutating func flush(_ output: inout Output) {
    guard !word.isEmpty else { return }
    let blank = isSpaced && hasWord ? 1 : 0
    if let width, hasWord, column + blank + wordColumns > width {
      output.newline()
      output.spaces(indent)
      column = indent
    } else if blank == 1 {
      output.append(UInt8(ascii: " "))
      column += 1
    }
    output.append(word)
    column += wordColumns
    hasWord = true
    isSpaced = false
    word.removeAll(keepingCapacity: true)
    wordColumns = 0
  }
}
