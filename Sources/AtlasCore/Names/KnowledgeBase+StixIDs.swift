/// Records by their ids in STIX.
extension KnowledgeBase {
  /// The records by the UUIDs that STIX has for them, retired ids included.
  package var stixIDs: [String: RecordID] {
    var known: [String: RecordID] = [:]
    for id in ids() + history.changes.map(\.id) { known[StixID.uuid(of: id.description)] = id }
    return known
  }
}
