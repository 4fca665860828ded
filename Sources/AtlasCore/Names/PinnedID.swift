/// An id of a record in a certain release: `AML.T0020@5.0.1`.
public struct PinnedID: Hashable, Sendable {
  /// The record.
  public let id: RecordID
  /// The release as it was written: `5.0.1`, `v5.0.1` or the name of an imported release.
  public let release: String

  /// Reads an id, in any form that `RecordID` accepts, with `@` and a release; nil for other text.
  public init?(_ word: String) {
    guard let at = word.firstIndex(of: "@"), let id = RecordID(String(word[..<at])) else { return nil }
    let release = word[word.index(after: at)...]
    guard !release.isEmpty else { return nil }
    self.id = id
    self.release = String(release)
  }
}
