import AtlasCore
import Foundation
import Testing

@Suite struct YAMLWriterTests {
  @Test func shapes() {
    var writer = YAMLWriter()
    writer.entry("format-version", "6.0.0")
    writer.map("map") { map in
      map.entry("date", "2021-05-13")
      map.list("none", [])
      map.map("empty") { _ in }
      map.list("texts", ["a", "b: c", "d\ne\n"])
      map.list("maps", [1, 2]) { element, number in
        element.entry("position", number: number)
        element.list("inner", ["x"])
      }
      map.list("hollow", [0]) { _, _ in }
    }
    writer.entry("text", "  a\n\n# b\n")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == """
        format-version: 6.0.0
        map:
          date: '2021-05-13'
          none: []
          empty: {}
          texts:
          - a
          - 'b: c'
          - |
            d
            e
          maps:
          - position: 1
            inner:
            - x
          - position: 2
            inner:
            - x
          hollow:
          - {}
        text: |2
            a

          # b

        """)
  }

  @Test(arguments: [
    "yes", "No", "null", "~", "1", "1.0", "2021-05-13", "2026.09", ".5", "0x1F", "1:30", "true", "", " a", "a ",
    "a: b", "a #b", "#a", "-", "- a", "---", "...", "a:", "@a", "%a", "'a", "\"a", "[a", "{a", "&a", "*a", "!a", "<<",
    "=",
  ])
  func textThatLooksLikeMoreIsQuoted(text: String) throws {
    let yaml = written([text])
    #expect(yaml.hasPrefix("t:\n- '") || yaml.hasPrefix("t:\n- \""), "\(yaml)")
    #expect(try texts(yaml) == [text])
  }

  /// Texts of the sort that break writers, of every length and mixture.
  static let samples: [String] = {
    var dice = Dice(seed: 42)
    let parts = [
      "a", "é", "😀", " ", "  ", "\n", "\n\n", "\t", "#", ": ", ":", "- ", "---", "...", "'", "\"", "\\", "|", ">", "{",
      "]",
      ",", "yes", "null", "1.0", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{202E}", "\u{200B}", "\u{61C}", "\u{E0041}",
      "\u{7F}", "\u{1B}", "word", "%", "@", "`", "?", "!x",
      "&", "*",
    ]
    return (0..<3_000).map { _ in
      (0..<Int.random(in: 0...7, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
    }
  }()

  /// What cannot be seen, or turns text around, is escaped in values and keys.
  @Test func hiddenCharactersAreEscaped() throws {
    var hidden: [UnicodeScalar] = ["\u{61C}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{FEFF}"]
    hidden += (UInt32(0x202A)...0x202E).compactMap(UnicodeScalar.init)
    hidden += (UInt32(0x2060)...0x2069).compactMap(UnicodeScalar.init)
    hidden += (UInt32(0xE0000)...0xE007F).compactMap(UnicodeScalar.init)
    for scalar in hidden {
      for text in ["a\(scalar)b", "\(scalar)", "a\n\(scalar)b\n"] {
        var writer = YAMLWriter()
        writer.entry(Bytes(copying: "k\(scalar)"), Bytes(copying: text))
        #expect(!String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.contains(scalar), "\(scalar.value)")
        #expect(
          try YAMLTree(Bytes(copying: writer.bytes)).root[Bytes(copying: "k\(scalar)")]?.text == Bytes(copying: text))
      }
    }
  }

  @Test func whatIsWrittenReadsBack() throws {
    for sample in YAMLWriterTests.samples { #expect(try texts(written([sample])) == [sample]) }
    #expect(try texts(written(YAMLWriterTests.samples)) == YAMLWriterTests.samples)
  }

  @Test func keysReadBackToo() throws {
    var keys: [String] = []
    for sample in YAMLWriterTests.samples where !keys.contains(sample) { keys.append(sample) }
    var writer = YAMLWriter()
    for key in keys { writer.entry(Bytes(copying: key), "v") }
    let root = try YAMLTree(Bytes(copying: writer.bytes)).root
    #expect(root.pairs.map { $0.key.text?.string ?? "" } == keys)
  }

  /// The reader that most people read such files with.
  @Test(.enabled(if: PyYAML.isThere))
  func pythonReadsTheSame() throws {
    let script =
      "import sys,yaml,json; sys.stdout.write(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())['t']))"
    let output = try PyYAML.run(script, input: written(YAMLWriterTests.samples))
    #expect(try JSONDecoder().decode([String].self, from: output) == YAMLWriterTests.samples)
  }

  private func written(_ texts: [String]) -> String {
    var writer = YAMLWriter()
    writer.list("t", texts.map { Bytes(copying: $0) })
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func texts(_ yaml: String) throws -> [String] {
    try YAMLTree(Bytes(copying: yaml)).root["t"]?.elements.map { $0.text?.string ?? "(no text)" } ?? []
  }
}

/// Python's reader, where it is installed.
enum PyYAML {
  static let isThere: Bool = (try? run("import yaml; print(1)", input: "")) == Data("1\n".utf8)

  static func run(_ script: String, input: String) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appending(path: "atlas-\(UUID()).yaml")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}
