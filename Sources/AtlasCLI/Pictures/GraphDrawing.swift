import AtlasCore

/// A graph with everything at its place, in pixels from its own top left corner.
///
/// A layout makes it, `GraphSVG` draws it, and tests measure it.
struct GraphDrawing {
  var width = 0
  var height = 0
  var bands: [Band] = []
  var headings: [Heading] = []
  var boxes: [Box] = []
  var lines: [Line] = []
  var labels: [Label] = []

  /// The ground of a lane.
  struct Band {
    let x: Int
    let width: Int
  }

  /// Lines of text that are in no box.
  struct Heading {
    let lines: [String]
    let x: Int
    /// The top of the first line.
    let y: Int
    let width: Int
    var isBold = true
  }

  /// A node.
  struct Box {
    let node: GraphPicture.Node
    let head: [String]
    let name: [String]
    let notes: [String]
    var x = 0
    var y = 0
    let width: Int
    var height: Int

    /// A box of that width, as high as its text.
    init(_ node: GraphPicture.Node, width: Int) {
      let room = width - 2 * Box.padding
      self.node = node
      self.width = width
      head = TextMeasure(isBold: true).lines(node.head, width: room, limit: 2)
      name = TextMeasure().lines(node.name, width: room, limit: 8)
      notes = node.notes.flatMap { TextMeasure().lines($0, width: room, limit: 4) }
      height = (head.count + name.count + notes.count) * TextMeasure.lineHeight + 2 * Box.padding
    }

    static let padding = 7
    static let width = 156

    var right: Int { x + width }
    var bottom: Int { y + height }
    var middle: Int { y + height / 2 }
    var center: Int { x + width / 2 }
  }

  /// An edge, or a part of one.
  struct Line {
    let points: [(x: Int, y: Int)]
    var pen = Pen.plain
    var isArrow = false
  }

  /// How a line is drawn.
  enum Pen: Hashable {
    case plain
    /// An edge of several case studies.
    case shared
    /// An edge of the case study at that place.
    case study(Int)
  }

  /// A word in the gap of a line.
  struct Label {
    let text: String
    let x: Int
    /// The middle of its height.
    let y: Int

    /// The height that it takes, above its middle and below.
    static let half = 7
  }
}

extension GraphPicture {
  /// Everything at its place.
  var drawing: GraphDrawing {
    switch form {
    case .procedure: ProcedureLayout(self).drawing
    case .overlay: OverlayLayout(self).drawing
    case .neighborhood: NeighborhoodLayout(self).drawing
    }
  }
}
