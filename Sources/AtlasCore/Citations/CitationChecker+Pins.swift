/// Checks of ids that are pinned to a release: `AML.M0028@5.0.1`.
extension CitationChecker {
  /// The result for a pinned id; nil if the id is not pinned or the release is not known.
  func examinePin(_ id: RecordID, _ mention: Mention, in text: Bytes) -> Result? {
    guard let pin = CitationChecker.pin(behind: mention, in: text) else { return nil }
    switch base.timeline.presence(of: id, in: pin) {
    case .yes:
      // Names next to it are those of that release, so they are not compared.
      return Result(verdict: .ok, note: history.retirement(of: id).map { CitationChecker.note($0.change) })
    case .notYet(let first):
      let isExact = first.earliest == first.latest
      return Result(
        verdict: .wrongRelease(pin: pin.string, when: isExact ? first.latest.version : nil, isRetired: false))
    case .retiredBefore:
      let release = history.retirement(of: id)?.change.release
      return Result(verdict: .wrongRelease(pin: pin.string, when: release, isRetired: true))
    case .unknownRelease, .unknown: return nil
    }
  }

  /// The note about a valid id that was retired later.
  static func note(_ change: History.Change) -> String { "retired in \(change.release)" }

  /// The release after the `@`; nil if there is none.
  static func pin(behind mention: Mention, in text: Bytes) -> Bytes? {
    var rest = text[mention.range.upperBound..<text.endIndex]
    guard rest.eat(UInt8(ascii: "@")) else { return nil }
    _ = rest.eat(UInt8(ascii: "v"))
    var pin = rest.prefix { $0.isDigit || $0 == .dot }
    while pin.last == .dot { pin = pin.dropLast() }
    return pin.first?.isDigit == true ? pin : nil
  }
}
