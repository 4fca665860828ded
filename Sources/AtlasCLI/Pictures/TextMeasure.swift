/// How wide text is in a picture, which has no font until somebody looks at it.
///
/// The widths are upper bounds: of ASCII, the widest of DejaVu Sans, Liberation Sans (which is as wide as Arial and Helvetica)
/// and Noto Sans at 12 pixels. Text that fits by this measure fits in those fonts.
struct TextMeasure {
  /// The size that all pictures use.
  static let fontSize = 12
  /// The distance of two lines.
  static let lineHeight = 16

  var isBold = false

  /// The width in pixels, rounded up.
  func width(of text: some StringProtocol) -> Int {
    let tenths = text.unicodeScalars.reduce(0) { $0 + TextMeasure.tenths($1) }
    // No letter of these fonts grows by more than a quarter when it is bold.
    return isBold ? (tenths * 5 + 39) / 40 : (tenths + 9) / 10
  }

  /// The width of one character, in tenths of a pixel.
  private static func tenths(_ scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    if 0x20..<0x7F ~= value { return Int(ascii[value - 0x20]) }
    if Width.columns(of: scalar) == 0 { return 0 }
    // Latin, Greek and Cyrillic; then the rest, of which emoji and fractions are the widest.
    return value < 0x530 ? 140 : 172
  }

  private static let ascii: [UInt8] = [
    39, 49, 56, 101, 77, 115, 94, 33, 47, 47, 67, 101, 39, 44, 39, 45, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 41, 41,
    101,
    101, 101, 67, 122, 83, 83, 87, 93, 81, 74, 94, 91, 41, 60, 81, 67, 109, 92, 95, 81, 95, 87, 81, 74, 88, 83, 119, 83,
    81,
    83, 47, 45, 47, 101, 67, 60, 74, 77, 66, 77, 74, 43, 77, 77, 34, 34, 70, 34, 117, 77, 74, 77, 77, 50, 63, 48, 77,
    72, 99,
    72, 72, 63, 77, 67, 77, 101,
  ]

  /// Text in lines that are not wider than `width`.
  ///
  /// Lines end at spaces and beside wide characters; a word that is longer than a line is cut.
  ///
  /// - Parameters:
  ///   - text: what to wrap; it is measured as `Markup` writes it.
  ///   - width: the width in pixels; at least one character is put on a line all the same.
  ///   - limit: the greatest number of lines; the last ends with an ellipsis where text is left out.
  /// - Returns: the lines; none for text of spaces.
  func lines(_ text: String, width: Int, limit: Int = .max) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(Markup.shown(text.utf8), width: width) {
      let isSpaced = !line.isEmpty && word.isSpaced
      if !line.isEmpty, self.width(of: line + (isSpaced ? " " : "") + word.text) > width {
        lines.append(line)
        line = ""
        if lines.count > limit { break }
      }
      if !line.isEmpty, isSpaced { line += " " }
      line += word.text
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit, limit > 0 else { return lines }
    lines.removeSubrange(limit...)
    var last = lines[limit - 1]
    while !last.isEmpty, self.width(of: last + "…") > width { last.removeLast() }
    while last.last == " " { last.removeLast() }
    lines[limit - 1] = last + "…"
    return lines
  }

  /// The parts between which lines may end, none wider than a line, and whether a space goes before each.
  private func words(_ text: String, width: Int) -> [(text: String, isSpaced: Bool)] {
    var words: [(text: String, isSpaced: Bool)] = []
    for word in text.split(separator: " ") {
      var part = ""
      var isFirst = true
      for character in word {
        let isWide = character.unicodeScalars.contains(where: Width.isWide)
        let ends = isWide || part.unicodeScalars.last.map(Width.isWide) == true
        if !part.isEmpty, ends || self.width(of: part + String(character)) > width {
          words.append((part, isFirst))
          (part, isFirst) = ("", false)
        }
        part.append(character)
      }
      words.append((part, isFirst))
    }
    return words
  }
}
