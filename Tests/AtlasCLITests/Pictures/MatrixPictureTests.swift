import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI
@testable import AtlasCore

/// The SVG and the page of a matrix: well-formed whatever the names are, and nothing wider than its place.
@Suite struct MatrixPictureTests {
  /// Two columns with a technique each: one with a sub-technique and values, the other without an official page or a tactic.
  private static func sample(_ name: String) throws -> MatrixPicture {
    let parent = try #require(RecordID("AML.T0051"))
    let inner = try #require(RecordID("AML.T0051.002"))
    let own = try #require(RecordID("AML.T9000"))
    let tactic = try #require(RecordID("AML.TA0005"))
    let text = Bytes(copying: name)
    var first = MatrixAnswer.Cell(parent, name: text, mark: MatrixMark(parent, score: 12, comment: name))
    first.value = "12"
    first.paint = .step(4)
    var sub = MatrixAnswer.Cell(inner, name: text, mark: nil)
    sub.value = name
    sub.paint = .step(1)
    first.subtechniques = [sub]
    var second = MatrixAnswer.Cell(own, name: text, mark: MatrixMark(own, category: .exposed, comment: name))
    second.paint = .category(.exposed)
    return MatrixPicture(
      base: .bundled,
      answer: MatrixAnswer(
        title: name, release: name, measure: nil, hasMarks: true,
        columns: [
          MatrixAnswer.Column(tactic: tactic, name: name, shortName: "", cells: [first]),
          MatrixAnswer.Column(
            tactic: nil, name: name, shortName: "", cells: [second, MatrixAnswer.Cell(own, name: text, mark: nil)]),
        ],
        legend: MatrixAnswer.Legend(
          title: name,
          items: [(.step(1), "1"), (.step(4), name), (.category(.exposed), "uncovered")].map {
            MatrixAnswer.Legend.Item(paint: $0, label: $1, count: 1)
          }),
        unplaced: []), showsSubtechniques: true)
  }

  private static func svg(_ picture: MatrixPicture) -> String {
    String(decoding: MatrixSVG(picture).bytes, as: UTF8.self)
  }

  private static func mini(_ picture: MatrixPicture) -> String {
    String(decoding: MatrixMiniSVG(picture).bytes, as: UTF8.self)
  }

  private static func page(_ picture: MatrixPicture) -> String {
    String(decoding: MatrixPage(picture).bytes, as: UTF8.self)
  }

  static let names =
    MarkupTests.texts.map(\.0) + [
      String(repeating: "x", count: 200), String(repeating: "W", count: 200),
      "</title></style></script><img src=x onerror=y>",
      String(repeating: "語", count: 200), "a | b ` c", String(repeating: "many words ", count: 40),
    ]

  @Test func picturesAreWhatTheyWere() throws {
    let picture = try Self.sample("LLM Prompt Injection & <more>")
    expectGolden(Self.svg(picture), named: "pictures/matrix.svg")
    expectGolden(Self.mini(picture), named: "pictures/matrix-mini.svg")
    expectGolden(Self.page(picture), named: "pictures/matrix.html")
    #expect(Self.svg(picture) == Self.svg(picture))
    #expect(Self.page(picture) == Self.page(picture))
  }

  /// The picture of the README: `atlas matrix --by case-studies --mini --format svg`.
  @Test func theReadmeShowsTheMatrix() throws {
    var query = MatrixQuery()
    query.measure = .caseStudies
    let picture = MatrixPicture(base: .bundled, answer: try query.answer(in: .bundled))
    expectGolden(Self.mini(picture), named: "pictures/readme.svg")
    #expect(Tool.run("matrix --by case-studies --mini --format svg").output == Self.mini(picture))
    let readme = try String(contentsOf: House.root.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains("(Tests/AtlasCLITests/Golden/pictures/readme.svg)"))
  }

  @Test(arguments: names) func picturesAreWellFormed(_ name: String) throws {
    let (picture, plain) = (try Self.sample(name), try Self.sample("plain"))
    // The elements are those of a plain name, but for the lines that a name is wrapped into.
    func tags(_ text: String) throws -> [String] {
      try WellFormed.names(in: text).filter { !["text", "tspan"].contains($0) }
    }
    #expect(try tags(Self.svg(picture)) == tags(Self.svg(plain)))
    #expect(try tags(Self.mini(picture)) == tags(Self.mini(plain)))
    func elements(_ text: String) throws -> [String] {
      try WellFormed.names(in: text, void: ["meta", "input"], raw: ["style", "script"]).filter {
        !["p", "b", "details", "summary", "span"].contains($0)
      }
    }
    #expect(try elements(Self.page(picture)) == elements(Self.page(plain)))
  }

  /// Every text lies within the rectangle of its cell.
  @Test(arguments: names) func noTextIsWiderThanItsCell(_ name: String) throws {
    let picture = try Self.sample(name)
    for text in [Self.svg(picture), Self.mini(picture)] {
      for group in text.matches(of: #/<g>(?s:.*?)<\/g>/#) {
        let rect = try #require(group.0.firstMatch(of: #/<rect x="(\d+)\.5" y="\d+\.5" width="(\d+)"/#))
        let (left, width) = (try #require(Int(rect.1)), try #require(Int(rect.2)))
        for line in group.0.matches(of: #/<(?:text|tspan) x="(\d+)"([^>]*)>([^<]*)/#) {
          let shown = Self.unescaped(line.3)
          let size = TextMeasure(isBold: line.2.contains("bold")).width(of: shown)
          let start = try #require(Int(line.1))
          let shift = line.2.contains("end") ? size : line.2.contains("middle") ? size / 2 : 0
          #expect(start - shift >= left && start - shift + size <= left + width + 1, "\(shown)")
        }
      }
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }

  /// What a browser allows to run is what the page has.
  @Test(.enabled(if: Shell.has("openssl"))) func hashesAreThoseOfTheContent() throws {
    let page = Self.page(try Self.sample("a"))
    let folder = try ScratchFolder()
    for (text, directive) in [(MatrixPage.style, "style-src"), (MatrixPage.script, "script-src")] {
      let file = try folder.write("content", "\(text)")
      let hash = try Shell.run("openssl dgst -sha256 -binary '\(file)' | openssl base64").output
      let wanted = "\(directive) &#39;sha256-\(hash.split(separator: "\n").joined())&#39;"
      #expect(page.contains(wanted), "write \(wanted)")
    }
  }

  @Test func theStyleHasEveryColor() {
    let style = "\(MatrixPage.style)"
    for (step, color) in MatrixScale.steps.enumerated() {
      #expect(style.contains(".step\(step) { background: \(color)"))
    }
    for category in MatrixCategory.allCases {
      #expect(style.contains(".\(category) { background: \(MatrixScale.fill(.category(category)) ?? "")"))
    }
    #expect(style.contains(".marked { background: \(MatrixScale.fill(.marked) ?? "")"))
  }

  @Test func theTimeGrowsWithTheNumberOfTechniques() throws {
    let sample = try Self.sample("a name of some words")
    let ratio = Growth.ratio(at: 50) { size in
      let cells = Array(repeating: sample.answer.columns[0].cells[0], count: size)
      let column = MatrixAnswer.Column(tactic: nil, name: "a", shortName: "a", cells: cells)
      let answer = MatrixAnswer(
        title: "a", release: nil, measure: nil, hasMarks: false, columns: [column], legend: sample.answer.legend,
        unplaced: [])
      let picture = MatrixPicture(base: sample.base, answer: answer, showsSubtechniques: true)
      #expect(Self.svg(picture).hasSuffix("</svg>\n") && Self.page(picture).hasSuffix("</html>\n"))
    }
    #expect(ratio < 8)
  }

  /// Text on the ground of the page has the contrast that WCAG 2 asks for, and so have lines.
  @Test func colorsCanBeTold() {
    let sides: [(SVG.Ink) -> StaticString] = [{ $0.light }, { $0.dark }]
    for side in sides {
      for ground in [SVG.Ink.ground, .cell] {
        for ink in [SVG.Ink.ink, .faint] { #expect(Self.contrast("\(side(ink))", "\(side(ground))") >= 4.5) }
        #expect(Self.contrast("\(side(.line))", "\(side(ground))") >= 3)
      }
    }
  }

  /// Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
  private static func contrast(_ one: String, _ other: String) -> Double {
    func light(_ color: String) -> Double {
      let value = Int(color.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
        let part = Double(part) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (bright, dark) = (max(light(one), light(other)), min(light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
  }
}
