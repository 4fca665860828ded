import AtlasCore

/// What a picture of the matrix shows, whichever format it is drawn in.
struct MatrixPicture {
  let base: KnowledgeBase
  let answer: MatrixAnswer
  /// Whether sub-techniques are shown without being asked for.
  var showsSubtechniques = false

  /// What it is, in a few words.
  var title: String { answer.title }

  /// What it shows, in a sentence or two.
  ///
  /// - Parameter countsHidden: whether it says how many sub-techniques are not drawn; the page has them folded in.
  /// - Returns: the text.
  func summary(countsHidden: Bool = true) -> String {
    let all = answer.techniqueCount
    let count = "\(all) \(RecordKind.technique.noun(all))"
    var summary = answer.hasMarks ? "\(answer.markedCount) of \(count) marked" : count
    let drawn = Set(answer.columns.flatMap { $0.cells.flatMap(shown) }.map(\.technique)).count
    if countsHidden, drawn < all {
      summary += "; \(all - drawn) sub-\(RecordKind.technique.noun(all - drawn)) not shown"
    }
    // A title that is made from the query names the measure.
    return summary + (answer.title.hasSuffix(answer.legend.title) ? "." : ". Color: \(answer.legend.title).")
  }

  /// Where the facts come from.
  var source: String {
    answer.release.map { "MITRE ATLAS, release \($0)" } ?? "From pages that do not name a release"
  }

  /// A technique, and those of its sub-techniques that are drawn: marked ones in any case, since a mark must not be lost.
  func shown(_ cell: MatrixAnswer.Cell) -> [MatrixAnswer.Cell] {
    [cell] + cell.subtechniques.filter { showsSubtechniques || $0.mark != nil }
  }

  /// How many techniques a column has, without their sub-techniques.
  func note(on column: MatrixAnswer.Column) -> String {
    "\(column.cells.count) \(RecordKind.technique.noun(column.cells.count))"
  }

  /// How many sub-techniques a technique has.
  func note(on cell: MatrixAnswer.Cell) -> String {
    "\(cell.subtechniques.count) sub-\(RecordKind.technique.noun(cell.subtechniques.count))"
  }

  /// The value of a cell, with a sign where its color stands for something else.
  func value(of cell: MatrixAnswer.Cell) -> String {
    let sign = MatrixPicture.sign(cell.paint)
    let value = Markup.shown(cell.value.utf8)
    return sign.isEmpty || value.isEmpty ? sign + value : "\(sign) \(value)"
  }

  /// The sign that says what a color does, where no value says it.
  static func sign(_ paint: MatrixPaint) -> String {
    switch paint {
    case .plain, .step: ""
    case .marked, .category: MatrixScale.sign(paint)
    }
  }

  /// What a pointer on a cell shows: id, name, value, and the remark on its mark.
  func caption(of cell: MatrixAnswer.Cell) -> String {
    // A technique that was removed since an older release is not in the knowledge base.
    let name = base.contains(cell.technique) ? base.fullName(of: cell.technique) : cell.name
    var caption = "\(cell.technique) \(name)"
    if case .category(let category) = cell.paint { caption += ": \(category.label)" }
    if !cell.value.isEmpty { caption += ": \(cell.value)" }
    let comment = comment(on: cell)
    return comment.isEmpty ? caption : "\(caption). \(comment)"
  }

  /// The remark on the mark of a technique; empty where there is none.
  func comment(on cell: MatrixAnswer.Cell) -> String {
    cell.mark?.comment.map { MatrixPicture.plain(Bytes(copying: $0)) } ?? ""
  }

  /// What a technique is about: the first paragraph of its description; empty where there is none.
  func about(_ id: RecordID) -> String {
    guard let description = base.record(id)?.descriptionBytes else { return "" }
    var rest = description
    var end = rest.startIndex
    while let line = rest.eatLine() {
      let text = line.trimmed
      if text.isEmpty || text.starts(with: Bytes("- ")) || text.starts(with: Bytes("* ")) { break }
      end = line.endIndex
    }
    return MatrixPicture.plain(description[description.startIndex..<end])
  }

  /// The text of Markdown in one line, without markup.
  private static func plain(_ text: Bytes) -> String {
    var output = Output()
    var wrap = Wrap(width: nil)
    Inline.write(text, to: &wrap, &output)
    wrap.finish(&output)
    return String(decoding: output.buffer.dropLast(), as: UTF8.self)
  }
}
