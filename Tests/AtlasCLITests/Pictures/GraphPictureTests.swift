import AtlasCore
import AtlasData
import TestSupport
import Testing

@testable import AtlasCLI

/// Pictures of graphs: nothing overlaps, every text fits, and no name becomes markup or syntax.
@Suite struct GraphPictureTests {
  private static let base = KnowledgeBase.bundled

  private static func picture(_ ids: [RecordID], limit: Int? = nil) throws -> GraphPicture {
    var query = GraphQuery(ids)
    query.limit = limit
    return GraphPicture(try query.answer(in: base), of: base)
  }

  /// A graph of each form in which every word is `name`.
  private static func samples(_ name: String) -> [GraphPicture] {
    let tactics = [RecordID(.tactic, 1), RecordID(.tactic, 2)]
    let groups: [GraphAnswer.Group] = [.subject, .before, .subtechniques, .after]
    return [GraphAnswer.Form.procedure, .overlay, .neighborhood].map { form in
      let kinds: [GraphAnswer.Lane.Kind] =
        form == .neighborhood ? groups.map { .group($0) } : tactics.map { .tactic($0) } + [.tactic(nil)]
      let nodes = kinds.indices.map { place in
        GraphPicture.Node(
          key: "n-\(place)", head: "\(place)  T0051.000", name: name, notes: [name], lane: place, order: place,
          isStrong: place == 0, caption: name)
      }
      let edges = nodes.indices.dropFirst().map { place in
        GraphPicture.Edge(
          from: place - 1, to: place, label: form == .overlay ? "A×2 B" : nil, study: place % 2, isShared: place == 2)
      }
      return GraphPicture(
        form: form, title: name, summary: name, source: name,
        lanes: kinds.map { GraphPicture.Lane(kind: $0, name: name, omitted: 3) }, nodes: nodes, edges: edges,
        studies: form == .overlay ? [GraphPicture.Study(sign: "A", label: name), .init(sign: "B", label: name)] : [])
    }
  }

  static let names =
    MarkupTests.texts.map(\.0).filter { !$0.isEmpty } + [
      String(repeating: "x", count: 200), String(repeating: "W", count: 200), "</title></style><img src=x onerror=y>",
      String(repeating: "語", count: 200), "a | b ` c; end --> x", String(repeating: "many words ", count: 40),
      "\\N \\G \\\" \"]; rm [label=\"x", "%%{init: {}}%% #quot; #35; \"`**b**`\"",
    ]

  // MARK: Layout

  /// What one may demand of any drawing: boxes and words are apart, words fit, and lines go around both.
  private static func check(_ picture: GraphPicture, _ what: String) {
    let drawing = picture.drawing
    let boxes = drawing.boxes.map { (x: $0.x, y: $0.y, right: $0.right, bottom: $0.bottom) }
    for box in drawing.boxes {
      let room = box.width - 2 * GraphDrawing.Box.padding
      for line in box.head { #expect(TextMeasure(isBold: true).width(of: line) <= room, "\(what): \(line)") }
      for line in box.name + box.notes { #expect(TextMeasure().width(of: line) <= room, "\(what): \(line)") }
      let lines = box.head.count + box.name.count + box.notes.count
      #expect(box.height >= lines * TextMeasure.lineHeight + 2 * GraphDrawing.Box.padding)
    }
    let words =
      drawing.labels.map { label in
        let right = label.x + TextMeasure().width(of: label.text)
        return (
          x: label.x, y: label.y - GraphDrawing.Label.half, right: right, bottom: label.y + GraphDrawing.Label.half
        )
      }
      + drawing.headings.map { heading in
        let measure = TextMeasure(isBold: heading.isBold)
        let width = heading.lines.map { measure.width(of: $0) }.max() ?? 0
        #expect(width <= heading.width, "\(what): \(heading.lines)")
        return (
          x: heading.x, y: heading.y, right: heading.x + width,
          bottom: heading.y + heading.lines.count * TextMeasure.lineHeight
        )
      }
    let areas = boxes + words
    for (place, one) in areas.enumerated() {
      #expect(
        one.x >= 0 && one.y >= 0 && one.right <= drawing.width && one.bottom <= drawing.height, "\(what): outside")
      for other in areas.dropFirst(place + 1)
      where one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom {
        Issue.record("\(what): two areas overlap: \(one) and \(other)")
      }
    }
    for line in drawing.lines {
      for (from, to) in zip(line.points, line.points.dropFirst()) {
        #expect(from.x == to.x || from.y == to.y, "\(what): a line is not straight")
        let (left, right) = (min(from.x, to.x), max(from.x, to.x))
        let (top, bottom) = (min(from.y, to.y), max(from.y, to.y))
        #expect(
          left >= 0 && top >= 0 && right <= drawing.width && bottom <= drawing.height, "\(what): a line is outside")
        for area in areas
        where left < area.right && area.x < right || left == right && area.x < left && left < area.right {
          let crosses =
            top == bottom
            ? area.y < top && top < area.bottom
            : top < area.bottom && area.y < bottom && area.x < left && left < area.right
          if crosses { Issue.record("\(what): a line \(from)-\(to) crosses \(area)") }
        }
      }
    }
  }

  @Test func proceduresAreClear() throws {
    for id in Self.base.ids(of: .caseStudy) { Self.check(try Self.picture([id]), "\(id)") }
  }

  @Test func neighborhoodsAreClear() throws {
    for id in Self.base.ids() where id.kind != .caseStudy {
      Self.check(try Self.picture([id], limit: id.kind == .technique ? 8 : 24), "\(id)")
    }
  }

  @Test func overlaysAreClear() throws {
    let studies = Self.base.ids(of: .caseStudy)
    for start in stride(from: 0, to: studies.count - 3, by: 7) {
      Self.check(try Self.picture(Array(studies[start..<start + 3])), "\(studies[start])")
    }
    Self.check(try Self.picture(Array(studies.suffix(12))), "twelve")
  }

  @Test(arguments: names) func namesFit(_ name: String) {
    for picture in Self.samples(name) { Self.check(picture, name) }
  }

  /// No two lines of an overlay run over each other, so that each can be followed.
  @Test func edgesOfAnOverlayAreApart() throws {
    let studies = ["AML.CS0026", "AML.CS0063", "AML.CS0069"].compactMap { RecordID($0) }
    let drawing = try Self.picture(studies).drawing
    var runs: [(isVertical: Bool, at: Int, low: Int, high: Int, line: Int)] = []
    for (number, line) in drawing.lines.enumerated() {
      for (from, to) in zip(line.points, line.points.dropFirst()) where from != to {
        let isVertical = from.x == to.x
        let (one, other) = isVertical ? (from.y, to.y) : (from.x, to.x)
        runs.append((isVertical, isVertical ? from.x : from.y, min(one, other), max(one, other), number))
      }
    }
    for (place, one) in runs.enumerated() {
      for other in runs.dropFirst(place + 1)
      where one.line != other.line && one.isVertical == other.isVertical && one.at == other.at && one.low < other.high
        && other.low < one.high
      {
        Issue.record("two lines run together: \(one) and \(other)")
      }
    }
  }

  // MARK: SVG

  @Test(arguments: names) func picturesAreWellFormed(_ name: String) throws {
    func tags(_ picture: GraphPicture) throws -> [String] {
      let text = String(decoding: GraphSVG(picture).bytes, as: UTF8.self)
      return try WellFormed.names(in: text).filter { !["text", "tspan"].contains($0) }
    }
    for (picture, plain) in zip(Self.samples(name), Self.samples("plain")) {
      #expect(try tags(picture) == tags(plain))
    }
  }

  @Test func bundledPicturesAreWellFormed() throws {
    // Reading XML strictly takes time, and records are much alike.
    for (place, id) in Self.base.ids().enumerated() where place.isMultiple(of: 9) {
      let bytes = GraphSVG(try Self.picture([id], limit: 8)).bytes
      #expect(try WellFormed.names(in: String(decoding: bytes, as: UTF8.self)).first == "svg", "\(id)")
    }
  }

  @Test func theTimeGrowsWithTheNumberOfEdges() {
    let ratio = Growth.ratio(at: 60) { size in
      let nodes = (0..<size).map { place in
        GraphPicture.Node(
          key: "\(place)", head: "T", name: "some words", notes: [], lane: place % 10, order: place, isStrong: false,
          caption: "")
      }
      let edges = (0..<4 * size).map { place in
        GraphPicture.Edge(from: place % size, to: place * 7 % size, label: "A", study: 0, isShared: false)
      }
      let kinds = (0..<10).map { GraphAnswer.Lane.Kind.tactic(RecordID(.tactic, $0)) }
      let picture = GraphPicture(
        form: .overlay, title: "", summary: "", source: "",
        lanes: kinds.map { GraphPicture.Lane(kind: $0, name: "lane", omitted: 0) }, nodes: nodes, edges: edges,
        studies: [])
      #expect(GraphSVG(picture).bytes.count > size)
    }
    #expect(ratio < 20)
  }

  // MARK: Text

  /// A text, and how DOT and Mermaid have it in a label.
  @Test(arguments: [
    ("plain words (1)", "plain words (1)", "plain words (1)"), ("a \"b\"", "a \\\"b\\\"", "a #34;b#34;"),
    ("\\N\\", "\\\\N\\\\", "#92;N#92;"), ("a & b &lt;", "a &amp; b &amp;lt;", "a #38; b #38;lt#59;"),
    ("<b>|x|</b>", "<b>|x|</b>", "#60;b#62;#124;x#124;#60;/b#62;"), ("#35; `x`", "#35; `x`", "#35;35#59; #96;x#96;"),
    ("%%{init}", "%%{init}", "#37;#37;#123;init#125;"), ("模型 é", "模型 é", "模型 é"),
    ("\u{202E}x\ny", "\\\\u{202E}x y", "#92;u#123;202E#125;x y"),
  ])
  func labelsAreEscaped(_ row: (text: String, dot: String, mermaid: String)) {
    #expect(DOT.quoted([row.text]) == "\"\(row.dot)\"")
    #expect(Mermaid.escaped(row.text) == row.mermaid)
  }

  @Test func linesOfALabel() { #expect(DOT.quoted(["a", "b\\n"]) == "\"a\\nb\\\\n\"") }

  @Test func signs() {
    #expect(
      [0, 1, 25, 26, 27, 51, 52, 701, 702].map(GraphPicture.sign) == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
      ])
  }

  /// Each line is one that the grammar of flowcharts has, whatever the names are.
  @Test(arguments: names) func flowchartsAreOfTheGrammar(_ name: String) throws {
    for picture in Self.samples(name) {
      let text = String(decoding: Mermaid(picture).bytes, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "---" && lines[1].hasPrefix("title: \"") && lines[2] == "---" && lines[3] == "flowchart LR")
      let label = #/"[^"\n]*"/#
      for line in lines.dropFirst(4) {
        let rest = line.replacing(label, with: "\"\"").drop { $0 == " " }
        let isKnown =
          rest.wholeMatch(
            of:
              #/|%% [^{}"]*|end|subgraph lane\d+\[""\]|\w+\[""\]|more\d+\(\[""\]\)|n\d+ (?:-->|==>|-\.->)(?:\|""\|)? n\d+|classDef strong stroke-width:3px|class n\d+(?:,n\d+)* strong/#
          ) != nil
        #expect(isKnown, "\(line)")
      }
    }
  }

  /// Graphviz reads what is written, with each name as it is.
  @Test(.enabled(if: Shell.has("dot")), arguments: names) func graphvizReadsIt(_ name: String) throws {
    let folder = try ScratchFolder()
    for picture in Self.samples(name) {
      let file = try folder.write("graph.dot", String(decoding: DOT(picture).bytes, as: UTF8.self))
      let outcome = try Shell.run("dot -Tsvg '\(file)'")
      #expect(
        outcome.status == 0 && outcome.errors.isEmpty && outcome.output.hasSuffix("</svg>\n"), "\(outcome.errors)")
    }
  }
}
