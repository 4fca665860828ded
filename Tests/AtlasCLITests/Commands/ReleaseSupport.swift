import AtlasCore
import Foundation
import TestSupport

@testable import AtlasCLI

/// A directory of its own for a test, and the tool run with its data kept below it.
final class Workplace {
  let root: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "atlas-work-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    root = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root.hasSuffix("/") ? root + name : root + "/" + name }

  /// Writes a file, with the directories above it, and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return path(name)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// Every file below a directory of the workplace, hidden ones too.
  func files(_ name: String = "") -> [String] {
    (FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// What a command line of the tool leads to.
  func atlas(_ words: String..., input: Bytes = .empty) -> (output: String, errors: String, status: Int32) {
    var surroundings = Surroundings.none
    let data = path("data")
    surroundings.variable = { $0 == "XDG_DATA_HOME" ? data : nil }
    surroundings.readInput = { _ in input }
    let outcome = Run.run(words, .atlas, surroundings)
    return (
      String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errors, as: UTF8.self),
      outcome.status.rawValue
    )
  }
}

/// A release file of two techniques, a mitigation and a case study, in format 6.
enum TinyRelease {
  static func yaml(version: String = "2026.01", replacing: [(String, String)] = []) -> String {
    let text = """
      format-version: 6.0.0
      collection: {id: ATLAS-collection, name: ATLAS, version: '\(version)', modified-date: '2026-01-31'}
      matrix: {id: ATLAS-matrix, name: ATLAS}
      tactics:
        AML.TA0002: {id: AML.TA0002, name: First Column, description: Where it all begins.}
      techniques:
        AML.T0000:
          id: AML.T0000
          name: Look Around
          description: "They look around, see [Closely](/techniques/AML.T0000.001).\\n\\n# Not a heading\\n\\n- a list"
          maturity: Realized
          platforms: [Predictive AI]
        AML.T0000.001: {id: AML.T0000.001, name: Closely, description: Closer., maturity: Feasible, platforms: [Predictive AI]}
      mitigations:
        AML.M0000: {id: AML.M0000, name: Close the Door, description: Doors that are closed., categories: [Policy], lifecycle-phases: [Deployment]}
      case-studies:
        AML.CS0000: {id: AML.CS0000, name: The First Case, description: It happened once., type: Incident, date: '2020-04-01', date-granularity: Month}
      relationships:
        ATLAS-matrix:
          sequences: [{source: ATLAS-matrix, target: AML.TA0002, position: 1}]
        AML.T0000:
          achieves: [{source: AML.T0000, target: AML.TA0002}]
        AML.T0000.001:
          achieves: [{source: AML.T0000.001, target: AML.TA0002}]
          specializes: [{source: AML.T0000.001, target: AML.T0000}]
        AML.M0000:
          mitigates: [{source: AML.M0000, target: AML.T0000, description: Closed doors show little.}]
        AML.CS0000:
          employs:
          - {source: AML.CS0000, target: AML.T0000, tactic: AML.TA0002, step-id: S00, leads-to: [S01], description: They looked.}
          - {source: AML.CS0000, target: AML.T0000.001, tactic: AML.TA0002, step-id: S01, description: Then closely.}

      """
    return replacing.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}

/// Official files that not everyone has.
enum OfficialReleases {
  static let paths: [String] = ["ATLAS-4.5.0.yaml", "ATLAS-5.6.0.yaml", "ATLAS-2026.09.yaml"].compactMap {
    House.beside("shared/releases/\($0)")?.path(percentEncoded: false)
  }

  static func path(_ version: String) -> String? { paths.first { $0.hasSuffix("-\(version).yaml") } }
}
