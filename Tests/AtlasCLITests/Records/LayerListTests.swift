import AtlasCore
import Testing

@testable import AtlasCLI

/// `list --layer`.
@Suite struct LayerListTests {
  private static let layer = """
    {"domain": "atlas-atlas", "techniques": [
      {"techniqueID": "AML.T0051", "score": 3, "comment": "a"}, {"techniqueID": "AML.T0031", "score": 12.5},
      {"techniqueID": "AML.T0015", "metadata": [{"name": "category", "value": "exposed"}]}]}
    """

  private static func run(_ line: String) -> Tool.Result { Tool.run(line, Tool.input(layer)) }

  @Test(arguments: [
    ("list --layer -", "T0051 T0031 T0015"), ("list --layer - --reverse", "T0015 T0031 T0051"),
    ("techniques --layer - --sort id", "T0015 T0031 T0051"), ("list --layer - --limit 1", "T0051"),
    ("list --layer - --tactic execution", "T0051"),
  ])
  func keepsTheOrder(_ line: String, _ ids: String) {
    let result = LayerListTests.run(line + " --format ids")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.replacing("AML.", with: "").split(separator: "\n").joined(separator: " ") == ids)
  }

  @Test func hasScoresInEveryFormat() {
    #expect(
      LayerListTests.run("list --layer -").output == """
        AML.T0051\tLLM Prompt Injection\t3\ta
        AML.T0031\tErode AI Model Integrity\t12.5\t
        AML.T0015\tEvade AI Model\t\t

        """)
    #expect(
      LayerListTests.run("list --layer - --format tsv --fields id,tactic,score,category,comment").output == """
        id\ttactic\tscore\tcategory\tcomment
        AML.T0051\t\t3\t\ta
        AML.T0031\t\t12.5\t\t
        AML.T0015\t\t\texposed\t

        """)
    var terminal = Tool.terminal(80)
    terminal.readInput = Tool.input(LayerListTests.layer).readInput
    let shown = Tool.run("list --layer -", terminal).output
    #expect(shown.contains("Score") && shown.contains("12.5") && shown.contains("uncovered"))
    #expect(LayerListTests.run("list --layer - --json").output.contains("\"score\": 12.5"))
    #expect(LayerListTests.run("list --layer - --count").output == "3\n")
  }

  @Test(
    arguments: [
      ("list --layer - --for T0031", 2, "--layer does not go with --for"),
      ("list --layer - --name zzz", 1, "the layer marks no technique that matches --name zzz"),
      ("mitigations --layer -", 2, "--layer"), ("list --layer /no/such/file", 2, "cannot read /no/such/file"),
      ("list --layer /dev/null", 2, "/dev/null: 1:1: expected a value"),
    ] as [(String, Int32, String)])
  func mistakesAreSaid(_ line: String, _ status: Int32, _ message: String) {
    let result = LayerListTests.run(line)
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
  }
}
