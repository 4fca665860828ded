import AtlasCore

/// Writes a picture as SVG 1.1 that stands alone: no script, no font, no address that anything is loaded from.
///
/// Colors are attributes, which every program that draws SVG understands. The classes have effect only in the rules for
/// readers who asked for dark pages, and programs that know no such rules ignore them.
struct SVG: ~Copyable {
  private var markup = Markup()

  /// A color for readers of light pages and one for readers of dark pages.
  enum Ink: String, CaseIterable {
    /// Text on the ground, and text that says less.
    case ink, faint
    /// The ground of the picture, and of cells without a value.
    case ground, cell
    /// The borders of cells, handles and arrows.
    case line

    /// The color on light pages.
    var light: StaticString {
      switch self {
      case .ink: "#1f2328"
      case .faint: "#59636e"
      case .ground: "#ffffff"
      case .cell: "#f6f8fa"
      case .line: "#6b7279"
      }
    }

    /// The color on dark pages.
    var dark: StaticString {
      switch self {
      case .ink: "#e6edf3"
      case .faint: "#9198a1"
      case .ground: "#0d1117"
      case .cell: "#151b23"
      case .line: "#6b7279"
      }
    }
  }

  /// What an area is filled with: a color of the page, or one that is the same on light and on dark pages.
  enum Fill {
    case ink(Ink)
    case fixed(String)
    case none
  }

  /// Which part of a line of text is at its place.
  enum Anchor { case start, middle, end }

  /// Begins a picture.
  ///
  /// - Parameters:
  ///   - width: the width in pixels.
  ///   - height: the height in pixels.
  ///   - title: what the picture is, in a few words; also its name for a screen reader.
  ///   - description: what it shows, in a sentence or two.
  init(width: Int, height: Int, title: String, description: String) {
    markup.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\"")
    markup.attribute("width", width)
    markup.attribute("height", height)
    markup.raw(" viewBox=\"0 0 ")
    markup.number(width)
    markup.raw(" ")
    markup.number(height)
    markup.raw(
      "\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" font-size=\"12\">\n<title id=\"title\">")
    markup.text(title)
    markup.raw("</title>\n<desc id=\"desc\">")
    markup.text(description)
    markup.raw("</desc>\n<style>@media (prefers-color-scheme: dark) {")
    for ink in Ink.allCases {
      markup.raw(" .f-")
      markup.text(ink.rawValue)
      markup.raw(" { fill: ")
      markup.raw(ink.dark)
      markup.raw(" } .s-")
      markup.text(ink.rawValue)
      markup.raw(" { stroke: ")
      markup.raw(ink.dark)
      markup.raw(" }")
    }
    markup.raw(" }</style>\n")
    rect(x: 0, y: 0, width: width, height: height, fill: .ink(.ground))
  }

  /// Ends the picture.
  consuming func finish() -> [UInt8] {
    markup.raw("</svg>\n")
    return markup.bytes
  }

  /// Draws a rectangle.
  mutating func rect(x: Int, y: Int, width: Int, height: Int, fill: Fill, border: Ink? = nil, radius: Int = 0) {
    // The border of a pixel is drawn within the rectangle, and sharp.
    let half: StaticString = border == nil ? "" : ".5"
    let inset = border == nil ? 0 : 1
    markup.raw("<rect x=\"")
    markup.number(x)
    markup.raw(half)
    markup.raw("\" y=\"")
    markup.number(y)
    markup.raw(half)
    markup.raw("\"")
    markup.attribute("width", max(width - inset, 0))
    markup.attribute("height", max(height - inset, 0))
    if radius > 0 { markup.attribute("rx", radius) }
    paint(fill: fill, stroke: border)
    markup.raw("/>\n")
  }

  /// Draws lines of text, one below the other.
  ///
  /// - Parameters:
  ///   - lines: the lines.
  ///   - x: the start of the lines, their middle or their end.
  ///   - y: the base of the first line.
  ///   - fill: the color.
  ///   - isBold: whether the letters are bold.
  ///   - anchor: what of the lines is at `x`.
  mutating func text(
    _ lines: [String], x: Int, y: Int, fill: Fill = .ink(.ink), isBold: Bool = false, anchor: Anchor = .start
  ) {
    guard !lines.isEmpty else { return }
    markup.raw("<text")
    markup.attribute("x", x)
    markup.attribute("y", y)
    if isBold { markup.raw(" font-weight=\"bold\"") }
    switch anchor {
    case .start: break
    case .middle: markup.raw(" text-anchor=\"middle\"")
    case .end: markup.raw(" text-anchor=\"end\"")
    }
    paint(fill: fill, stroke: nil)
    markup.raw(">")
    for (index, line) in lines.enumerated() {
      if index == 0 {
        markup.text(line)
        continue
      }
      markup.raw("<tspan")
      markup.attribute("x", x)
      markup.attribute("dy", TextMeasure.lineHeight)
      markup.raw(">")
      markup.text(line)
      markup.raw("</tspan>")
    }
    markup.raw("</text>\n")
  }

  /// How a line is drawn.
  struct Pen {
    /// The color; nil for that of borders.
    var color: StaticString?
    /// The lengths of dashes and of the gaps between them, as SVG has them; nil for an unbroken line.
    var dashes: StaticString?
    var width: StaticString = "1.5"
  }

  /// Draws a line through points, with a head at its end where it is an arrow.
  mutating func path(_ points: [(x: Int, y: Int)], isArrow: Bool = false, pen: Pen = Pen()) {
    guard let last = points.last, points.count > 1 else { return }
    line(points)
    markup.attribute("stroke-width", pen.width)
    if let dashes = pen.dashes { markup.attribute("stroke-dasharray", dashes) }
    if let color = pen.color { markup.attribute("stroke", color) }
    paint(fill: .none, stroke: pen.color == nil ? .line : nil)
    markup.raw("/>\n")
    guard isArrow else { return }
    let before = points[points.count - 2]
    let (dx, dy) = ((last.x - before.x).signum(), (last.y - before.y).signum())
    let (backX, backY) = (last.x - 7 * dx, last.y - 7 * dy)
    line([
      (last.x, last.y), (backX - 4 * dy, backY + 4 * dx), (backX + 4 * dy, backY - 4 * dx), (last.x, last.y),
    ])
    paint(fill: pen.color.map { .fixed("\($0)") } ?? .ink(.line), stroke: nil)
    markup.raw("/>\n")
  }

  private mutating func line(_ points: [(x: Int, y: Int)]) {
    markup.raw("<path d=\"")
    for (index, point) in points.enumerated() {
      markup.raw(index == 0 ? "M" : " L")
      markup.number(point.x)
      markup.raw(" ")
      markup.number(point.y)
    }
    markup.raw("\"")
  }

  /// Draws what belongs together, with the words that a pointer on it shows.
  mutating func group(title: String, _ body: (inout SVG) -> Void) {
    markup.raw("<g><title>")
    markup.text(title)
    markup.raw("</title>\n")
    body(&self)
    markup.raw("</g>\n")
  }

  private mutating func paint(fill: Fill, stroke: Ink?) {
    var inks: [(prefix: StaticString, ink: Ink)] = []
    switch fill {
    case .none: markup.attribute("fill", "none" as StaticString)
    case .fixed(let color): markup.attribute("fill", color)
    case .ink(let ink):
      markup.attribute("fill", ink.light)
      inks.append(("f-", ink))
    }
    if let stroke {
      markup.attribute("stroke", stroke.light)
      inks.append(("s-", stroke))
    }
    guard !inks.isEmpty else { return }
    markup.raw(" class=\"")
    for (index, (prefix, ink)) in inks.enumerated() {
      if index > 0 { markup.raw(" ") }
      markup.raw(prefix)
      markup.text(ink.rawValue)
    }
    markup.raw("\"")
  }
}
