import AtlasCore

/// Draws the matrix as SVG: a column for each tactic, a cell for each technique, sub-techniques set in behind a bar.
///
/// The text has one size. A name that is too long for its cell makes the cell higher.
struct MatrixSVG {
  let picture: MatrixPicture

  private static let margin = 16
  private static let gap = 8
  private static let padding = 6
  private static let columnWidth = 160
  /// How far sub-techniques are set in.
  private static let inset = 10
  /// Room for the title over a single column.
  private static let leastWidth = 360

  private let measure = TextMeasure()
  private let bold = TextMeasure(isBold: true)
  /// Whether values are beside the ids; otherwise, where one is too long for that, all are below the names.
  private let hasValuesAside: Bool

  init(_ picture: MatrixPicture) {
    self.picture = picture
    let (measure, bold) = (measure, bold)
    hasValuesAside = picture.answer.columns.allSatisfy { column in
      column.cells.flatMap(picture.shown).allSatisfy { cell in
        let width = measure.width(of: cell.technique.short) + MatrixSVG.gap + bold.width(of: picture.value(of: cell))
        return width <= MatrixSVG.columnWidth - MatrixSVG.inset - 2 * MatrixSVG.padding
      }
    }
  }

  /// The document.
  var bytes: [UInt8] {
    let columns = picture.answer.columns.map { column in
      Column(
        name: bold.lines(column.name, width: MatrixSVG.columnWidth, limit: MatrixFrame.mostLines),
        note: picture.note(on: column), boxes: stack(column.cells))
    }
    let step = MatrixSVG.columnWidth + MatrixSVG.gap
    let width = max(2 * MatrixSVG.margin + columns.count * step - MatrixSVG.gap, MatrixSVG.leastWidth)
    let frame = MatrixFrame(picture, width: width, margin: MatrixSVG.margin)
    let headHeight = ((columns.map(\.name.count).max() ?? 0) + 1) * TextMeasure.lineHeight
    let headEnd = frame.contentTop + headHeight
    let cellsHeight = columns.compactMap { $0.boxes.last.map { $0.y + $0.height } }.max() ?? 0
    return frame.draw(contentHeight: headHeight + MatrixSVG.gap + cellsHeight) { svg in
      for (index, column) in columns.enumerated() {
        let x = MatrixSVG.margin + index * step
        // The heads end on one line, as the columns begin on one.
        let top = headEnd - (column.name.count + 1) * TextMeasure.lineHeight
        svg.text(column.name, x: x, y: top + MatrixFrame.base, isBold: true)
        svg.text([column.note], x: x, y: headEnd - TextMeasure.lineHeight + MatrixFrame.base, fill: .ink(.faint))
        for box in column.boxes { draw(box, x: x, y: headEnd + MatrixSVG.gap, &svg) }
      }
    }
  }
}

// MARK: - Layout

extension MatrixSVG {
  private struct Column {
    let name: [String]
    let note: String
    let boxes: [Box]
  }

  /// A cell at its place: from the top of the cells, and from the left of its column.
  private struct Box {
    let cell: MatrixAnswer.Cell
    let y: Int
    let height: Int
    let name: [String]
    /// The value beside the id, or its lines below the name.
    let value: String
    let more: [String]
    let isInner: Bool
    /// The height of the bar to the left of sub-techniques, for the first of them.
    var barHeight = 0

    var left: Int { isInner ? MatrixSVG.inset : 0 }
    var width: Int { MatrixSVG.columnWidth - left }
  }

  private func stack(_ cells: [MatrixAnswer.Cell]) -> [Box] {
    var boxes: [Box] = []
    var y = 0
    for cell in cells {
      boxes.append(box(cell, y: y, isInner: false))
      y += boxes[boxes.count - 1].height
      let first = boxes.count
      for inner in picture.shown(cell).dropFirst() {
        y += 2
        boxes.append(box(inner, y: y, isInner: true))
        y += boxes[boxes.count - 1].height
      }
      if boxes.count > first { boxes[first].barHeight = y - boxes[first].y }
      y += 4
    }
    return boxes
  }

  private func box(_ cell: MatrixAnswer.Cell, y: Int, isInner: Bool) -> Box {
    let width = MatrixSVG.columnWidth - (isInner ? MatrixSVG.inset : 0) - 2 * MatrixSVG.padding
    let name = measure.lines(cell.name, width: width, limit: MatrixFrame.mostLines)
    let value = picture.value(of: cell)
    let more = hasValuesAside ? [] : bold.lines(value, width: width, limit: MatrixFrame.mostLines)
    return Box(
      cell: cell, y: y, height: (1 + name.count + more.count) * TextMeasure.lineHeight + MatrixSVG.padding, name: name,
      value: hasValuesAside ? value : "", more: more, isInner: isInner)
  }
}

// MARK: - Drawing

extension MatrixSVG {
  private func draw(_ box: Box, x: Int, y: Int, _ svg: inout SVG) {
    let (x, y) = (x + box.left, y + box.y)
    if box.barHeight > 0 {
      svg.rect(x: x - MatrixSVG.inset + 3, y: y, width: 3, height: box.barHeight, fill: .ink(.line))
    }
    let paint = box.cell.paint
    svg.group(title: picture.caption(of: box.cell)) { svg in
      svg.rect(x: x, y: y, width: box.width, height: box.height, fill: .cell(paint), border: .line, radius: 2)
      let left = x + MatrixSVG.padding
      let first = y + MatrixSVG.padding / 2 + MatrixFrame.base
      svg.text([box.cell.technique.short], x: left, y: first, fill: paint == .plain ? .ink(.faint) : .text(in: paint))
      if !box.value.isEmpty {
        svg.text(
          [box.value], x: x + box.width - MatrixSVG.padding, y: first, fill: .text(in: paint), isBold: true,
          anchor: .end)
      }
      svg.text(box.name, x: left, y: first + TextMeasure.lineHeight, fill: .text(in: paint))
      svg.text(
        box.more, x: left, y: first + (1 + box.name.count) * TextMeasure.lineHeight, fill: .text(in: paint),
        isBold: true)
    }
  }
}
