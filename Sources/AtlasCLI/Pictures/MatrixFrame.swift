import AtlasCore

/// What is around the cells in every picture of a matrix: title, summary and legend above, the source below.
struct MatrixFrame {
  private let picture: MatrixPicture
  private let width: Int
  private let margin: Int
  private let title: [String]
  private let summary: [String]
  private let source: [String]
  private let legend: [LegendEntry]
  private let legendTop: Int
  private let sign: (MatrixPaint) -> String
  /// Where the content begins, from the top of the picture.
  let contentTop: Int

  /// The greatest number of lines of a text; what is longer ends with an ellipsis.
  static let mostLines = 6
  /// Where the base of a line is, from its top.
  static let base = 12
  private static let legendHeight = 24
  private static let swatchWidth = 24
  private static let gap = 8

  /// A color of the legend at its place.
  private struct LegendEntry {
    let paint: MatrixPaint
    let label: String
    let x: Int
    let row: Int
  }

  /// A frame around cells.
  ///
  /// - Parameters:
  ///   - picture: what is shown.
  ///   - width: the width of the whole picture.
  ///   - margin: how far from its edges everything stays.
  ///   - sign: what cells of a color have in them, for the legend; empty for their values.
  init(
    _ picture: MatrixPicture, width: Int, margin: Int, sign: @escaping (MatrixPaint) -> String = MatrixPicture.sign
  ) {
    self.sign = sign
    self.picture = picture
    self.width = width
    self.margin = margin
    let room = width - 2 * margin
    let measure = TextMeasure()
    title = TextMeasure(isBold: true).lines(picture.title, width: room, limit: MatrixFrame.mostLines)
    summary = measure.lines(picture.summary(), width: room, limit: MatrixFrame.mostLines)
    source = measure.lines(picture.source, width: room, limit: MatrixFrame.mostLines)
    var entries: [LegendEntry] = []
    var (x, row) = (0, 0)
    let labelLeft = MatrixFrame.swatchWidth + MatrixFrame.gap
    for item in picture.answer.legend.items {
      let label = measure.lines(item.label, width: room - labelLeft, limit: 1).first ?? ""
      let wanted = labelLeft + measure.width(of: label)
      if x > 0, x + wanted > room { (x, row) = (0, row + 1) }
      entries.append(LegendEntry(paint: item.paint, label: label, x: x, row: row))
      x += wanted + 2 * MatrixFrame.gap
    }
    legend = entries
    legendTop = margin + (title.count + summary.count) * TextMeasure.lineHeight + MatrixFrame.gap
    contentTop = legendTop + (entries.last.map { $0.row + 1 } ?? 0) * MatrixFrame.legendHeight + MatrixFrame.gap
  }

  /// Draws the frame and what is in it.
  ///
  /// - Parameters:
  ///   - contentHeight: the height of the content.
  ///   - content: draws it, from `contentTop` on.
  /// - Returns: the document.
  func draw(contentHeight: Int, _ content: (inout SVG) -> Void) -> [UInt8] {
    let sourceTop = contentTop + contentHeight + 2 * MatrixFrame.gap
    let height = sourceTop + source.count * TextMeasure.lineHeight + margin
    var svg = SVG(width: width, height: height, title: picture.title, description: picture.summary())
    svg.text(title, x: margin, y: margin + MatrixFrame.base, isBold: true)
    let summaryTop = margin + title.count * TextMeasure.lineHeight
    svg.text(summary, x: margin, y: summaryTop + MatrixFrame.base, fill: .ink(.faint))
    for entry in legend {
      let (x, y) = (margin + entry.x, legendTop + entry.row * MatrixFrame.legendHeight)
      svg.rect(
        x: x, y: y, width: MatrixFrame.swatchWidth, height: 16, fill: .cell(entry.paint), border: .line, radius: 2)
      let sign = sign(entry.paint)
      if !sign.isEmpty {
        svg.text(
          [sign], x: x + MatrixFrame.swatchWidth / 2, y: y + MatrixFrame.base, fill: .text(in: entry.paint),
          anchor: .middle)
      }
      svg.text([entry.label], x: x + MatrixFrame.swatchWidth + MatrixFrame.gap, y: y + MatrixFrame.base)
    }
    content(&svg)
    svg.text(source, x: margin, y: sourceTop + MatrixFrame.base, fill: .ink(.faint))
    return svg.finish()
  }
}

extension SVG.Fill {
  /// The color of a cell.
  static func cell(_ paint: MatrixPaint) -> SVG.Fill { MatrixScale.fill(paint).map { .fixed($0) } ?? .ink(.cell) }

  /// The color of text in a cell.
  static func text(in paint: MatrixPaint) -> SVG.Fill { MatrixScale.ink(paint).map { .fixed($0) } ?? .ink(.ink) }
}
