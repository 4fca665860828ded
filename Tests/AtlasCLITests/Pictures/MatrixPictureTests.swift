import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// The SVG and the page of a matrix: well-formed whatever the names are, and nothing wider than its place.
@Suite struct MatrixPictureTests {
  /// Two tactics with a technique each; one of them with sub-techniques, one without an official page.
  private static func sample(_ name: String) throws -> MatrixPicture {
    let technique = try #require(RecordID("AML.T0051"))
    let inner = try #require(RecordID("AML.T0051.002"))
    let own = try #require(RecordID("AML.T9000"))
    let tactics = try ["AML.TA0005", "AML.TA0011"].map { try #require(RecordID($0)) }
    var first = MatrixPicture.Cell(
      id: technique, name: name, url: technique.url, maturity: .realized, value: "12", shade: .fifth, about: name)
    first.inner = [
      MatrixPicture.Cell(id: inner, name: name, url: inner.url, maturity: .feasible, value: name, shade: .second)
    ]
    let second = MatrixPicture.Cell(id: own, name: name, url: nil, maturity: nil)
    return MatrixPicture(
      title: name, summary: name,
      columns: [
        MatrixPicture.Column(id: tactics[0], name: name, url: tactics[0].url, cells: [first]),
        MatrixPicture.Column(id: tactics[1], name: name, url: nil, cells: [second]),
      ],
      legend: [(nil, "none"), (.second, "1"), (.fifth, name)], source: name)
  }

  private static func svg(_ picture: MatrixPicture) -> String {
    String(decoding: MatrixSVG(picture).bytes, as: UTF8.self)
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
    expectGolden(Self.page(picture), named: "pictures/matrix.html")
    #expect(Self.svg(picture) == Self.svg(picture))
  }

  @Test(arguments: names) func picturesAreWellFormed(_ name: String) throws {
    let picture = try Self.sample(name)
    let plain = try Self.sample("plain")
    // Tags are those of a plain name, but for the lines that a name is wrapped into.
    func tags(_ text: String) throws -> [String] {
      try WellFormed.names(in: text).filter { !["text", "tspan"].contains($0) }
    }
    #expect(try tags(Self.svg(picture)) == tags(Self.svg(plain)))
    func elements(_ text: String) throws -> [String] {
      try WellFormed.names(in: text, void: ["meta", "input"], raw: ["style", "script"]).filter { $0 != "p" }
    }
    #expect(try elements(Self.page(picture)) == elements(Self.page(plain)))
  }

  /// Every text lies within the last rectangle that was drawn around its start.
  @Test(arguments: names) func noTextIsWiderThanItsCell(_ name: String) throws {
    let text = Self.svg(try Self.sample(name))
    for group in text.matches(of: #/<g>(?s:.*?)<\/g>/#) {
      let rect = try #require(group.0.firstMatch(of: #/<rect x="(\d+)\.5" y="\d+\.5" width="(\d+)"/#))
      let (left, width) = (try #require(Int(rect.1)), try #require(Int(rect.2)))
      for line in group.0.matches(of: #/<(?:text|tspan) x="(\d+)"([^>]*)>([^<]*)/#) {
        let measure = TextMeasure(isBold: line.2.contains("bold"))
        let shown = Self.unescaped(line.3)
        let start = try #require(Int(line.1)) - (line.2.contains("end") ? measure.width(of: shown) : 0)
        #expect(start >= left && start + measure.width(of: shown) <= left + width, "\(shown)")
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
    for (text, directive) in [(MatrixPage.style, "style-src"), (MatrixPage.script, "script-src")] {
      let path = try ScratchFolder()
      let file = try path.write("content", "\(text)")
      let hash = try Shell.run("openssl dgst -sha256 -binary '\(file)' | openssl base64").output
      let wanted = "\(directive) &#39;sha256-\(hash.split(separator: "\n").joined())&#39;"
      #expect(page.contains(wanted), "write \(wanted)")
    }
  }

  @Test func theTimeGrowsWithTheNumberOfTechniques() throws {
    var picture = try Self.sample("a name of some words")
    let cell = picture.columns[0].cells[0]
    let ratio = Growth.ratio(at: 200) { size in
      picture.columns[0].cells = Array(repeating: cell, count: size)
      #expect(Self.svg(picture).hasSuffix("</svg>\n") && Self.page(picture).hasSuffix("</html>\n"))
    }
    #expect(ratio < 8)
  }

  /// Text on every color, and on the ground, has the contrast that WCAG 2 asks for; parts of the picture have theirs.
  @Test func colorsCanBeTold() {
    for shade in MatrixPicture.Shade.allCases { #expect(Self.contrast("\(shade.ink)", "\(shade.color)") >= 4.5) }
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
