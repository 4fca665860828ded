import AtlasCore

/// What help says of the orders of a list.
extension SortKey {
  private var note: String {
    switch self {
    case .id, .name: ""
    case .modified, .created, .date: "newest first"
    case .maturity: "realized first"
    case .position: "column of the matrix"
    case .mitigations, .techniques, .caseStudies, .steps: "most first"
    case .step: "with --for a case study"
    case .matches: "with --for, most first"
    }
  }

  /// The orders for lists of any of the kinds.
  static func choices(of kinds: [RecordKind]) -> [Choice] {
    allCases.filter { key in key.kinds?.contains { kinds.contains($0) } ?? true }.map { Choice($0.rawValue, $0.note) }
  }

  /// The title of a column that shows the value; nil where the list shows it anyway.
  var title: String? {
    switch self {
    case .id, .name, .step, .matches: nil
    case .position: "Column"
    case .caseStudies: "Case studies"
    default: (rawValue.first?.uppercased() ?? "") + rawValue.dropFirst()
    }
  }
}
