import AtlasCore

/// How lists of changes name what took the place of a retired record.
extension Wrap {
  /// Adds the successors of a record, with their names.
  mutating func add(successors: [RecordID], _ base: KnowledgeBase, to output: inout Output) {
    add(successors.isEmpty ? " is gone" : " is now ", to: &output)
    for (index, id) in successors.enumerated() {
      if index > 0 { add(", ", to: &output) }
      add(id, to: &output)
      if base.contains(id) { add(" \(base.fullNameBytes(of: id))", to: &output) }
    }
  }
}
