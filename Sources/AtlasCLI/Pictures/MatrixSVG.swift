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
  private static let inset = 10
  private static let mostLines = 6
  /// Where the base of a line is, from its top.
  private static let base = 12

  private let measure = TextMeasure()
  private let bold = TextMeasure(isBold: true)

  init(_ picture: MatrixPicture) { self.picture = picture }

  /// The document.
  var bytes: [UInt8] {
    let columns = picture.columns.map { column in
      Column(
        name: bold.lines(column.name, width: MatrixSVG.columnWidth, limit: MatrixSVG.mostLines),
        note: column.note, boxes: stack(column.cells))
    }
    let width = max(
      2 * MatrixSVG.margin + columns.count * (MatrixSVG.columnWidth + MatrixSVG.gap) - MatrixSVG.gap,
      MatrixSVG.leastWidth)
    let textWidth = width - 2 * MatrixSVG.margin
    let title = bold.lines(picture.title, width: textWidth, limit: MatrixSVG.mostLines)
    let summary = measure.lines(picture.summary, width: textWidth, limit: MatrixSVG.mostLines)
    let source = measure.lines(picture.source, width: textWidth, limit: MatrixSVG.mostLines)
    let legend = legend(width: textWidth)

    let legendTop = MatrixSVG.margin + (title.count + summary.count) * TextMeasure.lineHeight + MatrixSVG.gap
    let legendRows = legend.last.map { $0.row + 1 } ?? 0
    let headTop = legendTop + legendRows * 24 + MatrixSVG.gap
    let headHeight = ((columns.map(\.name.count).max() ?? 0) + 1) * TextMeasure.lineHeight
    let cellsTop = headTop + headHeight + MatrixSVG.gap
    let cellsHeight = columns.compactMap { $0.boxes.last.map { $0.y + $0.height } }.max() ?? 0
    let footTop = cellsTop + cellsHeight + 2 * MatrixSVG.gap
    let height = footTop + source.count * TextMeasure.lineHeight + MatrixSVG.margin

    var svg = SVG(width: width, height: height, title: picture.title, description: picture.summary)
    svg.text(title, x: MatrixSVG.margin, y: MatrixSVG.margin + MatrixSVG.base, isBold: true)
    svg.text(
      summary, x: MatrixSVG.margin, y: MatrixSVG.margin + title.count * TextMeasure.lineHeight + MatrixSVG.base,
      fill: .ink(.faint))
    for entry in legend { draw(entry, y: legendTop + entry.row * 24, &svg) }
    for (index, column) in columns.enumerated() {
      let x = MatrixSVG.margin + index * (MatrixSVG.columnWidth + MatrixSVG.gap)
      // The heads end on one line, as the columns begin on one.
      let top = headTop + headHeight - (column.name.count + 1) * TextMeasure.lineHeight
      svg.text(column.name, x: x, y: top + MatrixSVG.base, isBold: true)
      svg.text(
        [column.note], x: x, y: headTop + headHeight - TextMeasure.lineHeight + MatrixSVG.base, fill: .ink(.faint))
      for box in column.boxes { draw(box, x: x, y: cellsTop, &svg) }
    }
    svg.text(source, x: MatrixSVG.margin, y: footTop + MatrixSVG.base, fill: .ink(.faint))
    return svg.finish()
  }

  /// Room for the title over a single column.
  private static let leastWidth = 360
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
    let cell: MatrixPicture.Cell
    let y: Int
    let height: Int
    let name: [String]
    /// The value where it stands beside the id; otherwise its lines are below the name.
    let value: String?
    let more: [String]
    let isInner: Bool
    /// The height of the bar to the left of sub-techniques, for the first of them.
    var barHeight = 0

    var left: Int { isInner ? MatrixSVG.inset : 0 }
    var width: Int { MatrixSVG.columnWidth - left }
  }

  private func stack(_ cells: [MatrixPicture.Cell]) -> [Box] {
    var boxes: [Box] = []
    var y = 0
    for cell in cells {
      boxes.append(box(cell, y: y, isInner: false))
      y += boxes[boxes.count - 1].height
      let first = boxes.count
      for inner in cell.inner {
        y += 2
        boxes.append(box(inner, y: y, isInner: true))
        y += boxes[boxes.count - 1].height
      }
      if boxes.count > first { boxes[first].barHeight = y - boxes[first].y }
      y += 4
    }
    return boxes
  }

  private func box(_ cell: MatrixPicture.Cell, y: Int, isInner: Bool) -> Box {
    let width = MatrixSVG.columnWidth - (isInner ? MatrixSVG.inset : 0) - 2 * MatrixSVG.padding
    let name = measure.lines(cell.name, width: width, limit: MatrixSVG.mostLines)
    let value = cell.value.map { Markup.shown($0.utf8) }
    let room = width - measure.width(of: cell.id.short) - MatrixSVG.gap
    let fits = value.map { bold.width(of: $0) <= room } ?? true
    let more = fits ? [] : bold.lines(value ?? "", width: width, limit: MatrixSVG.mostLines)
    return Box(
      cell: cell, y: y, height: (1 + name.count + more.count) * TextMeasure.lineHeight + MatrixSVG.padding, name: name,
      value: fits ? value : nil, more: more, isInner: isInner)
  }

  /// A color of the legend at its place.
  private struct LegendEntry {
    let shade: MatrixPicture.Shade?
    let label: String
    let x: Int
    let row: Int
  }

  private func legend(width: Int) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    var (x, row) = (0, 0)
    for (shade, label) in picture.legend {
      let label = measure.lines(label, width: width - 30, limit: 1).first ?? ""
      let wanted = 30 + measure.width(of: label)
      if x > 0, x + wanted > width { (x, row) = (0, row + 1) }
      entries.append(LegendEntry(shade: shade, label: label, x: x, row: row))
      x += wanted + 2 * MatrixSVG.gap
    }
    return entries
  }
}

// MARK: - Drawing

extension MatrixSVG {
  private func draw(_ box: Box, x: Int, y: Int, _ svg: inout SVG) {
    let (x, y) = (x + box.left, y + box.y)
    if box.barHeight > 0 {
      svg.rect(x: x - MatrixSVG.inset + 3, y: y, width: 3, height: box.barHeight, fill: .ink(.line))
    }
    let ink = ink(box.cell.shade)
    svg.group(title: box.cell.caption) { svg in
      svg.rect(
        x: x, y: y, width: box.width, height: box.height, fill: fill(box.cell.shade), border: .line, radius: 2)
      let left = x + MatrixSVG.padding
      let first = y + MatrixSVG.padding / 2 + MatrixSVG.base
      svg.text([box.cell.id.short], x: left, y: first, fill: box.cell.shade == nil ? .ink(.faint) : ink)
      if let value = box.value {
        svg.text([value], x: x + box.width - MatrixSVG.padding, y: first, fill: ink, isBold: true, anchor: .end)
      }
      svg.text(box.name, x: left, y: first + TextMeasure.lineHeight, fill: ink)
      svg.text(
        box.more, x: left, y: first + (1 + box.name.count) * TextMeasure.lineHeight, fill: ink, isBold: true)
    }
  }

  private func draw(_ entry: LegendEntry, y: Int, _ svg: inout SVG) {
    let x = MatrixSVG.margin + entry.x
    svg.rect(x: x, y: y, width: 24, height: 16, fill: fill(entry.shade), border: .line, radius: 2)
    svg.text([entry.label], x: x + 30, y: y + MatrixSVG.base)
  }

  private func fill(_ shade: MatrixPicture.Shade?) -> SVG.Fill { shade.map { .fixed($0.color) } ?? .ink(.cell) }

  private func ink(_ shade: MatrixPicture.Shade?) -> SVG.Fill { shade.map { .fixed($0.ink) } ?? .ink(.ink) }
}
