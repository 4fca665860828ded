/// Checks a release after reading it.
extension ReleaseReader {
  mutating func check() throws(ReleaseError) {
    for mention in mentions where places[mention.id] == nil {
      throw error(.unknownRecord(mention.id, from: YAMLError.excerpt(mention.from)), at: mention.place)
    }
    try checkParents()
    for study in release.caseStudies where study.steps.isEmpty && !studiesWithGaps.contains(study.entry.id) {
      guard let place = places[study.entry.id] else { continue }
      throw error(.noSteps(study.entry.id), at: place)
    }
    noteRepeatedUses()
  }

  private mutating func checkParents() throws(ReleaseError) {
    var parents: [RecordID: RecordID] = [:]
    for index in release.techniques.indices {
      let id = release.techniques[index].entry.id
      if release.techniques[index].parent == nil, let parent = id.parent, places[parent] != nil {
        if let place = places[id] { note(.warning, at: place, "\(id) names no parent; its id says \(parent)") }
        release.techniques[index].parent = parent
      }
      parents[id] = release.techniques[index].parent
    }
    for technique in release.techniques {
      var current = technique.entry.id
      var steps = 0
      while let parent = parents[current] {
        steps += 1
        if parent == technique.entry.id, let place = places[parent] { throw error(.parentCycle(parent), at: place) }
        // A cycle among the ancestors is reported for a technique in the cycle.
        if steps > release.techniques.count { break }
        current = parent
      }
      guard let parent = technique.parent, let place = places[technique.entry.id] else { continue }
      if steps == 2 { note(.warning, at: place, "\(parent), the parent of \(technique.entry.id), has a parent itself") }
      if technique.entry.id.parent != parent {
        note(.warning, at: place, "by its id, \(technique.entry.id) is not a sub-technique of \(parent)")
      }
    }
  }

  private mutating func noteRepeatedUses() {
    for mitigation in release.mitigations {
      var seen: Set<RecordID> = []
      for use in mitigation.uses where !seen.insert(use.technique).inserted {
        guard let place = places[mitigation.entry.id] else { continue }
        note(.warning, at: place, "\(mitigation.entry.id) names \(use.technique) twice")
      }
    }
  }
}
