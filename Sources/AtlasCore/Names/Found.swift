/// What a word that stands for a record turned out to mean.
public enum Found: Sendable {
  /// One record, and what is to be said about the word.
  case record(RecordID, Remark?)
  /// Several records; the word does not say which.
  case ambiguous([RecordID])
  /// No record of this corpus.
  case missing(Miss)

  /// Something to tell whoever used the word.
  public enum Remark: Sendable {
    /// The id was retired in that release; the record took its place.
    case retired(RecordID, release: Bytes)
    /// The record had that name until that release.
    case renamed(Bytes, release: Bytes)
  }

  /// Why no record was found.
  public enum Miss: Sendable {
    /// An id that this release does not have; the records with the nearest ids.
    case id(RecordID, near: [RecordID])
    /// An id that was retired in that release without a successor that the corpus knows.
    case retired(RecordID, release: Bytes)
    /// A name, slug or word; the records with the nearest names.
    case name(near: [RecordID])
  }
}
