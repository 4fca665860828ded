/// The column and the row of each node: a column for each lane, and in it the nodes from early to late.
struct GraphGrid {
  private let places: [(column: Int, row: Int)]
  let columnCount: Int
  let rowCount: Int

  init(_ picture: GraphPicture) {
    columnCount = picture.lanes.count
    var places = Array(repeating: (column: 0, row: 0), count: picture.nodes.count)
    var rows = 0
    for lane in picture.lanes.indices {
      let nodes = picture.nodes.indices.filter { picture.nodes[$0].lane == lane }
        .sorted { (picture.nodes[$0].order, $0) < (picture.nodes[$1].order, $1) }
      for (row, node) in nodes.enumerated() { places[node] = (lane, row) }
      rows = max(rows, nodes.count)
    }
    self.places = places
    rowCount = rows
  }

  func place(of node: Int) -> (column: Int, row: Int) { places[node] }
}

/// The path of an edge through a grid.
struct GridRoute {
  /// A straight part of the path.
  struct Run {
    /// The number of the gutter or channel: the one before the column or row of that number.
    let place: Int
    var track = 0
  }

  /// One run in the gutter before the next column, or two runs with a horizontal one between them.
  var vertical: [Run]
  var horizontal: [Run]
  /// Which of the ends at the right side of the first node it is, from the top.
  var startPort = 0
  /// Which of the ends at the left side of the second node it is, from the top.
  var endPort = 0
}

/// Finds paths for edges that leave a node at its right side and reach one at its left side.
struct GridRouter {
  private(set) var routes: [GridRoute]

  init(_ grid: GraphGrid, _ edges: [(from: Int, to: Int)]) {
    let ends = edges.map { (from: grid.place(of: $0.from), to: grid.place(of: $0.to)) }
    routes = ends.map { from, to in
      guard to.column != from.column + 1 else {
        return GridRoute(vertical: [GridRoute.Run(place: to.column)], horizontal: [])
      }
      return GridRoute(
        vertical: [GridRoute.Run(place: from.column + 1), GridRoute.Run(place: to.column)],
        horizontal: [GridRoute.Run(place: from.row < to.row ? to.row : to.row + 1)])
    }
    setPorts(edges, ends)
    setTracks(ends, grid)
  }

  /// Gives each edge an end of its own at its nodes; those that come from above are above.
  private mutating func setPorts(
    _ edges: [(from: Int, to: Int)], _ ends: [(from: (column: Int, row: Int), to: (column: Int, row: Int))]
  ) {
    for (edge, port) in GridRouter.ports(edges.map(\.from), ends.map(\.to)).enumerated() {
      routes[edge].startPort = port
    }
    for (edge, port) in GridRouter.ports(edges.map(\.to), ends.map(\.from)).enumerated() { routes[edge].endPort = port }
  }

  /// The place of each edge among those of the same node, in the order of their other ends.
  private static func ports(_ nodes: [Int], _ others: [(column: Int, row: Int)]) -> [Int] {
    var (used, ports) = ([Int: Int](), [Int](repeating: 0, count: nodes.count))
    let order = nodes.indices.sorted {
      (others[$0].row, others[$0].column, $0) < (others[$1].row, others[$1].column, $1)
    }
    for edge in order {
      ports[edge] = used[nodes[edge], default: 0]
      used[nodes[edge], default: 0] += 1
    }
    return ports
  }

  /// A run to be given a track: what it covers of its gutter or channel.
  private struct Span {
    let edge: Int
    let run: Int
    let place: Int
    let low: Int
    let high: Int
  }

  /// More than any node has ends, so that places in a gutter are rows and, within them, ends.
  private static let rowSize = 1 << 24

  private mutating func setTracks(
    _ ends: [(from: (column: Int, row: Int), to: (column: Int, row: Int))], _ grid: GraphGrid
  ) {
    var vertical: [Span] = []
    var horizontal: [Span] = []
    for (edge, (from, to)) in ends.enumerated() {
      let route = routes[edge]
      let start = (2 * from.row + 1) * GridRouter.rowSize + 2 * route.startPort + 1
      let end = (2 * to.row + 1) * GridRouter.rowSize + 2 * route.endPort
      guard let crossing = route.horizontal.first else {
        let gutter = route.vertical[0].place
        vertical.append(Span(edge: edge, run: 0, place: gutter, low: min(start, end), high: max(start, end)))
        continue
      }
      let channel = 2 * crossing.place * GridRouter.rowSize
      for (run, other) in [start, end].enumerated() {
        vertical.append(
          Span(
            edge: edge, run: run, place: route.vertical[run].place, low: min(channel, other), high: max(channel, other))
        )
      }
      let gutters = route.vertical.map(\.place)
      horizontal.append(
        Span(
          edge: edge, run: 0, place: crossing.place, low: min(gutters[0], gutters[1]), high: max(gutters[0], gutters[1])
        ))
    }
    GridRouter.assign(vertical) { routes[$0.edge].vertical[$0.run].track = $1 }
    GridRouter.assign(horizontal) { routes[$0.edge].horizontal[$0.run].track = $1 }
  }

  /// Gives each span the first track of its place in which it touches no other.
  private static func assign(_ spans: [Span], _ set: (Span, Int) -> Void) {
    var taken: [Int: [Int]] = [:]
    for span in spans.sorted(by: { ($0.low, $0.high, $0.edge, $0.run) < ($1.low, $1.high, $1.edge, $1.run) }) {
      var ends = taken[span.place, default: []]
      let track = ends.firstIndex { $0 < span.low } ?? ends.count
      if track < ends.count { ends[track] = span.high } else { ends.append(span.high) }
      taken[span.place] = ends
      set(span, track)
    }
  }
}
