/// The relations of a format 6 file while they are read.
struct Format6Relations {
  /// The tactics of the matrix, with their positions.
  var columns: [(position: Int?, tactic: RecordID)] = []
  /// The steps of each case study, in file order.
  var steps: [[Format6Step]]
  /// The steps that are left out, each with the index of its case study.
  var skipped: [(row: Int, step: Format6Step.Names)] = []
  private var rows: [RecordID: Int] = [:]

  init(_ release: ReleaseFile) {
    steps = Array(repeating: [], count: release.caseStudies.count)
    for (row, technique) in release.techniques.enumerated() { rows[technique.entry.id] = row }
    for (row, mitigation) in release.mitigations.enumerated() { rows[mitigation.entry.id] = row }
    for (row, study) in release.caseStudies.enumerated() { rows[study.entry.id] = row }
  }

  /// The index of the record that is the source of a relation.
  func row(_ reader: ReleaseReader, _ source: YAMLValue, _ kind: RecordKind) throws(ReleaseError) -> Int {
    let id = try reader.id(source, "source", of: kind)
    guard let row = rows[id] else { throw reader.error(.unknownRecord(id, from: "a relation"), at: source) }
    return row
  }

  /// Sorts the steps and the tactics, and stores them in the release.
  mutating func finish(_ reader: inout ReleaseReader) throws(ReleaseError) {
    for (row, names) in Dictionary(grouping: skipped, by: \.row) {
      Format6Step.bridge(names.map(\.step), in: &steps[row])
      reader.studiesWithGaps.insert(reader.release.caseStudies[row].entry.id)
    }
    for (row, steps) in steps.enumerated() where !steps.isEmpty {
      let study = reader.release.caseStudies[row].entry.id
      reader.release.caseStudies[row].steps = try Format6Step.ordered(steps, of: study, &reader)
    }
    guard !columns.isEmpty else { return }
    var order: [RecordID: Int] = [:]
    let sorted = columns.enumerated().sorted {
      ($0.element.position ?? .max, $0.offset) < ($1.element.position ?? .max, $1.offset)
    }
    for (column, item) in sorted.enumerated() where order[item.element.tactic] == nil {
      order[item.element.tactic] = column
    }
    for tactic in reader.release.tactics where order[tactic.entry.id] == nil {
      guard let place = reader.places[tactic.entry.id] else { continue }
      reader.note(.warning, at: place, "\(tactic.entry.id) is not in the matrix; added as its last column")
    }
    reader.release.tactics.sort {
      (order[$0.entry.id] ?? .max, $0.entry.id) < (order[$1.entry.id] ?? .max, $1.entry.id)
    }
  }
}
