import AtlasCore
import Testing

@Suite struct EntriesTests {
  private func entries(_ body: String) -> [String] {
    Entries(of: Bytes(copying: body)).entries.map { entry in
      let link = entry.link.map { $0.id?.short ?? $0.label.string } ?? "-"
      let cells = entry.cells.isEmpty ? "" : "{\(entry.cells.map(\.string).joined(separator: ";"))}"
      return "\(link)\(entry.lacksDash ? "?" : ""):\(cells)\(entry.text.text)".replacing("\n", with: "/")
    }
  }

  @Test(arguments: [
    ("", []), ("- ", []), ("-", []), ("- \n\n", []),
    ("- [[x|AML.M0003: Hard]] — how", ["M0003:how"]), ("- [[x|AML.M0003: Hard]] – how", ["M0003:how"]),
    ("- [[x|AML.M0003: Hard]] - how", ["M0003:how"]), ("* [[AML.M0003]]: how", ["M0003:how"]),
    ("+ [[AML.M0003]]—how", ["M0003:how"]), ("- **[[AML.M0003]]** — how", ["M0003:how"]),
    ("- **[[AML.M0003]]:** how", ["M0003:how"]), ("1. [[AML.M0003]]\n2. [[AML.M0004]]", ["M0003:", "M0004:"]),
    ("- [[AML.M0003]] how", ["M0003?:how"]), ("- [[AML.M0003]], [[AML.M0004]]", ["M0003?:, [[AML.M0004]]"]),
    ("- [[AML.M0003]] — a — b - c", ["M0003:a — b - c"]), ("- [[AML.M0003]] — - a", ["M0003:- a"]),
    ("- AML.M0003", ["M0003:"]), ("- AML.M0003: Hard", ["M0003:"]), ("- AML.M0003 Hard Model — how", ["M0003:how"]),
    ("- AML.M0003: Hard-Wired - how", ["M0003:how"]), ("- text", ["-:"]), ("- [[a]]\n- [[b]]", ["a:", "b:"]),
    ("- [[a]] — one\ntwo\n  three", ["a:one/two/three"]), ("- [[a]] — one\n\n  two\n\n- [[b]]", ["a:one//two", "b:"]),
    ("- [[a]] — one\n  - deep\n    - deeper", ["a:one/- deep/  - deeper"]), ("- [[a]]\n  below", ["a:below"]),
    ("- [[a]]\n  - b\n  - c", ["a:- b/- c"]), ("- [[a]]\n\n  - b", ["a:- b"]),
    ("- [[a]] —\n  ```\n  x\n  ```", ["a:```/x/```"]),
    ("- [[a]] — t\n\n  | x | y |\n  |---|---|\n  ### h\n- [[b]]", ["a:t//| x | y |/|---|---|/### h", "b:"]),
    ("\t- [[a]]\n\t- [[b]]", ["a:", "b:"]), ("   - [[a]] — t\n     more\n   - [[b]]", ["a:t/more", "b:"]),
    ("- [[a]] — t\n\tmore", ["a:t/more"]), (" - [[a]]\n - [[b]]", ["a:", "b:"]),
    ("- [[a]] — t\n - [[b]]", ["a:t", "b:"]),
    ("### [[AML.CS0009]]\n\ntext\n\n- bullet\n\n### [[b]]\nmore", ["CS0009:text//- bullet", "b:more"]),
    ("### AML.CS0009: Tay\ntext", ["CS0009:text"]), ("### Step 3: Models\ntext", ["-:text"]),
    ("- [[a]] — t\n### [[b]]\nu", ["a:t", "b:u"]), ("### [[a]]\n```\n### no\n```\n", ["a:```/### no/```"]),
    ("- [[a]] — ```\n- [[b]]", ["a:```", "b:"]), ("```\n- [[a]]\n```\n- [[b]]", ["b:"]),
    (
      "| Technique ID | Name |\n|---|---|\n| [[x\\|AML.T0005]] | A \\| B |\n|[[AML.T0006]]|C|",
      ["T0005:{[[x\\|AML.T0005]];A \\| B}", "T0006:{[[AML.T0006]];C}"]
    ),
    ("| AML.T0005 | A | x |", ["T0005:{AML.T0005;A;x}"]), ("| [[x|AML.T0005]] | A |", ["T0005:{[[x|AML.T0005]];A}"]),
    ("|", []), ("||", []), ("| [[AML.T0005]]", ["T0005:{[[AML.T0005]]}"]),
  ])
  func areRead(_ body: String, _ expected: [String]) { #expect(entries(body) == expected) }

  @Test(arguments: [
    ("The following techniques:\n\n- [[a]]", []), ("*No tactics currently associated with this technique.*", []),
    ("_None yet._", []), ("No mitigations are listed.", []), ("None", []), ("None.", []), ("> quoted", []), ("---", []),
    ("stray", ["stray"]), ("- [[a]]\n\nstray\n\n- [[b]]", ["stray"]), ("- [[a]]\nlazy line", []),
    ("| A | B |\n|---|---|\n| no link | x |", ["| no link | x |"]), ("| A | B |\n| --- | --- |", []),
    ("### [[a]]\nstray", []), ("```\nstray\n```", []),
  ])
  func leaveStrays(_ body: String, _ strays: [String]) {
    #expect(Entries(of: Bytes(copying: body)).strays.map(\.string) == strays)
  }
}

@Suite struct RawTextTests {
  @Test(arguments: [
    ("a\n  b\n    c", 2, "a\nb\n  c"), ("a\n b\nc", 2, "a\nb\nc"), ("a\n\tb", 2, "a\nb"), ("a\n\n  b", 2, "a\n\nb"),
    ("a\n  b", 0, "a\n  b"), ("a\n  \\### b", 2, "a\n### b"), ("\\## a\n  \\- b", 2, "\\## a\n\\- b"), ("", 2, ""),
  ])
  func isUnindentedAndUnescaped(_ source: String, _ indent: Int, _ text: String) {
    #expect(RawText(source: Bytes(copying: source), indent: indent).text.string == text)
  }
}
