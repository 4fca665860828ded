/// A change of the text at hand.
typealias TextEdit = (range: Range<Int>, new: [UInt8])

/// Writes names into a text so that its syntax stays valid.
struct NameWriter {
  private let piece: TextPiece
  private var text: Bytes { piece.text }

  init(_ piece: TextPiece) { self.piece = piece }

  /// What may stand in running text and between quotation marks without a meaning of its own.
  private static let harmless: Bytes = "/.,+!?()=:;&'|_"

  /// The edits that put a name in the place of another.
  ///
  /// - Parameters:
  ///   - new: the name.
  ///   - range: the name that it replaces.
  ///   - standing: how the text marks the place.
  /// - Returns: the edits; nil where characters of the name may mean something there.
  func edits(writing new: [UInt8], over range: Range<Int>, _ standing: NearbyNames.Standing) -> [TextEdit]? {
    let old = text[range]
    func isNew(_ byte: UInt8) -> Bool { new.contains(byte) && !old.contains(byte) }
    let isPlain = new.allSatisfy {
      $0.isAlphanumeric || $0 == .space || $0 == .dash || $0 >= 0x80 || old.contains($0)
        || NameWriter.harmless.contains($0)
    }
    guard isPlain else { return nil }
    let line = lineRange(around: range)
    if isNew(UInt8(ascii: "'")), text[line].contains(UInt8(ascii: "'")) { return nil }
    if isNew(UInt8(ascii: "&")), piece.syntax.isProse || text[line].contains(UInt8(ascii: "<")) { return nil }
    var name = new
    if isNew(.pipe), text[line].contains(.pipe) {
      guard !text[line].contains("[[" as Bytes) else { return nil }
      name = new.flatMap { $0 == .pipe ? [.backslash, .pipe] : [$0] }
    }
    guard let quotes = quotes(for: new, over: range, on: line, standing) else { return nil }
    return [(range, name)] + quotes
  }

  /// The quotation marks that a new name makes necessary around the value it is in; nil where they cannot be added.
  private func quotes(
    for new: [UInt8], over range: Range<Int>, on line: Range<Int>, _ standing: NearbyNames.Standing
  ) -> [TextEdit]? {
    let old = text[range]
    if piece.syntax.separator != nil {
      guard new.contains(where: \.separatesFields), !old.contains(where: \.separatesFields) else { return [] }
      return quotesAroundField(of: range, on: line)
    }
    let hasColon = new.contains(.colon) && !old.contains(": " as Bytes)
    let hasComma = new.contains(.comma) && !old.contains(.comma)
    guard hasColon || hasComma, isYAML(range, standing) else { return [] }
    switch YAMLScalar(around: range, on: line, in: text) {
    case nil: return nil
    case .free, .quoted: return []
    case .plain(let scalar, let isInFlow):
      guard hasColon || isInFlow else { return [] }
      if !text[scalar].contains(.quote), !text[scalar].contains(.backslash) { return around(scalar, .quote) }
      let single = UInt8(ascii: "'")
      return text[scalar].contains(single) || new.contains(single) ? nil : around(scalar, single)
    }
  }

  private func quotesAroundField(of range: Range<Int>, on line: Range<Int>) -> [TextEdit]? {
    let row = text[line]
    guard row.count(where: { $0 == .quote }).isMultiple(of: 2) else { return nil }
    var isQuoted = false
    var start = row.startIndex
    var index = row.startIndex
    while index < row.endIndex {
      if row[index] == .quote { isQuoted.toggle() }
      if row[index].separatesFields, !isQuoted {
        if index >= range.upperBound { break }
        start = index + 1
      }
      index += 1
    }
    let field = row[start..<index].trimmed
    if field.first == .quote { return [] }
    return field.contains(.quote) ? nil : around(field.startIndex..<field.endIndex, .quote)
  }

  private func around(_ range: Range<Int>, _ mark: UInt8) -> [TextEdit] {
    [(range.lowerBound..<range.lowerBound, [mark]), (range.upperBound..<range.upperBound, [mark])]
  }

  // MARK: The syntax of a place

  private func lineRange(around range: Range<Int>) -> Range<Int> {
    let low = max(text.startIndex, range.lowerBound - NearbyNames.farReach)
    let high = min(text.endIndex, range.upperBound + NearbyNames.reach)
    let start = text.startOfLine(at: range.lowerBound, notBefore: low)
    return start..<(text[range.upperBound..<high].firstIndex(of: .newline) ?? high)
  }

  private func isYAML(_ range: Range<Int>, _ standing: NearbyNames.Standing) -> Bool {
    switch piece.syntax {
    case .yaml: return true
    case .prose, .markup, .json, .settings, .table: return false
    case .markdown: return isInFrontMatter(range) || isInFence(range)
    case .unknown, .code:
      // Data of an unknown kind that look like YAML are taken for it.
      guard standing == .named else { return false }
      return text[text.startIndex..<range.lowerBound].last { !$0.isBlank } == .colon
    }
  }

  /// Whether a place is in the front matter of a page, as far as text before an id is always at hand.
  private func isInFrontMatter(_ range: Range<Int>) -> Bool {
    guard piece.origin == 0, range.lowerBound - text.startIndex < NearbyNames.farReach else { return false }
    var rest = text[text.startIndex..<range.lowerBound]
    _ = rest.eat("\u{FEFF}")
    guard rest.eatLine()?.trimmed == "---" else { return false }
    while let line = rest.eatLine() { if line.trimmed == "---" || line.trimmed == "..." { return false } }
    return true
  }

  /// Whether the last fence before a place opens code in YAML; a fence that closes code names no language.
  private func isInFence(_ range: Range<Int>) -> Bool {
    let low = max(text.startIndex, range.lowerBound - NearbyNames.farReach)
    var place = text.startOfLine(at: range.lowerBound, notBefore: low)
    while place > low {
      let start = text.startOfLine(at: place - 1, notBefore: low)
      var rest = text[start..<place - 1].trimmed
      place = start
      guard rest.eat("```") || rest.eat("~~~") else { continue }
      return rest.eat(ignoringCase: "yaml") || rest.eat(ignoringCase: "yml")
    }
    return false
  }
}

extension UInt8 {
  /// Commas and semicolons, which both occur in files that are called CSV.
  fileprivate var separatesFields: Bool { self == .comma || self == UInt8(ascii: ";") }
}
