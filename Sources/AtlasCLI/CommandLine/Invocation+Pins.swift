import AtlasCore
import AtlasData
import AtlasFiles

/// Records of certain releases on the command line: `AML.T0020@5.0.1`.
extension Invocation {
  /// Whether a word is an id with a release, or a list with commas that has one.
  static func isPinned(_ word: String) -> Bool {
    word.utf8.contains(UInt8(ascii: "@")) && word.split(separator: ",").contains { PinnedID(String($0)) != nil }
  }

  /// The knowledge base of the release that a pin names.
  ///
  /// - Parameters:
  ///   - pin: the id and its release.
  ///   - mayLackIt: whether the release need not have the record.
  ///   - output: gets what is irregular about the files of the release.
  /// - Returns: the knowledge base.
  /// - Throws: when the release is not imported; the message says whether it has the record, and how to import it.
  func knowledgeBase(
    of pin: PinnedID, mayLackIt: Bool = false, _ output: inout Output
  ) throws(Failure) -> KnowledgeBase {
    guard let source = store.source(matching: pin.release) else { throw missingRelease(pin) }
    let base = try knowledgeBase(source, &output)
    guard mayLackIt || base.contains(pin.id) else {
      throw Failure(Invocation.absence(of: pin, base.releaseName))
    }
    return base
  }

  /// The knowledge base that the flags choose, or of the release that the values of `flag` are pinned to.
  ///
  /// - Returns: the knowledge base, and the invocation with plain ids as values of the flag.
  /// - Throws: when the values are of several releases, and when the release cannot be read.
  func pinned(by flag: Flag, _ output: inout Output) throws(Failure) -> (Invocation, KnowledgeBase) {
    guard values(of: flag).contains(where: Invocation.isPinned) else { return (self, try knowledgeBase(&output)) }
    let words = values(of: flag).flatMap { $0.split(separator: ",") }.map(String.init)
    let pins = words.compactMap(PinnedID.init)
    guard let first = pins.first, pins.count == words.count, pins.allSatisfy({ $0.release == first.release }) else {
      throw command.misuse("--\(flag.long) takes ids of one release at a time")
    }
    if let other = [Flag.release, .data].first(where: { has($0) }) {
      throw command.misuse("--\(flag.long) \(words[0]) does not go with --\(other.long)")
    }
    var base = try knowledgeBase(of: first, &output)
    for pin in pins.dropFirst() { base = try knowledgeBase(of: pin, &output) }
    var rest = given.filter { $0.flag != flag }
    rest += pins.map { Given(flag: flag, value: "\($0.id)") }
    let invocation = Invocation(
      command: command, operands: operands, given: rest, table: table, environment: environment)
    return (invocation, base)
  }

  private func missingRelease(_ pin: PinnedID) -> Failure {
    let timeline = KnowledgeBase.bundled.timeline
    switch timeline.presence(of: pin.id, in: pin.release) {
    case .notYet, .retiredBefore:
      return Failure(Invocation.absence(of: pin, "release \(Sanitize.shown(pin.release))"))
    case .unknownRelease:
      return Failure(.unknownRelease(pin.release, installed: [ReleaseStore.bundledName] + store.names))
    case .yes, .unknown:
      guard let release = timeline.release(pin.release) else {
        return Failure(.unknownRelease(pin.release, installed: []))
      }
      let date = release.date.map { " (\($0.iso))" } ?? ""
      return Failure(
        "release \(release.version)\(date) is not imported: "
          + "curl -fsSL \(ReleaseStore.officialURL(of: release)) | atlas import -")
    }
  }

  private static func absence(of pin: PinnedID, _ release: String) -> String {
    "\(pin.id) is not in \(release)" + (lifetime(of: pin.id, pin.release).map { "; \($0)" } ?? "")
  }

  /// Since when or until when ATLAS has a record that a release does not have, as a sentence; nil if it is not known.
  static func lifetime(of id: RecordID, _ release: String) -> String? {
    switch KnowledgeBase.bundled.timeline.presence(of: id, in: release) {
    case .notYet(let first): "ATLAS has \(id) since \(first)"
    case .retiredBefore(let last): "the last release with \(id) is \(last.version)"
    case .yes, .unknown, .unknownRelease: nil
    }
  }
}

extension Output {
  /// Says on stderr why a release lacks an id that was asked for: it was retired or is newer.
  ///
  /// - Parameters:
  ///   - id: the id.
  ///   - base: the knowledge base that lacks it.
  ///   - today: the number of days from January 1, 1970 to today.
  mutating func explain(missing id: RecordID, in base: KnowledgeBase, today: Int) {
    guard let version = base.release.version else { return }
    if let lifetime = Invocation.lifetime(of: id, version) { return note(lifetime) }
    guard let newest = base.ids(of: id.kind).map(\.number).max(), id.number > newest else { return }
    let date = base.release.knownDate.map { " of \($0.withAge(today: today))" } ?? ""
    note(
      "the release in use is \(version)\(date); a newer one may have \(id): atlas import FILE, "
        + "from dist/v6 of https://github.com/mitre-atlas/atlas-data")
  }
}
