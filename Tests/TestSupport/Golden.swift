// Only the platform's library for tests: files and the environment.
import Foundation
package import Testing

/// Expects `text` to be what the file `Golden/NAME` beside the test holds.
///
/// With `RECORD=1` in the environment the file is written instead: `RECORD=1 swift test`, then read the diff.
package func expectGolden(
  _ text: String, named name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let target = golden(name, beside: URL(filePath: file))
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    } catch {
      Issue.record("cannot record \(name): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = try? Data(contentsOf: target) else {
    Issue.record("no golden file \(name); RECORD=1 swift test makes it", sourceLocation: sourceLocation)
    return
  }
  let wanted = String(decoding: data, as: UTF8.self)
  if text != wanted {
    Issue.record("\(name) differs\n\(difference(from: wanted, to: text))", sourceLocation: sourceLocation)
  }
}

/// `Tests/AtlasCLITests/Golden/NAME` for a test anywhere under `Tests/AtlasCLITests`.
private func golden(_ name: String, beside file: URL) -> URL {
  var folder = file.deletingLastPathComponent()
  while folder.deletingLastPathComponent().lastPathComponent != "Tests", folder.path.count > 1 {
    folder = folder.deletingLastPathComponent()
  }
  return folder.appending(path: "Golden").appending(path: name)
}

/// The lines that differ, `-` before those wanted and `+` before those there, each with its number, at most forty.
package func difference(from wanted: String, to actual: String) -> String {
  let old = wanted.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var changes: [(line: Int, order: Int, text: String)] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): changes.append((offset, 0, "-\(offset + 1): \(line.debugDescription)"))
    case .insert(let offset, let line, _): changes.append((offset, 1, "+\(offset + 1): \(line.debugDescription)"))
    }
  }
  changes.sort { ($0.line, $0.order) < ($1.line, $1.order) }
  let shown = changes.prefix(40).map(\.text)
  return (shown + (changes.count > 40 ? ["… and \(changes.count - 40) more"] : [])).joined(separator: "\n")
}
