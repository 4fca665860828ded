import Foundation

@testable import AtlasCore

/// Files with ids of ATLAS in them, and what a check must say of each.
struct LabelledCorpus {
  /// The verdicts of labels; `-` is a place where nothing is to be found.
  static let words = [
    "ok", "unknown", "newer", "retired", "renamed", "mismatched", "wrong-tactic", "conflicting-ids",
    "wrong-namespace", "wrong-release", "unknown-name", "-",
  ]

  /// A file and the labels of its places, in order.
  struct File {
    let name: String
    let text: String
    let labels: [Label]
  }

  /// A line of `labels.tsv`.
  struct Label: CustomStringConvertible {
    let file: String
    let line: Int
    let column: Int
    let written: String
    /// The verdict that is expected, and others that are accepted.
    let verdicts: [String]
    /// The record or name that is meant, for readers; of conflicting ids, the other one.
    let meant: String

    /// - Parameter row: the columns of the line.
    init?(_ row: [String]) {
      guard row.count >= 5, let line = Int(row[1]), let column = Int(row[2]) else { return nil }
      (file, self.line, self.column, written) = (row[0], line, column, row[3])
      verdicts = row[4].split(separator: "/").map(String.init)
      meant = row.count > 5 ? row[5] : ""
    }

    var description: String { "\(file):\(line):\(column) \(written)" }

    /// The record that the written id names, without what is before its kind; nil where it names none.
    var id: RecordID? {
      guard let number = written.firstMatch(of: #/(?:TA|T|M|CS)[0-9]+(?:\.[0-9]+)?$/#.ignoresCase()) else { return nil }
      return RecordID("AML." + number.0.uppercased())
    }

    /// Whether the text has the id at the label's place.
    func isWritten(in text: String) -> Bool {
      let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.indices.contains(line - 1) else { return false }
      return String(String.UnicodeScalarView(lines[line - 1].dropFirst(column - 1))).hasPrefix(written)
    }

    /// Whether a citation is of the id at the label's place; both may hold more of the text before the number.
    func isPlace(of citation: Citation) -> Bool {
      let end = citation.place.column + citation.text.unicodeScalars.count
      return citation.place.line == line && citation.place.column < column + written.unicodeScalars.count
        && column < end
    }
  }

  let files: [File]

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    let table = try String(contentsOf: folder.appending(path: "labels.tsv"), encoding: .utf8)
    let labels = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      Label(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
    }
    files = try Dictionary(grouping: labels, by: \.file).sorted { $0.key < $1.key }.map { name, labels in
      let data = try Data(contentsOf: folder.appending(path: name))
      return File(name: name, text: String(decoding: data, as: UTF8.self), labels: labels)
    }
  }
}
