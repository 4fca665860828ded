import AtlasCore
import Foundation

/// Compiles the pages of a corpus into one Swift file: their text and the index over it, each a literal.
///
/// It reads the pages with the reader that the tool itself uses, so a page that would not answer at run time fails the
/// build instead, as `path:line:column: error: reason`.
@main struct EmbedTool {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("error: embedding the pages: \(error)\n".utf8))
      exit(1)
    }
  }

  /// Takes the folder of the pages, a file that lists them one a line, and the Swift file to write.
  private static func run(_ arguments: [String]) throws {
    let root = arguments[0].hasSuffix("/") ? arguments[0] : arguments[0] + "/"
    let paths = try String(contentsOfFile: arguments[1], encoding: .utf8).split(separator: "\n").map(String.init)
    var text: [UInt8] = []
    var ranges: [(path: String, range: Range<Int>)] = []
    for path in paths {
      let start = text.count
      text += try Data(contentsOf: URL(filePath: path))
      if text.count > start, text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
      ranges.append((path, start..<text.count))
    }
    let whole = Bytes(copying: text)
    let pages = ranges.map { Page(path: Bytes(copying: $0.path), text: whole[$0.range]) }
    let unfit = pages.compactMap(unfitness)
    let audit = Audit(Corpus(text: whole, pages: pages))
    let complaints = unfit + audit.diagnostics.filter { $0.severity > .note }
    for complaint in complaints {
      // Whatever the reader only warns of must not reach a release either.
      let line = "\(complaint.path):\(complaint.line):\(complaint.column): error: \(complaint.reason)\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    guard complaints.isEmpty else { exit(1) }
    // Paths in the binary are those inside the corpus, not those of the machine that built it.
    let inside = pages.map { page in
      Page(path: Bytes(copying: page.path.string.replacing(root, with: "", maxReplacements: 1)), text: page.text)
    }
    let image = IndexWriter.write(Corpus(text: whole, pages: inside)).image
    let source = """
      /// The pages and their index, made by EmbedTool.
      package enum Bundle {
        package static let text: StaticString = \(literal(text))
        package static let index: StaticString = \(literal(image))
      }

      """
    try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
  }

  /// Why a page cannot are in a literal, or must not reach a terminal.
  private static func unfitness(_ page: Page) -> Diagnostic? {
    func complaint(at index: Int, _ reason: String) -> Diagnostic {
      Diagnostic(
        path: page.path.string, line: page.text.lineNumber(at: index), column: 1, severity: .error,
        rule: .unreadableFile, reason: reason)
    }
    if let index = page.text.firstInvalidUTF8 { return complaint(at: index, "not UTF-8") }
    if let index = page.text.firstIndex(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F }) {
      return complaint(at: index, "a control character (carriage returns included)")
    }
    for forbidden in ["\"\"\"##", "\\##"] as [Bytes] {
      if let range = page.text.range(of: forbidden) {
        return complaint(at: range.lowerBound, "\(forbidden) cannot be in a page that is compiled in")
      }
    }
    return nil
  }

  /// A literal that holds `bytes` as they are.
  private static func literal(_ bytes: [UInt8]) -> String {
    "##\"\"\"\n\(String(decoding: bytes, as: UTF8.self))\n\"\"\"##"
  }
}
