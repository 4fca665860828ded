/// The bullets `- **Label:** value` of a page's metadata.
package enum Metadata {
  /// The labels that pages use.
  package enum Label: Sendable {
    case id(RecordKind)
    case created, modified
    case maturity, platforms, parent
    case attackReference
    case category, lifecycle
    case date, type, target, actor, reporter
  }

  private static let labels: [(name: Bytes, label: Label)] = [
    ("Technique ID", .id(.technique)), ("Tactic ID", .id(.tactic)), ("Mitigation ID", .id(.mitigation)),
    ("Case Study ID", .id(.caseStudy)),
    ("Created", .created), ("Last Modified", .modified), ("Modified", .modified),
    ("Maturity", .maturity), ("Platforms", .platforms), ("Platform", .platforms),
    ("Parent Technique", .parent), ("Sub-Technique of", .parent),
    ("MITRE ATT&CK Reference", .attackReference), ("ATT&CK Reference", .attackReference),
    ("Category", .category), ("ML Lifecycle", .lifecycle), ("Lifecycle", .lifecycle),
    ("Incident Date", .date), ("Date", .date), ("Type", .type), ("Target", .target), ("Actor", .actor),
    ("Reporter", .reporter),
  ]

  /// The label's name and the value of a line `- **Name:** value`; nil when the line has another form.
  package static func pair(_ line: Bytes) -> (name: Bytes, value: Bytes)? {
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

  /// The same with a label that the reader knows; nil for any other.
  package static func item(_ line: Bytes) -> (label: Label, value: Bytes)? {
    guard let pair = pair(line), let label = label(named: pair.name) else { return nil }
    return (label, pair.value)
  }

  /// The label of that name in any case, or nil.
  package static func label(named name: Bytes) -> Label? {
    labels.first { $0.name.equals(ignoringCase: name) }?.label
  }
}
