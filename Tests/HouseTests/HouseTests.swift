import AtlasFiles
import Foundation
import TestSupport
import Testing

/// The rules of the house that a compiler does not know.
@Suite struct HouseTests {
  /// What the files of a folder may use: the folders before it in this list.
  private static let core = [
    "Bytes", "JSON", "YAML", "Identity", "Markdown", "Records", "Pages", "KnowledgeBase", "Releases", "Names",
    "Publishing",
    "Regex", "Grep", "Ranking", "Citations", "Queries",
  ]

  private static func sources(_ folder: String) throws -> [(name: String, text: String)] {
    let root = House.root.appending(path: folder)
    let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var found: [(String, String)] = []
    while let url = walker?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      found.append((url.path(percentEncoded: false), try String(contentsOf: url, encoding: .utf8)))
    }
    return found
  }

  @Test func theCoreImportsNothing() throws {
    let sources = try Self.sources("Sources/AtlasCore")
    #expect(sources.count > 20)
    for (name, text) in sources {
      let imports = text.split(separator: "\n").filter {
        $0.hasPrefix("import ") || $0.contains(" import ") && !$0.contains("//")
      }
      #expect(imports.isEmpty, "\(name): \(imports)")
    }
  }

  @Test func oneFileKnowsThePlatform() throws {
    let others = try Self.sources("Sources").filter { !$0.name.hasSuffix("/AtlasFiles/System/System.swift") }
    #expect(others.count > 100)
    for (name, text) in others where !name.contains("/EmbedPlugin/") && !name.contains("/EmbedTool/") {
      for forbidden in ["import Glibc", "import Musl", "import Darwin", "import Foundation", "#if "] {
        #expect(!text.contains(forbidden), "\(name): \(forbidden)")
      }
    }
  }

  @Test func filesHaveOnePurpose() throws {
    for (name, text) in try Self.sources("Sources") + Self.sources("Data") {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      // One file has to hold whatever calls the C library.
      #expect(lines <= (name.hasSuffix("/System/System.swift") ? 420 : 350), "\(name) has \(lines) lines")
    }
  }

  @Test func thePackageDependsOnNothing() throws {
    let manifest = try String(contentsOf: House.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(!manifest.contains(".package("))
  }

  /// Names of types are looked for in the folders before their own, where they must not appear.
  @Test func foldersDependInOneDirection() throws {
    var declared: [(folder: Int, type: String)] = []
    var texts: [(folder: Int, name: String, text: String)] = []
    for (folder, title) in Self.core.enumerated() {
      for (name, text) in try Self.sources("Sources/AtlasCore/\(title)") {
        let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
          .replacing(#/"[^"\n]*"/#, with: "")
        texts.append((folder, name, code))
        for line in code.split(separator: "\n") where !line.hasPrefix(" ") {
          for match in line.matches(of: #/\b(?:struct|enum|protocol|class) ([A-Z]\w+)/#) {
            declared.append((folder, String(match.1)))
          }
        }
      }
    }
    #expect(declared.count > 30)
    for (folder, name, text) in texts {
      let words = Set(text.matches(of: #/\b[A-Z]\w+\b/#.wordBoundaryKind(.simple)).map { String($0.0) })
      for (home, type) in declared where home > folder && words.contains(type) {
        Issue.record("\(name) uses \(type) of \(Self.core[home]), which comes after it")
      }
    }
  }
}
