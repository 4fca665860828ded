/// A layer of ATT&CK Navigator for the matrix of ATLAS: marks of techniques in a file.
public struct Layer: Sendable {
  /// The name, shown on the tab of the layer.
  public var name: String
  /// What the layer shows.
  public var description = ""
  /// The release that it was made for; nil if it does not say.
  public var release: String?
  /// The techniques, in the order of the file.
  public var entries: [Entry] = []
  /// What the colors mean.
  public var legend: [(label: String, color: String)] = []
  /// The least and the greatest score, for the gradient; nil where there are no scores.
  public var scores: ClosedRange<Double>?

  /// A technique of a layer.
  public struct Entry: Sendable {
    /// The id as it is written.
    public var id: String
    /// The short name of the tactic in whose column it is marked; nil for all of its columns.
    public var tactic: String?
    /// A number that the gradient colors.
    public var score: Double?
    /// A color, which counts more than the score: `#rrggbb`.
    public var color: String?
    /// A remark.
    public var comment: String?
    /// The category of a report of coverage or of changes.
    public var category: MatrixCategory?
    /// Further facts for a reader, each a name and a value.
    public var metadata: [(name: String, value: String)] = []
    /// Whether it is not grayed out.
    public var isEnabled = true
    /// Whether its sub-techniques are shown.
    public var showsSubtechniques = false
    /// The line of the file, from 1; 0 for an entry that was not read.
    public var line = 0

    /// An entry for an id, to be completed by its properties.
    public init(_ id: String) { self.id = id }

    /// Whether it only opens the sub-techniques, as the entry of a parent beside that of a sub-technique does.
    var onlyOpens: Bool {
      showsSubtechniques && score == nil && color == nil && comment == nil && category == nil && metadata.isEmpty
    }
  }

  /// An empty layer.
  public init(name: String) { self.name = name }

  /// The name of ATLAS in layers.
  public static let domain = "atlas-atlas"

  /// A version of the format.
  public enum Version: String, CaseIterable, Sendable {
    /// What ATT&CK Navigator 4.9 and later write.
    case current = "4.5"
    /// What MITRE's ATLAS Navigator reads.
    case former = "4.3"

    /// The first version of Navigator that reads it.
    var navigator: String { self == .current ? "4.9.0" : "4.6.4" }
  }

  /// The versions that can be read.
  static let readVersions = ["4.3", "4.4", "4.5"]
}

// MARK: - From the matrix

extension Layer {
  /// The layer of a matrix: what it marks or shades, with the colors and the legend that it has in other formats.
  ///
  /// Of a matrix in which nothing is marked, all cells are.
  public init(_ answer: MatrixAnswer) {
    self.init(name: answer.title)
    release = answer.release
    description = "Techniques of MITRE ATLAS" + (answer.release.map { " \($0)" } ?? "")
    let cells = answer.columns.flatMap { column in column.cells.map { (column: column, cell: $0) } }
    for (column, cell) in cells {
      let own = entry(cell, column, of: answer)
      let children = cell.subtechniques.compactMap { entry($0, column, of: answer) }
      if var own {
        own.showsSubtechniques = !children.isEmpty
        entries.append(own)
      } else if let first = children.first {
        var opener = Entry(cell.technique.description)
        opener.tactic = first.tactic
        opener.showsSubtechniques = true
        entries.append(opener)
      }
      entries += children
    }
    // A mark in all columns comes once for each.
    var seen: Set<String> = []
    entries.removeAll { !seen.insert("\($0.id) \($0.tactic ?? "")").inserted }
    legend = answer.legend.items.compactMap { item in
      MatrixScale.fill(item.paint).map { (Layer.label(item.label, answer.legend.title), $0) }
    }
    let all = entries.compactMap(\.score)
    if let least = all.min(), let most = all.max() { scores = (least < most ? least : most - 1)...most }
  }

  private static func label(_ label: String, _ title: String) -> String { title.isEmpty ? label : "\(title): \(label)" }

  private func entry(
    _ cell: MatrixAnswer.Cell, _ column: MatrixAnswer.Column, of answer: MatrixAnswer
  ) -> Entry? {
    guard cell.paint != .plain || cell.mark != nil || !answer.hasMarks else { return nil }
    var entry = Entry(cell.technique.description)
    if let tactic = column.tactic, cell.mark?.tactic == tactic || !answer.hasMarks { entry.tactic = column.shortName }
    entry.score = cell.mark?.score ?? (answer.measure == nil ? nil : Double(cell.value))
    entry.comment = cell.mark?.comment
    entry.category = cell.mark?.category
    if let measure = answer.measure, !cell.value.isEmpty { entry.metadata = [(measure.rawValue, cell.value)] }
    // The gradient gives scores their colors, so that it can be changed in Navigator.
    if case .step = cell.paint, answer.measure == nil { return entry }
    let isUnmarked = !answer.hasMarks && answer.measure == nil
    entry.color = MatrixScale.fill(isUnmarked ? .marked : cell.paint)
    return entry
  }
}

// MARK: - To JSON

extension Layer {
  /// The layer in a version of the format.
  package func value(_ version: Version) -> Value {
    var pairs: [(key: StaticString, value: Value)] = [
      ("name", .string(Bytes(copying: name))),
      (
        "versions",
        .keyed(("navigator", .text(version.navigator)), ("layer", .text(version.rawValue)))
      ),
      ("domain", .text(Layer.domain)),
      ("description", .string(Bytes(copying: description))),
      ("sorting", .number(0)),
      ("layout", .keyed(("layout", .text("side")), ("showID", .bool(true)), ("showName", .bool(true)))),
      ("hideDisabled", .bool(false)),
      ("techniques", .array(entries.map(\.value))),
    ]
    if let scores {
      pairs.append(
        (
          "gradient",
          .keyed(
            ("colors", .array(MatrixScale.steps.map { .text($0) })), ("minValue", .score(scores.lowerBound)),
            ("maxValue", .score(scores.upperBound)))
        ))
    }
    pairs.append(
      (
        "legendItems",
        .array(legend.map { .keyed(("label", .string(Bytes(copying: $0.label))), ("color", .text($0.color))) })
      ))
    if let release { pairs.append(("metadata", .array([.named("atlas_data_version", release)]))) }
    return .object(pairs)
  }
}

extension Layer.Entry {
  fileprivate var value: Value {
    var pairs: [(key: StaticString, value: Value)] = [("techniqueID", .string(Bytes(copying: id)))]
    if let tactic { pairs.append(("tactic", .string(Bytes(copying: tactic)))) }
    if let score { pairs.append(("score", .score(score))) }
    if let color { pairs.append(("color", .text(color))) }
    if let comment { pairs.append(("comment", .string(Bytes(copying: comment)))) }
    let facts = metadata + (category.map { [("category", $0.rawValue)] } ?? [])
    if !facts.isEmpty { pairs.append(("metadata", .array(facts.map { .named($0.name, $0.value) }))) }
    if showsSubtechniques { pairs.append(("showSubtechniques", .bool(true))) }
    return .object(pairs)
  }
}

extension Value {
  /// A score: a whole number without a fraction.
  package static func score(_ score: Double?) -> Value {
    score.map { score in Int(exactly: score).map { .number($0) } ?? .real(score) } ?? .null
  }

  /// A fact in a layer.
  fileprivate static func named(_ name: String, _ value: String) -> Value {
    .keyed(("name", .string(Bytes(copying: name))), ("value", .string(Bytes(copying: value))))
  }
}
