/// Ids with the release that they are meant for: `AML.M0028@5.0.1`.
extension CitationChecker {
  /// The result for an id that is pinned to a release; nil where it is not, or nothing is known of the release.
  func examinePin(_ id: RecordID, _ mention: Mention, in text: Bytes) -> Result? {
    guard let pin = CitationChecker.pin(behind: mention, in: text) else { return nil }
    switch base.timeline.presence(of: id, in: pin) {
    case .yes:
      // What is beside it is of that release, too.
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

  /// What is to know of a valid id that was retired.
  static func note(_ change: History.Change) -> String { "retired in \(change.release)" }

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
