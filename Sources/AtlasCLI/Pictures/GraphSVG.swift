import AtlasCore

/// Draws a graph as SVG: title and summary, the graph as its layout places it, and the source.
struct GraphSVG {
  let picture: GraphPicture

  private static let margin = 16
  private static let gap = 12
  private static let base = 12
  private static let mostLines = 6
  /// Room for the title over a narrow graph.
  private static let leastWidth = 420
  private static let sampleWidth = 36

  init(_ picture: GraphPicture) { self.picture = picture }

  /// The document.
  var bytes: [UInt8] {
    let drawing = picture.drawing
    let width = max(drawing.width, GraphSVG.leastWidth) + 2 * GraphSVG.margin
    let room = width - 2 * GraphSVG.margin
    let title = TextMeasure(isBold: true).lines(picture.title, width: room, limit: GraphSVG.mostLines)
    let summary = TextMeasure().lines(picture.summary, width: room, limit: GraphSVG.mostLines)
    let source = TextMeasure().lines(picture.source, width: room, limit: GraphSVG.mostLines)
    let samples = samples(width: room - GraphSVG.sampleWidth)
    let legendTop = GraphSVG.margin + (title.count + summary.count) * TextMeasure.lineHeight + GraphSVG.gap
    let legendLines = samples.reduce(0) { $0 + $1.lines.count }
    let top = legendTop + (legendLines == 0 ? 0 : legendLines * TextMeasure.lineHeight + GraphSVG.gap)
    let footTop = top + drawing.height + GraphSVG.gap
    let height = footTop + source.count * TextMeasure.lineHeight + GraphSVG.margin

    var svg = SVG(width: width, height: height, title: picture.title, description: picture.summary)
    svg.text(title, x: GraphSVG.margin, y: GraphSVG.margin + GraphSVG.base, isBold: true)
    svg.text(
      summary, x: GraphSVG.margin, y: GraphSVG.margin + title.count * TextMeasure.lineHeight + GraphSVG.base,
      fill: .ink(.faint))
    var y = legendTop
    for sample in samples {
      let x = GraphSVG.margin
      svg.path([(x, y + 8), (x + GraphSVG.sampleWidth - 8, y + 8)], pen: sample.pen.stroke)
      svg.text(sample.lines, x: x + GraphSVG.sampleWidth, y: y + GraphSVG.base)
      y += sample.lines.count * TextMeasure.lineHeight
    }
    draw(drawing, top: top, &svg)
    svg.text(source, x: GraphSVG.margin, y: footTop + GraphSVG.base, fill: .ink(.faint))
    return svg.finish()
  }

  /// The case studies, each with the line that it is drawn with.
  private func samples(width: Int) -> [(pen: GraphDrawing.Pen, lines: [String])] {
    var samples = picture.studies.enumerated().map { place, study in
      (
        pen: GraphDrawing.Pen.study(place),
        lines: TextMeasure().lines("\(study.sign)  \(study.label)", width: width, limit: 3)
      )
    }
    if picture.edges.contains(where: \.isShared) { samples.append((.shared, ["in several of them"])) }
    return samples
  }

  private func draw(_ drawing: GraphDrawing, top: Int, _ svg: inout SVG) {
    let left = GraphSVG.margin
    for (place, band) in drawing.bands.enumerated() where picture.form == .overlay || place.isMultiple(of: 2) {
      svg.rect(
        x: left + band.x, y: top, width: band.width, height: drawing.height, fill: .ink(.cell), radius: 4)
    }
    for line in drawing.lines {
      svg.path(line.points.map { (left + $0.x, top + $0.y) }, isArrow: line.isArrow, pen: line.pen.stroke)
    }
    for heading in drawing.headings {
      svg.text(
        heading.lines, x: left + heading.x, y: top + heading.y + GraphSVG.base,
        fill: heading.isBold ? .ink(.ink) : .ink(.faint), isBold: heading.isBold)
    }
    for label in drawing.labels { svg.text([label.text], x: left + label.x, y: top + label.y + 4) }
    for box in drawing.boxes { draw(box, left: left, top: top, &svg) }
  }

  private func draw(_ box: GraphDrawing.Box, left: Int, top: Int, _ svg: inout SVG) {
    let paint: MatrixPaint = box.node.isStrong ? .step(0) : .plain
    svg.group(title: box.node.caption) { svg in
      svg.rect(
        x: left + box.x, y: top + box.y, width: box.width, height: box.height,
        fill: paint == .plain ? .ink(.ground) : .cell(paint), border: .line, radius: 4)
      let x = left + box.x + GraphDrawing.Box.padding
      var y = top + box.y + GraphDrawing.Box.padding + GraphSVG.base
      let ink = SVG.Fill.text(in: paint)
      svg.text(box.head, x: x, y: y, fill: ink, isBold: true)
      y += box.head.count * TextMeasure.lineHeight
      svg.text(box.name, x: x, y: y, fill: ink)
      y += box.name.count * TextMeasure.lineHeight
      svg.text(box.notes, x: x, y: y, fill: paint == .plain ? .ink(.faint) : ink)
    }
  }
}

extension GraphDrawing.Pen {
  /// The color, dashes and width of the line.
  ///
  /// The colors have a contrast of 3 or more on light and on dark pages. They repeat after the sixth case study; the signs
  /// at the arrows never do.
  var stroke: SVG.Pen {
    guard case .study(let place) = self else { return SVG.Pen(width: self == .shared ? "3" : "1.5") }
    let pens: [(color: StaticString, dashes: StaticString?)] = [
      ("#2f7fd1", nil), ("#d1600a", "6 3"), ("#2a8f5b", "2 3"), ("#b05cc9", "9 3 2 3"), ("#8a7a1f", "12 4"),
      ("#c94f6d", "4 2 4 5"),
    ]
    let pen = pens[place % pens.count]
    return SVG.Pen(color: pen.color, dashes: pen.dashes)
  }
}
