import AtlasCore
import Testing

@Suite struct PageBufferTests {
  /// The text that a file of `bytes` becomes, and what is said of it.
  private func page(_ bytes: [UInt8]) -> (text: String?, diagnostics: [String]) {
    var buffer = PageBuffer(capacity: 8)
    buffer.add(path: "a.md", text: bytes)
    let corpus = buffer.corpus()
    return (corpus.pages.first?.text.string, corpus.diagnostics.map(\.description))
  }

  @Test(arguments: [
    ("", "\n"), ("a", "a\n"), ("a\n", "a\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\rb\r", "a\nb\n"), ("a\r\r\nb", "a\n\nb\n"),
    ("\r", "\n"), ("\r\n", "\n"), ("\n\r", "\n\n"), ("\u{FEFF}a", "a\n"), ("\u{FEFF}", "\n"),
    ("a\u{FEFF}", "a\u{FEFF}\n"),
    ("long enough for words\r\nand more of them\r\n", "long enough for words\nand more of them\n"),
    ("ünï¢ode – ✓ 𝄞\r\n", "ünï¢ode – ✓ 𝄞\n"), ("tab\tand blank ", "tab\tand blank \n"),
  ])
  func normalises(_ file: String, _ text: String) {
    let (found, diagnostics) = page(Array(file.utf8))
    #expect(found.map { Array($0.utf8) } == Array(text.utf8))
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: [
    ([0x61, 0xFF, 0x62], "a\u{FFFD}b\n", "1:2"), ([0x0A, 0x0A, 0x61, 0xC3], "\n\na\u{FFFD}\n", "3:2"),
    ([0xC0, 0x80], "\u{FFFD}\u{FFFD}\n", "1:1"), ([0x0D, 0x0A, 0x80, 0x0D], "\n\u{FFFD}\n", "2:1"),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\n", "1:1"), ([0xEF, 0xBB, 0xBF, 0x61, 0xFE], "a\u{FFFD}\n", "1:2"),
  ])
  func repairs(_ file: [UInt8], _ text: String, _ place: String) {
    let (found, diagnostics) = page(file)
    #expect(found == text)
    #expect(
      diagnostics == ["a.md:\(place): error: not UTF-8; what cannot be read, from here on, is shown as U+FFFD"])
  }

  @Test func aFileOfNothingValidGrowsThreefold() {
    let (text, diagnostics) = page([UInt8](repeating: 0xFF, count: 10_000))
    #expect(text?.utf8.count == 30_001)
    #expect(diagnostics.count == 1)
  }

  @Test(arguments: [[0x00], [0x61, 0x00, 0x62], Array("eight or more, then".utf8) + [0x00]])
  func refusesBinary(_ file: [UInt8]) {
    let (text, diagnostics) = page(file)
    #expect(text == nil)
    #expect(diagnostics == ["a.md:1:1: error: a binary file (it holds a NUL byte), which is not read"])
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]])
  func refusesUTF16(_ file: [UInt8]) {
    #expect(page(file).diagnostics == ["a.md:1:1: error: UTF-16, which is not read; save it as UTF-8"])
  }

  /// The word-wise survey agrees with a look at each byte, wherever in a word the byte stands.
  @Test func findsEveryByteAtEveryPlace() {
    for length in 1...24 {
      for place in 0..<length {
        for byte: UInt8 in [0x00, 0x01, 0x0C, 0x0D, 0x0E, 0x7F, 0x80, 0x8D, 0xFF] {
          var file = [UInt8](repeating: 0x61, count: length)
          file[place] = byte
          let (text, diagnostics) = page(file)
          #expect((text == nil) == (byte == 0))
          #expect(text?.utf8.contains(0x0D) != true)
          #expect(diagnostics.isEmpty == (byte != 0 && byte < 0x80))
        }
      }
    }
  }

  @Test func readsInPieces() throws {
    let file = Array("# AML.T0001: One\r\n\r\nFirst.\r\n".utf8)
    for size in [0, 1, file.count - 1, file.count, file.count + 100] {
      var buffer = PageBuffer(capacity: 1)
      var offset = 0
      var calls = 0
      unsafe buffer.add(path: "a.md", size: size) { room in
        calls += 1
        let count = min(room.count, file.count - offset)
        unsafe room.copyBytes(from: file[offset..<offset + count])
        offset += count
        return count
      }
      buffer.add(path: "b.md", text: "# AML.T0002: Two".utf8)
      let corpus = buffer.corpus()
      #expect(corpus.pages.map(\.text.string) == ["# AML.T0001: One\n\nFirst.\n", "# AML.T0002: Two\n"])
      #expect(calls == (size < file.count ? 2 : 1))
      #expect(KnowledgeBase(corpus).record(RecordID(.technique, 1))?.description == "First.")
    }
  }

  @Test func aFailedReadAddsNothing() throws {
    struct Failure: Error {}
    var buffer = PageBuffer(capacity: 100)
    buffer.add(path: "a.md", text: "a".utf8)
    do throws(Failure) {
      try unsafe buffer.add(path: "b.md", size: 10) { _ throws(Failure) in throw Failure() }
      Issue.record("the failure was lost")
    } catch {
      buffer.note(
        Diagnostic(path: "b.md", line: 1, column: 1, severity: .error, rule: .unreadableFile, reason: "cannot be read"))
    }
    buffer.add(path: "c.md", text: "c".utf8)
    let corpus = buffer.corpus()
    #expect(corpus.pages.map(\.path.string) == ["a.md", "c.md"])
    #expect(corpus.text == "a\nc\n")
    #expect(Audit(corpus).diagnostics.first?.description == "b.md:1:1: error: cannot be read")
  }

  @Test func mayBeEmpty() {
    let corpus = PageBuffer(capacity: 0).corpus()
    #expect(corpus.pages.isEmpty)
    #expect(KnowledgeBase(corpus).ids().isEmpty)
    #expect(Audit(corpus).diagnostics.isEmpty)
  }
}
