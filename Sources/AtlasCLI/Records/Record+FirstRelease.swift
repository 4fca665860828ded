import AtlasCore
import AtlasData

extension Record {
  /// The release that first had a record of MITRE's, from the facts compiled in: imported releases do not have them.
  var firstRelease: ReleaseTimeline.FirstRelease? {
    isOfficial ? KnowledgeBase.bundled.timeline.firstRelease(of: id) : nil
  }
}
