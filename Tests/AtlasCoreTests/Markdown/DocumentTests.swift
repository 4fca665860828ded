import AtlasCore
import Testing

@Suite struct DocumentTests {
  private func outline(_ text: String) -> String {
    let document = Document(Bytes(copying: text))
    let sections = document.sections.map { section in
      "\(section.title)\(section.count.map { "#\($0)" } ?? "")<\(section.body.trimmed)>"
    }
    return ([document.heading?.string ?? "-", document.lead.trimmed.string] + sections).joined(separator: "|")
      .replacing("\n", with: "/")
  }

  @Test(arguments: [
    ("", "-|"), ("text", "-|text"), ("# H", "H|"), ("# H\ntext\n\nmore\n", "H|text//more"),
    ("# H\ntext\n## S\nbody\n", "H|text|S<body>"), ("## S\nbody", "-||S<body>"), ("# H\n## A\n## B\nb", "H||A<>|B<b>"),
    ("# H\n## S (5)\n", "H||S#5<>"), ("# H\n## S (0)", "H||S#0<>"), ("# H\n## S (a)", "H||S (a)<>"),
    ("# H\n## S (5) \n", "H||S#5<>"), ("# H\n## S (99999999999999999999)", "H||S (99999999999999999999)<>"),
    ("# H\n## S (5", "H||S (5<>"), ("# H\n##S\n", "H|##S"), ("# H\n ## S\n", "H|## S"), ("# H\n### S\n", "H|### S"),
    ("# H\n# Second\ntext", "H|# Second/text"), ("# H\n##\nx", "H||<x>"), ("#\tTab\ntext", "Tab|text"),
    ("# H\n```\n## no\n```\n## yes", "H|```/## no/```|yes<>"), ("# H\n```\n## yes", "H|```|yes<>"),
    ("# H\n~~~ text\n## no\n~~~~\nx", "H|~~~ text/## no/~~~~/x"), ("---\nid: x\n---\n# H\nt", "H|t"),
  ])
  func isCutAtHeadings(_ text: String, _ expected: String) { #expect(outline(text) == expected) }

  @Test func knowsWhatStandsBeforeTheHeading() {
    #expect(Document("---\nid: x\n---\n\nlost\n\n# H\ntext").preface == "lost")
    #expect(Document("\n# H\ntext").preface.isEmpty)
  }
}

@Suite struct FencesTests {
  /// The lines that stand in code, by their numbers from 1.
  private func code(_ text: String) -> [Int] {
    var fences = Fences()
    var rest = Bytes(copying: text)
    var result: [Int] = []
    var number = 0
    while let line = rest.eatLine() {
      number += 1
      if fences.contains(line, before: rest) { result.append(number) }
    }
    return result
  }

  @Test(arguments: [
    ("a\n```\nb\n```\nc", [2, 3, 4]), ("```\nb", []), ("``\nb\n``", []), ("```swift\nb\n```", [1, 2, 3]),
    ("```\nb\n``` no end\n```", [1, 2, 3, 4]), ("````\n```\n````", [1, 2, 3]), ("```\n````", [1, 2]),
    ("~~~\n```\n~~~\n```", [1, 2, 3]), ("```a`b\nc\n```", []), ("  ```\nb\n  ```", [1, 2, 3]),
    ("    ```\nb\n    ```", []),
    ("```\na\n```\n```\nb", [1, 2, 3]), ("```\na\n```\nb\n```\nc\n```", [1, 2, 3, 5, 6, 7]), ("```\n```", [1, 2]),
    ("```\na\n  ```\nb", []), ("  ```\n```\n  ```", [1, 2, 3]), ("~~~\na\n```\nb\n```", [3, 4, 5]),
    ("`````\na\n```\nb\n```", [3, 4, 5]),
  ])
  func areFollowed(_ text: String, _ lines: [Int]) { #expect(code(text) == lines) }
}
