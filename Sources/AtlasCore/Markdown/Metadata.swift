/// The bullets `- **Label:** value` of a page's metadata.
package enum Metadata {
  /// The labels that pages use.
  package enum Label: UInt8, Sendable {
    case techniqueID, tacticID, mitigationID, caseStudyID
    case created, modified
    case maturity, platforms, parent
    case attackReference
    case category, lifecycle
    case date, type, target, actor, reporter
    case adapted
    case wording
    /// The id of a record of any kind.
    case id
  }

  private static let labels: [(name: Bytes, label: Label)] = [
    ("Technique ID", .techniqueID), ("Tactic ID", .tacticID), ("Mitigation ID", .mitigationID),
    ("Case Study ID", .caseStudyID), ("ID", .id), ("ATLAS ID", .id),
    ("Created", .created), ("Last Modified", .modified), ("Modified", .modified),
    ("Maturity", .maturity), ("Platforms", .platforms), ("Platform", .platforms),
    ("Parent Technique", .parent), ("Sub-Technique of", .parent),
    ("MITRE ATT&CK Reference", .attackReference), ("ATT&CK Reference", .attackReference),
    ("Category", .category), ("ML Lifecycle", .lifecycle), ("Lifecycle", .lifecycle),
    ("Incident Date", .date), ("Date", .date), ("Type", .type), ("Target", .target), ("Actor", .actor),
    ("Reporter", .reporter), ("Adapted from ATT&CK", .adapted), ("Wording", .wording),
  ]

  /// The name and value of a line `- **Name:** value`; nil for any other line.
  package static func pair(_ line: Bytes) -> (name: Bytes, value: Bytes)? {
    // A numbered item is text, because `Escape` does not escape numbers.
    guard line.trimmed.first?.isDigit != true else { return nil }
    guard var rest = line.bulletText ?? (line.trimmed.starts(with: "**" as Bytes) ? line.trimmed : nil),
      rest.eat("**"), let end = rest.range(of: "**")
    else { return nil }
    var name = rest[rest.startIndex..<end.lowerBound].trimmed
    var value = rest[end.upperBound..<rest.endIndex].trimmed
    if name.last == .colon {
      name = name.dropLast().trimmed
    } else if !value.eat(.colon) {
      return nil
    }
    return (name, value.trimmed)
  }

  /// The label and value of a metadata line with a known label; nil for any other line.
  package static func item(_ line: Bytes) -> (label: Label, value: Bytes)? {
    guard let pair = pair(line), let label = label(named: pair.name) else { return nil }
    return (label, pair.value)
  }

  /// The id that a value is, alone, as code or as the label of a link; nil for any other value.
  package static func id(_ value: Bytes) -> RecordID? {
    var rest = value
    if let link = Link(eating: &rest), rest.trimmed.isEmpty { return link.id ?? RecordID(link.label) }
    return RecordID(value.stripped(of: .backtick))
  }

  /// The label with that name, ignoring case, or nil.
  package static func label(named name: Bytes) -> Label? {
    labels.first { $0.name.equals(ignoringCase: name) }?.label
  }
}

extension Metadata.Label {
  /// The kind of record whose id has this label; nil for any other label.
  package var idKind: RecordKind? {
    switch self {
    case .techniqueID: .technique
    case .tacticID: .tactic
    case .mitigationID: .mitigation
    case .caseStudyID: .caseStudy
    default: nil
    }
  }

  /// Whether the value is a date.
  package var isDate: Bool { self == .created || self == .modified || self == .date }
}
