/// Lays out several procedures over each other: a column for each tactic, a box for each technique, and an edge wherever a
/// step followed another.
///
/// Edges run in gutters between the columns and in channels between the rows, each in a track of its own, so that they cross
/// each other but neither text nor boxes. An edge has the signs of its case studies in a gap before its arrow.
struct OverlayLayout {
  private let picture: GraphPicture
  private let grid: GraphGrid
  private let routes: [GridRoute]
  private let labelWidths: [Int]

  private static let track = 9
  private static let arrow = 14
  private static let margin = 12
  /// The height of an end of an edge; a label fits in it.
  private static let port = 16

  init(_ picture: GraphPicture) {
    self.picture = picture
    grid = GraphGrid(picture)
    routes = GridRouter(grid, picture.edges.map { ($0.from, $0.to) }).routes
    labelWidths = picture.edges.map { $0.label.map { TextMeasure().width(of: $0) + 6 } ?? 0 }
  }

  var drawing: GraphDrawing {
    var drawing = GraphDrawing()
    let heads = LaneHeads(picture, width: GraphDrawing.Box.width)
    var boxes = picture.nodes.map { GraphDrawing.Box($0, width: GraphDrawing.Box.width) }
    for (place, counts) in ports.enumerated() {
      // The ends of edges at the right are half a port lower, so that none is on a line with one at the left.
      let needed =
        2 * GraphDrawing.Box.padding + OverlayLayout.port * max(counts.left, counts.right) + OverlayLayout.port / 2
      boxes[place].height = max(boxes[place].height, needed)
    }
    // Columns, each behind its gutter.
    var x = 0
    var gutters: [Int] = []
    for column in 0...grid.columnCount {
      gutters.append(x + OverlayLayout.margin)
      let labels =
        picture.edges.indices.filter { grid.place(of: picture.edges[$0].to).column == column }
        .map { labelWidths[$0] }.max() ?? 0
      x += 2 * OverlayLayout.margin + trackCount(\.vertical, column) * OverlayLayout.track
      guard column < grid.columnCount else { break }
      x += labels + OverlayLayout.arrow
      drawing.bands.append(GraphDrawing.Band(x: x - 8, width: GraphDrawing.Box.width + 16))
      drawing.headings.append(heads.heading(column, x: x, top: 8))
      for node in picture.nodes.indices where grid.place(of: node).column == column { boxes[node].x = x }
      x += GraphDrawing.Box.width
    }
    drawing.width = x
    // Rows, each below its channel.
    var y = heads.height + 16
    var channels: [Int] = []
    for row in 0...grid.rowCount {
      channels.append(y + OverlayLayout.margin)
      y += 2 * OverlayLayout.margin + trackCount(\.horizontal, row) * OverlayLayout.track
      guard row < grid.rowCount else { break }
      var bottom = y
      for node in picture.nodes.indices where grid.place(of: node).row == row {
        boxes[node].y = y
        bottom = max(bottom, boxes[node].bottom)
      }
      y = bottom
    }
    drawing.height = y
    drawing.boxes = boxes
    for (place, route) in routes.enumerated() { add(place, route, boxes, gutters, channels, &drawing) }
    return drawing
  }

  /// How many edges meet each node at its left and at its right side.
  private var ports: [(left: Int, right: Int)] {
    var ports = Array(repeating: (left: 0, right: 0), count: picture.nodes.count)
    for edge in picture.edges {
      ports[edge.to].left += 1
      ports[edge.from].right += 1
    }
    return ports
  }

  private func trackCount(_ direction: KeyPath<GridRoute, [GridRoute.Run]>, _ place: Int) -> Int {
    routes.lazy.flatMap { $0[keyPath: direction] }.filter { $0.place == place }.map { $0.track + 1 }.max() ?? 0
  }

  private func add(
    _ place: Int, _ route: GridRoute, _ boxes: [GraphDrawing.Box], _ gutters: [Int], _ channels: [Int],
    _ drawing: inout GraphDrawing
  ) {
    let edge = picture.edges[place]
    let (from, to) = (boxes[edge.from], boxes[edge.to])
    let start =
      from.y + GraphDrawing.Box.padding + OverlayLayout.port / 2 + OverlayLayout.port * route.startPort
      + OverlayLayout.port / 2
    let end = to.y + GraphDrawing.Box.padding + OverlayLayout.port / 2 + OverlayLayout.port * route.endPort
    var points = [(x: from.right, y: start)]
    for (index, run) in route.vertical.enumerated() {
      let x = gutters[run.place] + run.track * OverlayLayout.track
      points.append((x, points[points.count - 1].y))
      if index == 0, let crossing = route.horizontal.first {
        points.append((x, channels[crossing.place] + crossing.track * OverlayLayout.track))
      } else {
        points.append((x, end))
      }
    }
    let pen: GraphDrawing.Pen = edge.isShared ? .shared : edge.study.map { .study($0) } ?? .plain
    let labelRight = to.x - OverlayLayout.arrow
    if let label = edge.label {
      points.append((labelRight - labelWidths[place], end))
      drawing.lines.append(GraphDrawing.Line(points: points, pen: pen))
      drawing.labels.append(GraphDrawing.Label(text: label, x: labelRight - labelWidths[place] + 3, y: end))
      points = [(labelRight, end)]
    }
    drawing.lines.append(GraphDrawing.Line(points: points + [(to.x, end)], pen: pen, isArrow: true))
  }
}
