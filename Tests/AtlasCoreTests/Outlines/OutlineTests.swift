import TestSupport
import Testing

@testable import AtlasCore

/// What the readers make of texts in their formats, well written and broken.
@Suite struct OutlineTests {
  /// The nodes as `key=value`, containers with brackets around what is in them.
  private static func shown(_ text: String, _ path: String) -> String {
    let bytes = Bytes(copying: text)
    var reader = OutlineReaders.reader(of: TextSyntax(path: path), bytes)
    var outline = Outline()
    var place = 0
    while place < bytes.count {
      let next = reader.read(bytes, from: place, to: bytes.count, into: &outline)
      if next == place { break }
      place = next
    }
    outline.finish(at: bytes.count)
    func show(_ number: Int) -> String {
      let node = outline.nodes[number]
      let key = node.key.isEmpty ? "" : node.key.string + "="
      let members = (number + 1..<max(number + 1, node.next)).filter { outline.nodes[$0].parent == number }
      let inner = members.map(show).joined(separator: " ")
      return switch node.kind {
      case .value: key + bytes[node.range].string
      case .object: key + "{" + inner + "}"
      case .list: key + "[" + inner + "]"
      case .row: key + "(" + inner + ")"
      }
    }
    return outline.nodes.indices.filter { outline.nodes[$0].parent < 0 }.map(show).joined(separator: " ")
  }

  /// A path, a text in the format that it names, and what is read.
  private static let samples: [(String, String, String)] = [
    ("x.json", #"{"a": {"b": [1, "c"]}, "d": "e"}"#, "{a={b=[1 c]} d=e}"),
    ("x.json", #"{a: b c, "d": 'e',} // f"#, "{a=b c d=e}"),
    ("x.json", #"{"a": "b", "c": {"d": "#, "{a=b c={}}"),
    ("x.json", #"[{"u": "https://x/y"}] {"a":1}"#, "[{u=https://x/y}] {a=1}"),
    ("x.json", "{\"a\": 1}}} {\"b\": 2}", "{a=1} {b=2}"),
    ("x.yaml", "a: b # c\nd:\n  - e: f\n    g: 'h'\n  - i\nj: [k, {l: m}]\n", "{a=b d=[{e=f g=h} i] j=[k {l=m}]}"),
    ("x.yaml", "- a: b\n- c\n---\nd: |\n  e: f\n  g\nh: i\n", "[{a=b} c] {e: f g h=i}"),
    ("x.yaml", "a:\n- b\n- c\nd: e\n", "{a=[b c] d=e}"),
    ("x.yaml", "a: [https://x/y, \"b\",\n  c]\nd: e\n", "{a=[https://x/y b c] d=e}"),
    ("x.yaml", "{{- if .x }}\na: b\n\tc: d\n", "{a=b {c=d}}"),
    ("x.toml", "a = \"b\"\n[c.d]\ne = ['f', \"g\"]\n[[h]]\ni = 1 # j\n", "{a=b} c={d={e=[f g]}} h={i=1}"),
    ("x.toml", "a = \"\"\"\nb = 1\n\"\"\"\nc = {d = \"e\"}\n", "{c={d=e}}"),
    ("x.ini", "; a\n[AML.T0051]\nname=b\n", "AML.T0051={name=b}"),
    ("x.xml", "<a b=\"c\"><d>e</d><f/><g>h<i>j</i></g></a>", "{a={b=c d=e g={i=j}}}"),
    ("x.xml", "<?xml version=\"1.0\"?><!-- <x>y</x> --><a><b>c</a> 1 < 2", "{a={b=c}}"),
    ("x.html", "<table><tr><th>A<th>B</tr><tr><td>c</td><td><b>d</b></td></tr></table>", "(A B) (A=c B=d)"),
    ("x.html", "<dl><dt>a<dd>b<dt>c<dd>d</dl><li data-id='e' title='f'>g", "(a b) (c d) {data-id=e title=f}"),
    ("x.csv", "a,b\n1,\"c,d\"\n2,\"e\nf\"\n", "(a=1 b=c,d) (a=2 b=e\nf)"),
    ("x.csv", "x1;y1\nx2;y2", "(x1 y1) (x2 y2)"),
    ("x.tsv", "a\tb\n1\t2\n", "(a=1 b=2)"),
    ("x.json", "/*/ {\"x\": 1} */ {\"a\": 1}", "{a=1}"),
    ("x.xml", "<a><a>b</a><c>d</c></a>", "{a={a=b c=d}}"), ("x.xml", "<!--> <x>y</x> --><a><b>c</b></a>", "{a={b=c}}"),
    (
      "x.html", "<table><tr><th>A<th>B</tr><tr><th>c<td>d</tr><tr><td>e<td>f</tr></table>", "(A B) (A=c B=d) (A=e B=f)"
    ),
    ("x.md", "| A | B |\n|---|---|\n| c | d |\n\ntext\n| e | f |\n", "(A B) (A=c B=d) (e f)"),
    ("x.md", "| a \\| b | `c|d` |\n", "(a \\| b `c|d`)"),
    ("x.md", "---\na: b\n---\n| C | D |\n|---|---|\n| e | [[f|g]] |\n", "{a=b} (C D) (C=e D=[[f|g]])"),
    ("x.md", "- **ID:** a\n- **Name:** b\n\ntext\n```yaml\nc: d\n```\n", "{ID=a Name=b} {c=d}"),
    ("x.adoc", "|===\n|A |B\n\n|c\n|d\n|e |f\n|===\n", "(A B) (A=c B=d) (A=e B=f)"),
    ("x.rst", ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - c\n     - d\n", "(A B) (A=c B=d)"),
    ("x.py", "A = {'b': c(d=\"e\", f=1)}  # it's\nG = ('h', 'i')\n", "A={b=c (d=e f=1)} # it s G=(h i)"),
  ]

  @Test(arguments: samples)
  func readers(_ path: String, _ text: String, _ wanted: String) {
    #expect(OutlineTests.shown(text, path) == wanted)
  }

  /// In parts, a text is read as in one.
  @Test(arguments: samples) func partsChangeNothing(_ path: String, _ text: String, _: String) {
    let bytes = Bytes(copying: String(repeating: text + "\n", count: 20))
    var random = SeededGenerator(seed: 9)
    func nodes(_ size: ClosedRange<Int>) -> [String] {
      var reader = OutlineReaders.reader(of: TextSyntax(path: path), bytes)
      var outline = Outline()
      var (place, limit) = (0, 0)
      while place < bytes.count {
        limit = min(bytes.count, limit + Int.random(in: size, using: &random))
        let next = reader.read(bytes, from: place, to: limit, into: &outline)
        #expect(next >= place && next <= limit)
        // What is cut is read again with what follows.
        place = next
      }
      outline.finish(at: bytes.count)
      return outline.nodes.map {
        "\($0.kind) \($0.key) \($0.start) \($0.isKeyHere) \($0.range) \($0.parent) \($0.next)"
      }
    }
    let whole = nodes(bytes.count...bytes.count)
    for _ in 0..<20 { #expect(nodes(130...260) == whole) }
  }

  /// A string that is longer than a part is in values, one behind the other, and what follows it is read.
  @Test(arguments: 30...70) func longStringsAreCut(_ size: Int) {
    let string = String(repeating: #"words, {of} \"all\": \\\\ sorts "#, count: 20)
    let text = Bytes(copying: "{\"a\": \"\(string)\", \"b\": {\"c\": 1}}")
    var reader = JSONOutlineReader()
    var outline = Outline()
    var (place, limit) = (0, 0)
    while place < text.count {
      limit = min(text.count, limit + size)
      // A part is read with some of what follows it.
      place = reader.read(text[..<min(text.count, limit + 20)], from: place, to: limit, into: &outline)
      #expect(place <= limit)
    }
    let values = outline.nodes.filter { $0.kind == .value }.map { text[$0.range].string }
    #expect(values.dropLast().joined() == string && values.last == "1")
    #expect(outline.nodes.filter { !$0.key.isEmpty }.map(\.key.string) == ["a", "b", "c"])
  }

  /// What is in a container, and what is at a place, is what a look at all nodes finds.
  @Test func nodesAreFound() {
    var random = SeededGenerator(seed: 10)
    for _ in 0..<100 {
      var outline = Outline()
      var place = 0
      for _ in 0..<Int.random(in: 1...80, using: &random) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: outline.open(.object, "k", keyAt: Bool.random(using: &random) ? place : nil, at: place + 2)
        case 1: outline.close(at: place)
        default: outline.add(place + 2..<place + 4, "k", keyAt: Bool.random(using: &random) ? place : nil)
        }
        place += 5
      }
      outline.finish(at: place)
      for container in outline.nodes.indices where outline.nodes[container].kind != .value {
        let members = outline.nodes.indices.filter { outline.nodes[$0].parent == container }
        #expect(outline.members(of: container) == Array(members.prefix(2 * Outline.reach)))
        for (index, member) in members.enumerated() {
          let near = members[max(0, index - Outline.reach)..<min(members.count, index + Outline.reach)]
          #expect(Array(outline.members(of: container, near: member).prefix(near.count)) == Array(near))
        }
      }
      for at in 0..<place {
        let node = outline.nodes.lastIndex { node in
          node.kind == .value && node.range.contains(at) || node.isKeyHere && node.start == at
        }
        #expect(outline.node(at: at) == node)
      }
    }
  }

  /// Tables are read as they were written, whatever is in the cells.
  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]) func tablesReadBack(_ separator: UInt8) {
    var random = SeededGenerator(seed: 8)
    let parts = ["a", "b", "é", " ", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "#", "7"]
    for _ in 0..<300 {
      let columns = Int.random(in: 2...4, using: &random)
      let head = ["Id", "Name", "Text", "Note"].prefix(columns).map { $0 }
      let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<columns).map { column in
          (column == 0 ? "x" : "")
            + (0..<Int.random(in: 0...3, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
            .joined()
        }
      }
      func joined(_ cells: [String]) -> String { cells.joined(separator: String(Unicode.Scalar(separator))) }
      let lines = rows.map { row in
        joined(
          row.map { cell in
            let isPlain = cell.allSatisfy { !",;\t\"\n\r\r\n ".contains($0) }
            return isPlain && Bool.random(using: &random) ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
          })
      }
      let end = Bool.random(using: &random) ? "\n" : "\r\n"
      let text = Bytes(
        copying: ([joined(head)] + lines).joined(separator: end) + (Bool.random(using: &random) ? end : ""))
      var reader = TableOutlineReader(separator: separator)
      var outline = Outline()
      var place = 0
      while place < text.count {
        let next = reader.read(text, from: place, to: text.count, into: &outline)
        #expect(next > place)
        place = max(next, place + 1)
      }
      var found: [[String]] = []
      for node in outline.nodes {
        if node.kind == .row { found.append([]) } else { found[found.count - 1].append(text[node.range].string) }
      }
      #expect(found.map { $0.map { $0.replacing("\"\"", with: "\"") } } == rows, "\(text)")
      let keys = outline.nodes.filter { $0.kind == .value }.map(\.key.string)
      #expect(keys == rows.flatMap { _ in head }, "\(text)")
      #expect(TableOutlineReader.unclosedQuote(in: text) == nil, "\(text)")
      // Without the last quotation mark, its cell is open.
      if let last = text.lastIndex(of: .quote), text.count(where: { $0 == .quote }) == 2 {
        let open = Bytes(copying: Array(text[..<last]) + Array(text[(last + 1)...]))
        #expect(TableOutlineReader.unclosedQuote(in: open) == text.firstIndex(of: .quote), "\(open)")
      }
    }
    #expect(TableOutlineReader.unclosedQuote(in: "a, \"b\nc") == 3)
    #expect(TableOutlineReader.unclosedQuote(in: "a, b\"\nc") == nil)
  }

  /// No text makes a reader stop, go back, or make more nodes than the text has bytes.
  @Test(arguments: ["x.json", "x.yaml", "x.toml", "x.xml", "x.html", "x.csv", "x.md", "x.adoc", "x.py"])
  func anyText(_ path: String) {
    var random = SeededGenerator(seed: 7)
    let words = [
      "{", "}", "[", "]", "(", ")", "\"", "'", ":", "=", ",", "\n", " ", "- ", "|", "<a ", "</a>", ">", "<!--", "-->",
      "\\", "a", "é", "```", "---", "[[", "*", "#", "|===",
    ]
    for _ in 0..<200 {
      let text = Bytes(copying: (0..<60).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined())
      var reader = OutlineReaders.reader(of: TextSyntax(path: path), text)
      var outline = Outline()
      var place = 0
      while place < text.count {
        let limit = min(text.count, place + Int.random(in: 1...40, using: &random))
        let next = reader.read(text, from: place, to: limit, into: &outline)
        #expect(next >= place && next <= limit)
        reader.keep()
        place = next == place ? limit : next
      }
      outline.finish(at: text.count)
      #expect(outline.nodes.count <= text.count + 1)
      for node in outline.nodes { #expect(node.range.lowerBound >= 0 && node.range.upperBound <= text.count) }
    }
  }

  /// The UUIDs of release 2026.09, made by another implementation of RFC 9562.
  @Test func uuids() {
    #expect(StixID.uuid(of: "AML.T0051") == "6ff098e9-2864-579e-bebb-a0f1c92ec772")
    #expect(StixID.uuid(of: "ATLAS-matrix") == "967c63ff-22bd-5ff8-aa59-1e1fca8dec78")
    #expect(StixID.uuid(in: "attack-pattern--6FF098E9-2864-579E-BEBB-A0F1C92EC772") == StixID.uuid(of: "AML.T0051"))
    #expect(StixID.uuid(in: "x6ff098e9-2864-579e-bebb-a0f1c92ec772") == nil)
    // A dash in the place of a digit, and the reverse.
    for place in 0..<36 {
      var text = Array("6ff098e9-2864-579e-bebb-a0f1c92ec772".utf8)
      text[place] = text[place] == 0x2D ? 0x30 : 0x2D
      #expect(!StixID.isUUID(Bytes(copying: text)))
    }
  }

  /// The examples of RFC 3174, from no byte to ten blocks.
  @Test(
    arguments: [
      ("", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (
        "0123456701234567012345670123456701234567012345670123456701234567", 10,
        "dea356a2cddd90c7a7ecedc5ebb563934f460452"
      ),
    ])
  func hashes(_ text: String, _ count: Int, _ wanted: String) {
    let hash = SHA1.hash(of: Array(String(repeating: text, count: count).utf8))
    #expect(hash.map { String($0, paddedTo: 2, radix: 16) }.joined() == wanted)
  }
}
