/// Reads the formats before 6: lists of records under `matrices`, or at the top of the file.
extension ReleaseReader {
  mutating func readEarlierFormat(_ root: YAMLValue) throws(ReleaseError) {
    let lists: [Bytes] = ["tactics", "techniques", "mitigations", "case-studies"]
    release.collection = try part(root, "release", others: lists + ["matrices"])
    try readLists(root)
    if let matrices = root["matrices"] {
      for matrix in try elements(matrices, "matrices") {
        let part = try part(matrix, "matrix", others: lists)
        if release.matrix == nil {
          release.matrix = part
        } else {
          note(.warning, at: matrix, "a second matrix; its records are added to those of the first")
        }
        try readLists(matrix)
      }
    }
    inheritTactics()
  }

  private mutating func readLists(_ value: YAMLValue) throws(ReleaseError) {
    for kind in RecordKind.allCases {
      let name = Bytes(copying: kind.plural)
      guard let list = value[name] else { continue }
      for element in try elements(list, name) { try readRecord(kind, element) }
    }
  }

  /// Gives sub-techniques the tactics of their parents.
  ///
  /// These formats give tactics for techniques only. Format 6 gives them for each sub-technique as well, with the same
  /// result for all sub-techniques that are in both.
  private mutating func inheritTactics() {
    var tactics: [RecordID: [RecordID]] = [:]
    for technique in release.techniques { tactics[technique.entry.id] = technique.tactics }
    for index in release.techniques.indices where release.techniques[index].tactics.isEmpty {
      guard let parent = release.techniques[index].parent else { continue }
      release.techniques[index].tactics = tactics[parent] ?? []
    }
  }
}
