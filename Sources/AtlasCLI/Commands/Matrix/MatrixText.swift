import AtlasCore

/// The matrix on a terminal: as many columns as fit beside each other, and the others in bands below.
struct MatrixText {
  let answer: MatrixAnswer
  let showsSubtechniques: Bool

  private static let gap = 2
  /// The least width of a column, in which an id and the start of a name can be read.
  private static let minimum = 18
  /// The greatest width of a column where there are several bands, and where all columns fit into one.
  private static let (maximum, maximumAlone) = (24, 48)

  /// A piece of a line with one role; an id links to its record.
  private struct Piece {
    let text: Bytes
    let role: Role
    var id: RecordID?
    /// Whether it is at the right end of the column.
    var isTrailing = false
  }
  private typealias Line = [Piece]

  func write(_ output: inout Output) {
    var wrap = Wrap(width: output.proseWidth)
    wrap.add(answer.title, as: .heading, to: &output)
    wrap.finish(&output)
    let width = output.width ?? 80
    let fitting = max((width + MatrixText.gap) / (MatrixText.minimum + MatrixText.gap), 1)
    let count = min(fitting, answer.columns.count)
    let maximum = count == answer.columns.count ? MatrixText.maximumAlone : MatrixText.maximum
    let columnWidth = min((width - MatrixText.gap * (count - 1)) / count, maximum)
    var rest = answer.columns[...]
    while !rest.isEmpty {
      output.newline()
      write(rest.prefix(count), columnWidth, &output)
      rest = rest.dropFirst(count)
    }
    MatrixFoot(answer: answer, showsSubtechniques: showsSubtechniques).write(&output)
  }

  private func write(_ band: ArraySlice<MatrixAnswer.Column>, _ width: Int, _ output: inout Output) {
    let names = band.map { wrapped($0.name, width) }
    let height = names.map(\.count).max() ?? 0
    let columns = zip(band, names).map { column, name in
      name + Array(repeating: [], count: height - name.count) + [head(column)] + lines(of: column)
    }
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      /// Blanks are written when something follows them, so that no line ends in them.
      var blanks = 0
      for column in columns {
        write(row < column.count ? column[row] : [], width, &blanks, &output)
        blanks += MatrixText.gap
      }
      output.newline()
    }
  }

  /// Writes a line of a column: what trails is at the right end, and what comes before it is cut to the room that is left.
  private func write(_ line: Line, _ width: Int, _ blanks: inout Int, _ output: inout Output) {
    let trailing = line.filter(\.isTrailing)
    var room = width - trailing.reduce(0) { $0 + Width.columns(of: $1.text) + 1 }
    for piece in line where !piece.isTrailing {
      let text = Columns.cut(piece.text, max(room, 0))
      let taken = Width.columns(of: text)
      guard taken > 0, room > 0 else { continue }
      room -= taken
      // Blanks at the end of a piece wait for what follows.
      let inked = text.count - text.reversed().prefix { $0 == UInt8(ascii: " ") }.count
      if inked > 0 {
        output.spaces(blanks)
        blanks = 0
        if let id = piece.id {
          output.id(id, as: text.prefix(inked), piece.role)
        } else {
          output.text(text.prefix(inked), as: piece.role)
        }
      }
      blanks += text.count - inked
    }
    blanks += room
    for piece in trailing {
      output.spaces(blanks + 1)
      blanks = 0
      output.text(piece.text, as: piece.role)
    }
  }

  // MARK: Columns

  private func head(_ column: MatrixAnswer.Column) -> Line {
    let cells = column.cells.flatMap { [$0] + $0.subtechniques }
    let marked = cells.count { $0.mark != nil }
    let count = answer.hasMarks ? "\(marked)/\(cells.count)" : "\(cells.count)"
    guard let tactic = column.tactic else { return [Piece(text: Bytes(copying: count), role: .note)] }
    return [
      Piece(text: Bytes(copying: tactic.short), role: .id, id: tactic),
      Piece(text: Bytes(copying: " · \(count)"), role: .note),
    ]
  }

  /// A name in as many lines as it needs; a word that is longer than the column is cut.
  private func wrapped(_ name: String, _ width: Int) -> [Line] {
    var lines: [String] = []
    for word in MatrixText.safe(Bytes(copying: name)).string.split(separator: " ") {
      if let last = lines.last, Width.columns(of: last) + 1 + Width.columns(of: String(word)) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { [Piece(text: Bytes(copying: $0), role: .heading)] }
  }

  private func lines(of column: MatrixAnswer.Column) -> [Line] {
    column.cells.flatMap { cell in
      [line(cell, parent: nil)]
        + (showsSubtechniques ? cell.subtechniques.map { line($0, parent: cell.technique) } : [])
    }
  }

  private var hasSigns: Bool { !answer.legend.items.isEmpty }

  private func line(_ cell: MatrixAnswer.Cell, parent: RecordID?) -> Line {
    var line: Line = []
    if hasSigns {
      let isInside = !showsSubtechniques && cell.marksOnlySubtechniques
      let sign = isInside ? MatrixScale.subtechniquesSign : MatrixScale.sign(cell.paint)
      line.append(Piece(text: Bytes(copying: sign + " "), role: isInside ? .match : cell.paint.role))
    }
    let isContext = answer.hasMarks && cell.mark == nil
    let short = cell.technique.short
    // Below its parent, a sub-technique goes by the end of its id.
    let label = parent == nil ? short : " " + short.drop { $0 != "." }
    line.append(Piece(text: Bytes(copying: label + " "), role: isContext ? .note : .id, id: cell.technique))
    let role: Role = isContext ? .note : answer.hasMarks ? .strong : .prose
    line.append(Piece(text: MatrixText.safe(cell.nameBytes), role: role))
    if let trailer = trailer(cell) {
      line.append(Piece(text: Bytes(copying: trailer), role: .note, isTrailing: true))
    }
    return line
  }

  /// What is at the right end of a cell: a short value, or how many sub-techniques are not shown.
  private func trailer(_ cell: MatrixAnswer.Cell) -> String? {
    if !cell.value.isEmpty, cell.value.utf8.count <= 4 { return cell.value }
    guard !showsSubtechniques, !cell.subtechniques.isEmpty else { return nil }
    let marked = cell.markedSubtechniques
    return "+" + (marked > 0 ? "\(marked)/" : "") + "\(cell.subtechniques.count)"
  }

  /// A name as it is shown, so that its width can be known.
  private static func safe(_ name: Bytes) -> Bytes {
    if name.isHarmless { return name }
    var safe: [UInt8] = []
    safe.appendSanitized(name)
    return Bytes(copying: safe)
  }
}

extension MatrixPaint {
  /// How a sign is painted on a terminal.
  var role: Role {
    switch self {
    case .plain: .prose
    case .marked: .match
    case .step: .id
    case .category(.covered), .category(.added): .added
    case .category(.exposed), .category(.removed): .removed
    case .category(.unaddressed), .category(.changed): .warning
    }
  }
}
