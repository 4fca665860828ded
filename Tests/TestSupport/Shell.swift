package import Foundation

/// Where the project is, for tests that read its own files.
package enum House {
  /// The folder of `Package.swift`.
  package static let root: URL = {
    var folder = URL(filePath: #filePath)
    repeat {
      folder.deleteLastPathComponent()
    } while !FileManager.default.fileExists(
      atPath: folder.appending(path: "Package.swift").path(percentEncoded: false)) && folder.path.count > 1
    return folder
  }()

  /// A file or folder beside the project's own that not everyone has; nil where it is not there.
  package static func beside(_ path: String) -> URL? {
    let url = root.deletingLastPathComponent().appending(path: path)
    return FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) ? url : nil
  }
}

/// Runs command lines in `sh`, with the `atlas` of this build first on the path.
package enum Shell {
  package struct Outcome: Sendable {
    package let output: String
    package let errors: String
    package let status: Int32
  }

  /// The folder that holds the built products: the test bundle lies in it.
  private static let products: URL? = {
    let folder = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
      .deletingLastPathComponent()
    let candidates =
      [folder, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()].compactMap { $0 }
      + [House.root.appending(path: ".build/debug")]
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "atlas").path(percentEncoded: false))
    }
  }()

  /// The built tool.
  package static var atlas: String? { products?.appending(path: "atlas").path(percentEncoded: false) }

  package static func run(_ line: String, input: String = "", variables: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = House.root
    var environment = ProcessInfo.processInfo.environment
    for name in ["ATLAS_DATA", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] { environment[name] = nil }
    if let products { environment["PATH"] = products.path(percentEncoded: false) + ":" + (environment["PATH"] ?? "") }
    process.environment = environment.merging(variables) { $1 }
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files in place of pipes: nothing can block, however much is written.
    func handle(_ name: String, _ text: String = "") throws -> FileHandle {
      let url = folder.appending(path: name)
      try Data(text.utf8).write(to: url)
      return try FileHandle(forUpdating: url)
    }
    let (output, errors) = (try handle("output"), try handle("errors"))
    process.standardInput = try handle("input", input)
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
    return Outcome(output: try text("output"), errors: try text("errors"), status: process.terminationStatus)
  }

  /// Whether a program is installed.
  package static func has(_ program: String) -> Bool {
    (try? run("command -v \(program)").status) == 0
  }
}
