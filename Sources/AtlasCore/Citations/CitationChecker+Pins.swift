/// Ids with the release that they are meant for: `AML.M0028@5.0.1`.
extension CitationChecker {
  /// The result for an id that is pinned to a release; nil where it is not, or nothing is known of the release.
  func examinePin(_ id: RecordID, _ mention: Mention, in text: Bytes) -> Result? { nil }

  /// The release that an id is pinned to.
  static func pin(behind mention: Mention, in text: Bytes) -> Bytes? {
    var rest = text[mention.range.upperBound..<text.endIndex]
    guard rest.eat("@") else { return nil }
    _ = rest.eat("v")
    var pin = rest.prefix { $0.isDigit || $0 == .dot }
    while pin.last == .dot { pin = pin.dropLast() }
    return pin.first?.isDigit == true ? pin : nil
  }
}
