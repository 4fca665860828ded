import AtlasCore

/// A table for a terminal: aligned columns under their titles, in the width there is.
///
/// Where not everything fits, columns go that matter less, rather than all of them becoming narrow; then one column
/// is wrapped within itself, and others are cut.
struct Columns {
  struct Column {
    let title: String
    var role = Role.prose
    var isNumber = false
    /// How narrow it may become; a column whose cells are all narrower does not need as much.
    var minimum = 20
    /// In which order columns go that do not fit, the highest first; nil for one that stays.
    var dispensability: Int?
    /// Whether a cell that is too long goes on below, not to lose a word of it.
    var isWrapped = false
  }

  /// A cell: text, or the id of a record, which is a link.
  enum Cell {
    case text(Bytes, Role?)
    case id(RecordID)

    fileprivate var columns: Int {
      switch self {
      case .text(let text, _): Width.columns(of: text)
      case .id(let id): id.description.utf8.count
      }
    }
  }

  private static let gap = 2

  let columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row with a cell for each column.
  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// Writes titles and rows.
  func write(_ output: inout Output) {
    let widths = widths(in: output.width)
    let shown = columns.indices.filter { widths[$0] > 0 }
    write(shown.map { .text(Bytes(copying: columns[$0].title), .label) }, shown, widths, &output)
    for row in rows { write(shown.map { row[$0] }, shown, widths, &output) }
  }

  // MARK: Widths

  /// The width of each column; 0 for one that is left out.
  private func widths(in width: Int?) -> [Int] {
    var natural = columns.map { Width.columns(of: $0.title) }
    for row in rows {
      for (column, cell) in row.enumerated() { natural[column] = max(natural[column], cell.columns) }
    }
    guard let width else { return natural }
    let least = zip(columns, natural).map { min($0.minimum, $1) }
    var shown = Array(columns.indices)
    func total(_ widths: [Int]) -> Int { shown.reduce(-Columns.gap) { $0 + widths[$1] + Columns.gap } }
    let dispensable = columns.indices.filter { columns[$0].dispensability != nil }
      .sorted { columns[$0].dispensability ?? 0 > columns[$1].dispensability ?? 0 }
    for column in dispensable where total(least) > width { shown.removeAll { $0 == column } }
    var widths = columns.indices.map { shown.contains($0) ? least[$0] : 0 }
    // What is left goes to the column that is wrapped, then to the others from the left.
    for column in shown.filter({ columns[$0].isWrapped }) + shown.filter({ !columns[$0].isWrapped }) {
      widths[column] += max(0, min(natural[column] - widths[column], width - total(widths)))
    }
    return widths
  }

  // MARK: Rows

  private func write(_ cells: [Cell], _ shown: [Int], _ widths: [Int], _ output: inout Output) {
    var rest = cells.map { cell -> Bytes in if case .text(let text, _) = cell { text } else { .empty } }
    var isFirst = true
    repeat {
      /// Blanks are written when something follows them, so that no line ends in them.
      var blanks = 0
      for (place, column) in shown.enumerated() {
        let width = widths[column]
        if place > 0 { blanks += Columns.gap }
        if isFirst, case .id(let id) = cells[place] {
          output.spaces(blanks)
          output.id(id)
          blanks = width - cells[place].columns
          continue
        }
        let piece = columns[column].isWrapped ? Columns.eatLine(of: &rest[place], width) : rest[place]
        if !columns[column].isWrapped { rest[place] = .empty }
        let text = Columns.cut(piece, width)
        let taken = Width.columns(of: text)
        guard taken > 0 else {
          blanks += width
          continue
        }
        let before = columns[column].isNumber ? max(0, width - taken) : 0
        output.spaces(blanks + before)
        var role = columns[column].role
        if case .text(_, let own?) = cells[place] { role = own }
        output.text(text, as: role)
        blanks = max(0, width - taken - before)
      }
      output.newline()
      isFirst = false
    } while rest.contains { !$0.isEmpty }
  }

  /// Takes off the front what fits into a line of a cell; further lines are set in by as much as the first, and two.
  private static func eatLine(of text: inout Bytes, _ width: Int) -> Bytes {
    guard Width.columns(of: text) > width else {
      defer { text = .empty }
      return text
    }
    var end: Int?
    let lead = text.prefix { $0 == UInt8(ascii: " ") }
    var index = lead.endIndex
    while let blank = text[index...].firstIndex(of: UInt8(ascii: " ")) {
      guard Width.columns(of: text[text.startIndex..<blank]) <= width else { break }
      end = blank
      index = blank + 1
    }
    guard let end else {
      defer { text = .empty }
      return text
    }
    defer {
      let indent = String(repeating: " ", count: min(lead.count + (lead.isEmpty ? 2 : 0), 4))
      text = Bytes(copying: indent + text[(end + 1)...].string)
    }
    return text[text.startIndex..<end]
  }

  /// The text, or what fits of it and `…`.
  static func cut(_ text: Bytes, _ width: Int) -> Bytes {
    guard Width.columns(of: text) > width else { return text }
    var kept = ""
    var columns = 1
    for scalar in text.string.unicodeScalars {
      columns += Width.columns(of: scalar)
      if columns > width { break }
      kept.unicodeScalars.append(scalar)
    }
    return Bytes(copying: kept + "…")
  }
}
