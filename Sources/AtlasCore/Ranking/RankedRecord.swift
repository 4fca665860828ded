/// A record that matches a question.
public struct RankedRecord: Sendable {
  /// The record.
  public let id: RecordID
  /// How well it matches; comparable within one answer only.
  public let score: Double
  /// The line of the page that matches best, in markdown; empty when only the name matches.
  public var line: String { bestLine.string }

  package let bestLine: Bytes

  /// A record with its score; `bestLine` is empty when only the name matches.
  package init(id: RecordID, score: Double, bestLine: Bytes) {
    self.id = id
    self.score = score
    self.bestLine = bestLine
  }
}
