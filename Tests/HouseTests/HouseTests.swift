import AtlasFiles
import Foundation
import TestSupport
import Testing

/// The rules of the house that a compiler does not know.
@Suite struct HouseTests {
  /// The folders of each module in the order in which data travels, as `Sources/README.md` lists them.
  private static func folders() throws -> [String] {
    let readme = try String(contentsOf: House.root.appending(path: "Sources/README.md"), encoding: .utf8)
    return readme.matches(of: #/(?m)^- `(\w+/\w+)`: /#).map { String($0.1) }
  }

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

  /// Nothing is sent anywhere: no code names what opens a connection.
  @Test func nothingOpensAConnection() throws {
    for (name, text) in try Self.sources("Sources") {
      for forbidden in [#/\bsocket\(/#, #/\bconnect\(/#, #/\bgetaddrinfo\(/#, #/URLSession/#, #/import Network/#] {
        #expect(text.firstMatch(of: forbidden) == nil, "\(name)")
      }
    }
  }

  @Test func filesHaveOnePurpose() throws {
    for (name, text) in try Self.sources("Sources") + Self.sources("Data") {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      // One file has to hold whatever calls the C library.
      #expect(lines <= (name.hasSuffix("/System/System.swift") ? 530 : 350), "\(name) has \(lines) lines")
    }
  }

  @Test func thePackageDependsOnNothing() throws {
    let manifest = try String(contentsOf: House.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(!manifest.contains(".package("))
  }

  @Test func everyFolderIsExplained() throws {
    let listed = try Self.folders()
    var found: Set<String> = []
    for module in ["AtlasCore", "AtlasFiles", "AtlasCLI"] {
      let root = House.root.appending(path: "Sources/\(module)")
      for url in try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: [.isDirectoryKey])
      where try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true && url.pathExtension != "docc" {
        found.insert("\(module)/\(url.lastPathComponent)")
      }
    }
    #expect(Set(listed) == found)
    #expect(listed.count == found.count, "a folder is listed twice")
  }

  /// A file and the types that it declares at its top level.
  private struct Source {
    let folder: Int
    let name: String
    /// The code without comments and strings.
    let code: String
    let types: [String]

    init(_ folder: Int, _ name: String, _ text: String) {
      self.folder = folder
      self.name = name
      code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        .replacing(#/"[^"\n]*"/#, with: "")
      types = code.split(separator: "\n").filter { !$0.hasPrefix(" ") && !$0.contains("private ") }
        .compactMap { $0.firstMatch(of: #/\b(?:struct|enum|protocol|class|typealias) ([A-Z]\w+)/#)?.1 }.map(String.init)
    }
  }

  private static func allSources() throws -> [Source] {
    try folders().enumerated().flatMap { folder, path in
      try sources("Sources/\(path)").map { Source(folder, $0.name, $0.text) }
    }
  }

  /// Names of types are looked for in the folders before their own, where they must not appear.
  @Test func foldersDependInOneDirection() throws {
    let folders = try Self.folders()
    let sources = try Self.allSources()
    let declared = sources.flatMap { source in source.types.map { (folder: source.folder, type: $0) } }
    #expect(declared.count > 200)
    for source in sources {
      let words = Set(source.code.matches(of: #/\b[A-Z]\w+\b/#.wordBoundaryKind(.simple)).map { String($0.0) })
      // The compiler sees to the modules.
      let module = folders[source.folder].prefix { $0 != "/" }
      for (home, type) in declared
      where home > source.folder && folders[home].hasPrefix(module + "/") && words.contains(type) {
        Issue.record("\(source.name) uses \(type) of \(folders[home]), which comes after it")
      }
    }
  }

  /// No name of a type is used twice at the top level, in any module.
  @Test func typesHaveNamesOfTheirOwn() throws {
    var owners: [String: String] = [:]
    for source in try Self.allSources() {
      for type in source.types {
        #expect(owners[type] == nil, "\(type) is declared in \(owners[type] ?? "") and \(source.name)")
        owners[type] = source.name
      }
    }
  }

  /// A file that only extends types is named `Type+Topic.swift`; any other is named for a type that it declares.
  ///
  /// The file of a command is named for the command.
  @Test func filesAreNamedForWhatTheyHold() throws {
    for source in try Self.allSources() {
      let name = String(source.name.split(separator: "/").last?.dropLast(".swift".count) ?? "")
      let isCommand = source.name.contains("/AtlasCLI/Commands/") && source.code.contains("extension Command {")
      if isCommand || source.types.contains(name) { continue }
      let isExtension = source.code.contains(#/(?m)^(?:private |fileprivate )?extension /#)
      #expect(isExtension && name.contains("+"), "\(source.name) declares \(source.types)")
      let extended = source.code.matches(of: #/(?m)^(?:private |fileprivate )?extension \[?([\w.]+)/#).map {
        String($0.1)
      }
      let subject = String(name.prefix { $0 != "+" })
      let isArray = subject == "Array" && source.code.contains(#/(?m)^extension \[/#)
      #expect(
        extended.contains(subject) || isArray,
        "\(source.name) extends \(extended)")
    }
  }
}
