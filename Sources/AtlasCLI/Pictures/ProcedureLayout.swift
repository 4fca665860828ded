/// Lays out the steps of one case study: a column for each tactic, the steps as words on lines of a page.
///
/// A step whose tactic is further right than that of the step before stands beside it; any other begins a new row. So no row
/// has a box between two steps that follow each other, no gap between rows has more than one line, and lines cross neither
/// text nor each other.
struct ProcedureLayout {
  let picture: GraphPicture

  private static let gap = 32
  private static let rowGap = 36
  /// How far below its top an edge meets a box at its side.
  private static let side = 15

  init(_ picture: GraphPicture) { self.picture = picture }

  var drawing: GraphDrawing {
    var drawing = GraphDrawing()
    let pitch = GraphDrawing.Box.width + ProcedureLayout.gap
    drawing.width = picture.lanes.count * pitch
    let heads = LaneHeads(picture, width: GraphDrawing.Box.width)
    for lane in picture.lanes.indices {
      drawing.bands.append(GraphDrawing.Band(x: lane * pitch, width: pitch))
      drawing.headings.append(heads.heading(lane, x: lane * pitch + ProcedureLayout.gap / 2, top: 8))
    }
    var top = heads.height + 16
    var bottom = top
    for (place, node) in picture.nodes.enumerated() {
      var box = GraphDrawing.Box(node, width: GraphDrawing.Box.width)
      let before = place > 0 ? drawing.boxes[place - 1] : nil
      let isBeside = place == 0 || node.lane > picture.nodes[place - 1].lane
      if !isBeside { top = bottom + ProcedureLayout.rowGap }
      box.x = node.lane * pitch + ProcedureLayout.gap / 2
      box.y = top
      if let before {
        let side = top + ProcedureLayout.side
        let turn = bottom + ProcedureLayout.rowGap / 2 - 3
        let points =
          isBeside
          ? [(before.right, side), (box.x, side)]
          : before.x == box.x
            ? [(before.center, before.bottom), (box.center, box.y)]
            : [(before.center, before.bottom), (before.center, turn), (box.center, turn), (box.center, box.y)]
        drawing.lines.append(GraphDrawing.Line(points: points, isArrow: true))
      }
      bottom = max(isBeside ? bottom : 0, box.bottom)
      drawing.boxes.append(box)
    }
    drawing.height = bottom + 16
    return drawing
  }
}

/// The headings of lanes, which end on one line.
struct LaneHeads {
  private let lines: [[String]]
  /// The height of the highest.
  let height: Int

  /// The headings of all lanes of `picture`, wrapped to `width`.
  init(_ picture: GraphPicture, width: Int) {
    self.width = width
    lines = picture.lanes.map { TextMeasure(isBold: true).lines($0.name, width: width, limit: 4) }
    height = (lines.map(\.count).max() ?? 0) * TextMeasure.lineHeight
  }

  private let width: Int

  /// The heading of the lane at a place.
  func heading(_ lane: Int, x: Int, top: Int) -> GraphDrawing.Heading {
    GraphDrawing.Heading(
      lines: lines[lane], x: x, y: top + height - lines[lane].count * TextMeasure.lineHeight, width: width)
  }
}
