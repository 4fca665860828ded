public import AtlasCore
import AtlasData

extension Release {
  /// The date of the release: its own, or the one that the bundled pages record, because many release files have none.
  public var knownDate: PartialDate? {
    date ?? version.flatMap { KnowledgeBase.bundled.timeline.release($0)?.date }
  }
}
