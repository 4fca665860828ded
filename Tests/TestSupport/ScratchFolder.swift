import Foundation

/// A directory for one test, removed afterwards.
package final class ScratchFolder {
  package let root: String

  package init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "atlas-work-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    root = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  package func path(_ name: String) -> String { root.hasSuffix("/") ? root + name : root + "/" + name }

  /// Writes a file, with the directories above it, and returns its path.
  package func write(_ name: String, _ text: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return path(name)
  }

  package func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// All files below a subfolder, including hidden ones.
  package func files(_ name: String = "") -> [String] {
    (FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []).sorted()
  }
}
