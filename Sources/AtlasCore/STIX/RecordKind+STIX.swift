/// The names of the kinds of record in STIX.
extension RecordKind {
  /// The type of object that stands for a record: `attack-pattern`.
  var stixType: String {
    switch self {
    case .tactic: "x-mitre-tactic"
    case .technique: "attack-pattern"
    case .mitigation: "course-of-action"
    case .caseStudy: "campaign"
    }
  }

  /// The kind for which a type of object stands; nil for other types.
  init?(stixType: String) {
    guard let kind = RecordKind.allCases.first(where: { $0.stixType == stixType }) else { return nil }
    self = kind
  }
}

extension StixID {
  /// The name of the ATLAS data in external references and kill chains.
  static let source = "mitre-atlas"
  /// The name of ATT&CK in external references.
  static let attackSource = "mitre-attack"

  /// The id of the object that stands for a record: `attack-pattern--` and a UUID, the same as in MITRE's bundles.
  static func object(_ id: RecordID) -> String { "\(id.kind.stixType)--\(uuid(of: id.description))" }
}
