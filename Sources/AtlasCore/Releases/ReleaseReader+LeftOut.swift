/// Notes what a release file holds that the reader does not know, and goes on without it.
extension ReleaseReader {
  /// The newest minor version of format 6 that the reader knows in full.
  private static let knownMinorVersion = 0

  /// Whether the file has a later version of format 6, in which known relations can connect other kinds of record.
  var isNewer: Bool {
    guard var version = release.formatVersion, version.eatNumber() == 6, version.eat(.dot) else { return false }
    return version.eatNumber().map { $0 > ReleaseReader.knownMinorVersion } ?? false
  }

  mutating func leaveOut(
    _ part: LeftOut.Part, _ name: String, count: Int = 1, at place: YAMLValue, _ reason: @autoclosure () -> String
  ) {
    guard count > 0 else { return }
    leftOut.add(part, name, count: count)
    findings.append(
      Finding(.warning, .leftOut, at: place.tree.source[place.place..<place.place], "\(reason()); left out"))
  }

  mutating func leaveOut(field key: YAMLValue, of record: @autoclosure () -> String) {
    let name = YAMLError.excerpt(key.text ?? .empty)
    leaveOut(.fields, name, at: key, "unknown field `\(name)` of \(record())")
  }

  /// Leaves out a key beside the known kinds of record: a kind of record, or a field of the release.
  mutating func leaveOut(_ key: YAMLValue, _ value: YAMLValue, of release: Bytes) {
    guard ReleaseReader.isRecords(value) else { return leaveOut(field: key, of: "the \(release)") }
    let name = YAMLError.excerpt(key.text ?? .empty)
    leaveOut(.records, name, count: value.count, at: key, "unknown kind of record `\(name)`: \(value.count)")
  }

  /// Leaves out all relations of a type from one record.
  mutating func leaveOut(_ relations: YAMLValue, _ name: String, _ type: YAMLValue, from source: String) {
    let count = relations.kind == .text ? 1 : relations.count
    leaveOut(.relations, name, count: count, at: type, "unknown relation `\(name)` of \(source): \(count)")
  }

  /// What to call a relation whose `end` is not of the kind that the type connects; nil for a known kind of relation.
  ///
  /// - Parameters:
  ///   - type: the type of the relation.
  ///   - word: `from` or `to`.
  ///   - end: the source or the target of the relation.
  ///   - kind: the kind of record that belongs there.
  /// - Returns: the name, such as `mitigates to AML.SW`.
  func unknownRelation(_ type: Bytes, _ word: String, _ end: YAMLValue, expected kind: RecordKind) -> String? {
    guard let text = end.text else { return nil }
    if let prefix = ReleaseReader.unknownKind(of: text) { return "\(YAMLError.excerpt(type)) \(word) \(prefix)" }
    guard isNewer, let id = try? id(end, "id"), id.kind != kind else { return nil }
    return "\(YAMLError.excerpt(type)) \(word) \(id.kind.noun())"
  }

  /// The letters of an id of an unknown kind: `AML.SW` for `AML.SW0012`; nil for other text.
  static func unknownKind(of text: Bytes) -> String? {
    var rest = text
    guard text.count <= 32, rest.eat("AML.") else { return nil }
    let letters = rest.eat(while: \.isUpper)
    guard (1...8).contains(letters.count), rest.first?.isDigit == true,
      rest.allSatisfy({ $0.isDigit || $0 == .dot }),
      !RecordKind.allCases.contains(where: { letters.elementsEqual($0.prefix.utf8) })
    else { return nil }
    return "AML.\(letters)"
  }

  private static func isRecords(_ value: YAMLValue) -> Bool {
    if let first = value.elements.first(where: { _ in true }) { return first["id"] != nil }
    guard let first = value.pairs.first(where: { _ in true }), first.value.kind == .map else { return false }
    return first.value["id"] != nil || first.key.text?.starts(with: "AML." as Bytes) == true
  }
}
