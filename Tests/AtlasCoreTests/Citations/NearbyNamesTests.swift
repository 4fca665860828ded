import AtlasCore
import Testing

/// Whether the name beside an id is the right one, in the forms in which people write both.
@Suite struct NeighbourhoodTests {
  /// The forms; `ID` and `NAME` stand for the two.
  static let forms = [
    "ID: NAME", "ID NAME\n", "## ID NAME", "- **ID**: NAME, and more", "`ID` - NAME", "ID — NAME (since 2024)",
    "ID (NAME)", "ID => NAME", "id = \"ID\"  # NAME", "see NAME (ID).", "NAME [ID]", "NAME: ID", "* NAME — ID",
    "[ID: NAME](https://atlas.mitre.org/techniques/ID)", "[NAME](https://atlas.mitre.org/techniques/ID)",
    "[NAME](/techniques/ID)", "[ID](https://atlas.mitre.org/techniques/ID): NAME", "[[slug|ID: NAME]]",
    "[[techniques/ID|NAME]]", "<a href=\"https://atlas.mitre.org/techniques/ID\">NAME</a>",
    "| ID | NAME |", "| LLM01 | NAME | [ID](https://atlas.mitre.org/techniques/ID) | high |", "ID\tNAME\thigh",
    "{\"id\": \"ID\", \"name\": \"NAME\"}", "{\"name\":\"NAME\",\"x\":[1,{\"a\":2}],\"id\":\"ID\"}",
    "{\"techniqueId\": \"ID\", \"techniqueName\": \"NAME\"}", "{id: ID, name: NAME}",
    "{\n  \"technique_id\": \"ID\",\n  \"severity\": 3,\n  \"technique\": \"NAME\"\n}",
    "{\"ID\": \"NAME\"}", "{\"NAME\": \"ID\"}", "(\"ID\", \"NAME\")", "('NAME', 'ID')",
    "Technique(id=\"ID\", name=\"NAME\")", "Technique(\n    name=\"NAME\",\n    id=\"ID\",\n)",
    "- id: ID\n  name: NAME\n", "- name: \"NAME\"\n  severity: high\n  id: ID\n", "ID: \"NAME\"\n", "NAME: ID\n",
    "technique:\n  id: ID\n  notes:\n    - long\n  name: NAME\n", "[rule]\nid = \"ID\"\ntitle = \"NAME\"\n",
    "tags:\n  - atlas.ID: NAME\n", "{\"ID\": {\"x\": [1], \"name\": \"NAME\"}}",
    "ID:\n  tactic: x\n  name: NAME\nnext:\n",
    "techniques:\n  \"ID\":  # a comment\n    name: NAME\n    notes: |\n      name: other\n",
    "TABLE = {\n    'ID': Technique(name=\"NAME\", score=1),\n}", "- ID:\n    title: NAME\n",
    "<td>ID</td><td>NAME</td>", "<tr class=x>\n <th>NAME</th>\n <td><code>ID</code></td>\n <td>x</td>\n</tr>",
    "{\"type\":\"attack-pattern\",\"name\":\"NAME\",\"external_references\":"
      + "[{\"source_name\":\"mitre-atlas\",\"external_id\":\"ID\"}]}",
    "{\n  \"external_references\": [\n    {\n      \"external_id\": \"ID\"\n    }\n  ],\n  \"name\": \"NAME\"\n}",
  ]

  private static func written(_ form: String, _ id: String, _ name: String) -> String {
    form.replacing("ID", with: id).replacing("NAME", with: name)
  }

  @Test(arguments: forms) func rightNames(_ form: String) {
    for (id, name) in [
      ("AML.T0051", "LLM Prompt Injection"), ("AML.T0051.001", "LLM Prompt Injection: Indirect"),
      ("AML.T0031", "erode AI-model integrity"), ("AML.T0051.001", "LLM Prompt Injection"),
    ] {
      let text = NeighbourhoodTests.written(form, id, name)
      #expect(Set(kinds(text)) == [.ok], "\(text)")
    }
  }

  @Test(arguments: forms) func namesOfOthers(_ form: String) {
    for (id, name, owner) in [
      ("AML.T0051", "LLM Jailbreak", "T0054"), ("AML.T0031", "Denial of AI Service", "T0029"),
      ("AML.T0031", "Denial of ML Service", "T0029"),
    ] {
      let text = NeighbourhoodTests.written(form, id, name)
      let found = verdicts(text)
      #expect(found.contains("mismatched \(id) \"\(name)\" of \(owner)"), "\(text) \(found)")
    }
  }

  @Test(arguments: forms) func formerNames(_ form: String) {
    let text = NeighbourhoodTests.written(form, "AML.T0031", "Erode ML Model Integrity")
    let found = verdicts(text)
    #expect(found.contains("renamed AML.T0031 \"Erode ML Model Integrity\" until 2025.04"), "\(text) \(found)")
    #expect(corrected(text) == NeighbourhoodTests.written(form, "AML.T0031", "Erode AI Model Integrity"))
  }

  @Test(arguments: forms) func otherTextSaysNothing(_ form: String) {
    for name in ["Prompt things", "Eine Beschreibung", "x", "Lateral Thinking", "Model Extraction Attack"] {
      let text = NeighbourhoodTests.written(form, "AML.T0051", name)
      #expect(Set(kinds(text)) == [.ok], "\(text)")
    }
  }

  /// Names that stand near an id and belong to something else.
  @Test(arguments: [
    "LLM Prompt Injection and LLM Jailbreak (AML.T0051, AML.T0054)",
    "AML.T0051: LLM Prompt Injection, AML.T0054: LLM Jailbreak",
    "{\"LLM Jailbreak!\": \"x\", \"Jailbreaks\": \"AML.T0054\", \"LLM Prompt Injection\": \"AML.T0051\"}",
    "| AML.T0051 | AML.T0054 | LLM Jailbreak |", "| AML.T0051 | Execution | Model |",
    "- id: AML.T0051.000\n  name: Direct\n  subtechnique-of: AML.T0051\n  tactics: [AML.TA0005]\n",
    "- id: AML.T0051\n  name: LLM Prompt Injection\n- id: AML.T0054\n  name: LLM Jailbreak\n",
    "{\"id\": \"AML.T0051.000\", \"name\": \"Direct\", \"parent_id\": \"AML.T0051\"}",
    "{\"technique_id\": \"AML.T0051\", \"tactic_name\": \"Execution\"}",
    "[{\"id\": \"AML.T0051\"}, {\"name\": \"LLM Jailbreak\"}]", "We saw AML.T0051. LLM Jailbreak is another.",
    "ids: [AML.T0051, AML.T0054]\nname: LLM Jailbreak\n", "AML.T0051, LLM Jailbreak and others",
    "the discovery (AML.T0051) of the model: AML.T0031", "AML.TA0005: AML.T0051",
    "| AML.T0051, AML.T0054 | LLM Jailbreak |", "| LLM Jailbreak | see AML.T0051 or AML.T0054 |",
    "LLM Jailbreak: AML.T0051, AML.T0054", "LLM Jailbreak = AML.T0054, AML.T0051 and AML.T0031",
    "AML.T0054/AML.T0051: LLM Jailbreak", "AML.T0054 and `AML.T0051` (LLM Jailbreak)",
    "{\"name\": \"LLM Jailbreak\", \"related\": [{\"id\": \"AML.T0051\"}]}",
    "{\"AML.T0051\": {\"related\": {\"name\": \"LLM Jailbreak\"}, \"parent_name\": \"LLM Jailbreak\"}}",
    "AML.T0051:\n  next:\n    name: LLM Jailbreak\nname: LLM Jailbreak\n",
    "<tr><td>AML.T0051</td></tr><tr><td>LLM Jailbreak</td></tr>",
    "from AML.T0051 LLMs suffer", "AML.T0051 | LLM Prompt Injection | like LLM Jailbreak",
  ])
  func namesThatBelongElsewhere(_ text: String) { #expect(Set(kinds(text)) == [.ok], "\(verdicts(text))") }

  /// The full name of another sub-technique begins with the name of the technique, which by itself would be fine.
  @Test(arguments: [
    "AML.T0051.001: LLM Prompt Injection: Direct", "AML.T0051.001 - LLM Prompt Injection: Direct, and so on",
    "AML.T0051.001 (LLM Prompt Injection: Direct)", "LLM Prompt Injection: Direct (AML.T0051.001)",
    "| AML.T0051.001 | LLM Prompt Injection: Direct |", "id: AML.T0051.001\nname: 'LLM Prompt Injection: Direct'\n",
  ])
  func siblingsAreOthers(_ text: String) {
    #expect(verdicts(text) == ["mismatched AML.T0051.001 \"LLM Prompt Injection: Direct\" of T0051.000"])
    #expect(kinds(text.replacing("Direct", with: "Directives")) == [.ok])
  }

  /// What a table of retired ids has beside the id that took over is the name of the one that went.
  @Test func theNameOfARetiredIdIsItsOwn() {
    #expect(kinds("| AML.T0019 | Publish Poisoned Datasets | 2026.07 | AML.T0115.000 |") == [.retired, .ok])
    #expect(kinds("| Publish Poisoned Datasets | 2026.07 | AML.T0115.000 |") == [.renamed])
  }

  @Test func commasPartCellsInTablesOnly() {
    let row = "LLM Jailbreak,high,AML.T0051\n"
    #expect(kinds(row) == [.ok])
    #expect(kinds(row, path: "map.csv") == [.mismatched])
    #expect(kinds("LLM Jailbreak;high;AML.T0051\n", path: "MAP.CSV") == [.mismatched])
    #expect(kinds("LLM01,\"LLM Prompt Injection, direct\",LLM Prompt Injection,AML.T0051", path: "x.csv") == [.ok])
  }

  @Test(arguments: [
    (
      "AML.T0010.001: ML Supply Chain Compromise: ML Software", "AML.T0010.001: AI Supply Chain Compromise: AI Software"
    ),
    ("AML.T0010.001: ML Software", "AML.T0010.001: AI Software"),
    ("AML.TA0001: ML Attack Staging", "AML.TA0001: AI Attack Adaptation"),
    ("AML.TA0001: AI ATTACK STAGING", "AML.TA0001: AI ATTACK ADAPTATION"),
    ("aml.t0031 (erode ml model integrity)", "aml.t0031 (erode ai model integrity)"),
    ("AML.T0019 x atlas.aml.t0019", "AML.T0115.000 x atlas.aml.t0115.000"),
    ("| AML.T0019 | Publish Poisoned Datasets |", "| AML.T0115.000 | Publish Poisoned AI Artifacts: Datasets |"),
    (
      "[Publish Poisoned Datasets](https://atlas.mitre.org/techniques/AML.T0019)",
      "[Publish Poisoned AI Artifacts: Datasets](https://atlas.mitre.org/techniques/AML.T0115.000)"
    ),
    (
      "name: Publish Poisoned Datasets\nid: AML.T0019\n",
      "name: \"Publish Poisoned AI Artifacts: Datasets\"\nid: AML.T0115.000\n"
    ),
    (
      "{\"AML.T0104\": \"Publish Poisoned AI Agent Tool\"}",
      "{\"AML.T0115.002\": \"Publish Poisoned AI Artifacts: AI Agent Tools\"}"
    ),
    ("AML.CS0023: ShadowRay", "AML.CS0023: ShadowRay: Hijacking Exposed Ray Clusters"),
    ("AML.T9999 AML.T0051: LLM Jailbreak", "AML.T9999 AML.T0051: LLM Jailbreak"),
  ])
  func corrections(_ text: String, _ wanted: String) {
    #expect(corrected(text) == wanted)
    #expect(corrected(wanted) == wanted)
  }
}
