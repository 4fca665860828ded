import Testing

@testable import AtlasCLI

/// Lists on a terminal: how they end, and what becomes of them where there is little room.
@Suite struct ListTextTests {
  @Test(arguments: [
    ("tactics", "16 tactics · release 2026.09"), ("tactics --limit 3", "3 of 16 tactics · release 2026.09"),
    ("tactics --name impact", "1 tactic · release 2026.09"), ("list --limit 20", "20 of 337 records · release 2026.09"),
    ("list --for t0031", "11 records · release 2026.09"),
    ("case-studies --for t0031", "6 case studies · release 2026.09"),
  ])
  func endWithCountAndRelease(_ line: String, _ foot: String) {
    #expect(Tool.run(line, Tool.terminal(80)).output.hasSuffix("\n\n\(foot)\n"))
    #expect(!Tool.run(line).output.contains("2026.09"))
  }

  @Test func narrowOnesHaveNoColumns() {
    let narrow = Tool.run("techniques --limit 2", Tool.terminal(30)).output
    #expect(
      narrow
        == """
        AML.T0000 Search Open
            Technical Databases
        AML.T0000.000 Search Open
            Technical Databases:
            Journals and Conference
            Proceedings

        2 of 208 techniques · release
        2026.09

        """)
    #expect(Tool.run("techniques --limit 2", Tool.terminal(44)).output.hasPrefix("ID "))
  }

  /// Answers that are no lists of records keep to the terminal's width, too, and say in a pipe what they say there.
  @Test(arguments: ["releases", "history AML.T0019", "history"], [40, 60, 80]) func othersFit(
    _ line: String, _ width: Int
  ) {
    let wrapped = Tool.run(line, Tool.terminal(width))
    #expect(wrapped.status == 0)
    for row in wrapped.output.split(separator: "\n") { #expect(Width.columns(of: String(row)) <= width, "\(row)") }
    let pipe = Tool.run(line).output
    if line != "releases" {
      let words = pipe.split(whereSeparator: \.isWhitespace)
      #expect(wrapped.output.split(whereSeparator: \.isWhitespace) == words)
    }
    #expect(pipe.contains("\n\n") == false)
  }
}
