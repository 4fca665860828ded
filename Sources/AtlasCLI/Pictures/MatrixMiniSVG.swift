import AtlasCore

/// Draws the matrix as SVG in little space: for each technique a square with its value, for each tactic a block of them.
///
/// Eight tactics are beside each other, as wide as a page of text, so that the text keeps its size there.
struct MatrixMiniSVG {
  let picture: MatrixPicture

  private static let margin = 8
  private static let gap = 4
  private static let perBand = 8
  private static let perRow = 4
  private static let cellWidth = 23
  private static let cellHeight = 20
  private static let cellGap = 2
  private static let columnWidth = perRow * (cellWidth + cellGap) - cellGap
  private static let rowHeight = cellHeight + cellGap

  /// Whether cells have the numbers of their steps, because a value is too long for a square and not a word, of which the
  /// first letter would do.
  private let showsSteps: Bool

  init(_ picture: MatrixPicture) {
    self.picture = picture
    showsSteps = !picture.answer.columns.allSatisfy { column in
      column.cells.flatMap(picture.shown).allSatisfy { cell in
        let value = picture.value(of: cell)
        return MatrixMiniSVG.fits(value) || value.contains(where: \.isLowercase)
      }
    }
  }

  /// The document.
  var bytes: [UInt8] {
    let columns = picture.answer.columns.map { column in
      Column(
        name: TextMeasure().lines(column.name, width: MatrixMiniSVG.columnWidth, limit: MatrixFrame.mostLines),
        cells: column.cells.flatMap(picture.shown))
    }
    let bands = stride(from: 0, to: columns.count, by: MatrixMiniSVG.perBand).map { start in
      Array(columns[start..<min(start + MatrixMiniSVG.perBand, columns.count)])
    }
    let step = MatrixMiniSVG.columnWidth + MatrixMiniSVG.gap
    let width = 2 * MatrixMiniSVG.margin + MatrixMiniSVG.perBand * step - MatrixMiniSVG.gap
    let frame = MatrixFrame(picture, width: width, margin: MatrixMiniSVG.margin, sign: sign)
    let height = bands.reduce(0) { $0 + self.height(of: $1) } + max(bands.count - 1, 0) * 2 * MatrixMiniSVG.margin
    return frame.draw(contentHeight: height) { svg in
      var top = frame.contentTop
      for band in bands {
        let headEnd = top + headHeight(of: band)
        for (index, column) in band.enumerated() {
          let x = MatrixMiniSVG.margin + index * step
          svg.text(
            column.name, x: x, y: headEnd - column.name.count * TextMeasure.lineHeight + MatrixFrame.base)
          draw(column.cells, x: x, y: headEnd + MatrixMiniSVG.gap, &svg)
        }
        top += self.height(of: band) + 2 * MatrixMiniSVG.margin
      }
    }
  }

  private struct Column {
    let name: [String]
    let cells: [MatrixAnswer.Cell]

    var rowCount: Int { (cells.count + MatrixMiniSVG.perRow - 1) / MatrixMiniSVG.perRow }
  }

  private func headHeight(of band: [Column]) -> Int { (band.map(\.name.count).max() ?? 0) * TextMeasure.lineHeight }

  private func height(of band: [Column]) -> Int {
    headHeight(of: band) + MatrixMiniSVG.gap + (band.map(\.rowCount).max() ?? 0) * MatrixMiniSVG.rowHeight
  }

  private func draw(_ cells: [MatrixAnswer.Cell], x: Int, y: Int, _ svg: inout SVG) {
    for (index, cell) in cells.enumerated() {
      let left = x + index % MatrixMiniSVG.perRow * (MatrixMiniSVG.cellWidth + MatrixMiniSVG.cellGap)
      let top = y + index / MatrixMiniSVG.perRow * MatrixMiniSVG.rowHeight
      svg.group(title: picture.caption(of: cell)) { svg in
        svg.rect(
          x: left, y: top, width: MatrixMiniSVG.cellWidth, height: MatrixMiniSVG.cellHeight, fill: .cell(cell.paint),
          border: .line, radius: 2)
        guard let sign = sign(of: cell) else { return }
        svg.text(
          [sign], x: left + MatrixMiniSVG.cellWidth / 2, y: top + 2 + MatrixFrame.base, fill: .text(in: cell.paint),
          anchor: .middle)
      }
    }
  }

  /// What is in the square: the value, its first letter where it is too long, or the number of the step.
  private func sign(of cell: MatrixAnswer.Cell) -> String? {
    let sign = sign(cell.paint)
    let value = sign.isEmpty ? picture.value(of: cell) : sign
    if MatrixMiniSVG.fits(value) { return value.isEmpty ? nil : value }
    return value.first.map { $0.uppercased() }.flatMap { MatrixMiniSVG.fits($0) ? $0 : nil }
  }

  /// What all cells of a color have in them; empty for their values.
  private func sign(_ paint: MatrixPaint) -> String {
    if showsSteps, case .step(let step) = paint { return "\(step + 1)" }
    return MatrixPicture.sign(paint)
  }

  private static func fits(_ value: String) -> Bool { TextMeasure().width(of: value) <= cellWidth - 2 }
}
