import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct SVGTests {
  /// A picture with every shape, and hostile text in every place.
  private static func sample(_ text: String) -> String {
    var picture = SVG(width: 200, height: 100, title: text, description: text)
    picture.group(title: text) { picture in
      picture.rect(x: 1, y: 2, width: 30, height: 40, fill: .ink(.cell), border: .line, radius: 3)
      picture.rect(x: 1, y: 2, width: 3, height: 40, fill: .fixed("#08306b"))
      picture.text([text, text], x: 5, y: 16, fill: .fixed("#ffffff"), isBold: true)
    }
    picture.text([text], x: 5, y: 16, anchor: .middle)
    picture.path([(1, 1), (50, 1), (50, 40)], isArrow: true, pen: SVG.Pen(dashes: "4 3"))
    return String(decoding: picture.finish(), as: UTF8.self)
  }

  @Test func everyShapeIsWritten() { expectGolden(Self.sample("a & b"), named: "pictures/shapes.svg") }

  @Test(arguments: MarkupTests.texts) func isWellFormed(_ row: (text: String, written: String)) throws {
    let names = try WellFormed.names(in: Self.sample(row.text))
    #expect(names == (try WellFormed.names(in: Self.sample("plain"))))
  }
}
