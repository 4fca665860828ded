import AtlasCore
import Foundation
import TestSupport

@testable import AtlasCLI

extension ScratchFolder {
  /// Runs a command line of the tool, with its data below this folder.
  func atlas(_ words: String..., input: Bytes = .empty) -> (output: String, errors: String, status: Int32) {
    atlas(words, input: input)
  }

  func atlas(_ words: [String], input: Bytes = .empty) -> (output: String, errors: String, status: Int32) {
    var environment = Environment.none
    let data = path("data")
    environment.variable = { $0 == "XDG_DATA_HOME" ? data : nil }
    environment.readInput = { _ in input }
    let outcome = Execution.run(words, .atlas, environment)
    return (
      String(decoding: outcome.output, as: UTF8.self),
      String(decoding: outcome.errors + outcome.closing, as: UTF8.self),
      outcome.status.rawValue
    )
  }
}

/// Official files that not everyone has.
enum OfficialReleases {
  static let paths: [String] = ["ATLAS-4.5.0.yaml", "ATLAS-5.6.0.yaml", "ATLAS-2026.09.yaml"].compactMap {
    House.beside("shared/releases/\($0)")?.path(percentEncoded: false)
  }

  static func path(_ version: String) -> String? { paths.first { $0.hasSuffix("-\(version).yaml") } }
}
