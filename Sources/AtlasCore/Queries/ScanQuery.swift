/// A check of the ids, and the names next to them, in a text.
public struct ScanQuery: Sendable {
  /// The text.
  public var text: String
  /// The name of the file that the text comes from, whose extension tells tables; nil when there is none.
  public var path: String?
  /// Whether names that no record has or had are findings.
  public var strictNames = false
  /// Whether the UUIDs that STIX has for records are ids, too.
  public var findsStixIDs = false

  /// A check of `text`.
  public init(_ text: String, path: String? = nil) {
    self.text = text
    self.path = path
  }

  /// Checks the text against `base`.
  ///
  /// - Returns: all ids in their order, valid ones included; `Citation.sentence(in:)` explains each.
  public func answer(in base: KnowledgeBase) -> [Citation] {
    TextScanner(base, strictNames: strictNames, findsStixIDs: findsStixIDs)
      .citations(in: Bytes(copying: text), path: path)
  }
}
