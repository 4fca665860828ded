import AtlasCore
import AtlasFiles

/// The places of each record in scanned files, for `--by id` and `--format ids`.
struct RecordPlaces {
  /// A place that is listed.
  private struct Place {
    let path: Bytes
    let line: Int
    let column: Int
  }

  /// The maximum number of places to list per record; all places are counted.
  private static let maximum = 1000

  private var counts: [RecordID: Int] = [:]
  private var places: [RecordID: [Place]] = [:]
  private var files: [RecordID: Int] = [:]

  /// Adds the ids of a file.
  ///
  /// A retired id with one successor counts for that.
  mutating func add(_ file: ScannedFile) {
    var found: Set<RecordID> = []
    for citation in file.citations {
      guard let id = citation.record else { continue }
      counts[id, default: 0] += 1
      found.insert(id)
      if places[id, default: []].count < RecordPlaces.maximum {
        places[id, default: []].append(
          Place(path: file.pathBytes, line: citation.place.line, column: citation.place.column))
      }
    }
    for (id, count) in file.omittedRecords {
      counts[id, default: 0] += count
      found.insert(id)
    }
    for id in found { files[id, default: 0] += 1 }
  }

  /// Prints the records by id.
  func print(_ format: ScanFormat, _ base: KnowledgeBase, _ output: inout Output) {
    let ids = counts.keys.sorted()
    switch format {
    case .ids: for id in ids { output.append("\(id)\n") }
    case .json:
      output.json(.array(ids.map { object($0, base) }), isIndented: true)
      output.newline()
    case .jsonl:
      for id in ids {
        output.json(object(id, base), isIndented: false)
        output.newline()
      }
    case .markdown:
      output.append("| ID | Name | Places | Files |\n| --- | --- | ---: | ---: |\n")
      for id in ids {
        output.append("| \(id) | ")
        output.text(MarkdownTable.escaped(base.fullNameBytes(of: id)))
        output.append(" | \(counts[id] ?? 0) | \(files[id] ?? 0) |\n")
      }
    case .text, .sarif: for id in ids { writeLines(id, base, &output) }
    }
  }

  /// Prints the record with its count, and its places on the lines below.
  private func writeLines(_ id: RecordID, _ base: KnowledgeBase, _ output: inout Output) {
    let (count, files) = (counts[id] ?? 0, files[id] ?? 0)
    output.text("\(id)", as: .id)
    output.append("  ")
    output.text(base.fullNameBytes(of: id))
    output.text(
      "  \(count) \(count == 1 ? "place" : "places") in \(files) \(files == 1 ? "file" : "files")", as: .note)
    output.newline()
    for place in places[id] ?? [] {
      output.append("  ")
      output.text(place.path, as: .path)
      output.text(":\(place.line):\(place.column)", as: .note)
      output.newline()
    }
  }

  private func object(_ id: RecordID, _ base: KnowledgeBase) -> Value {
    .keyed(
      ("id", .id(id)), ("name", .string(base.fullNameBytes(of: id))), ("count", .number(counts[id] ?? 0)),
      ("files", .number(files[id] ?? 0)),
      (
        "places",
        .array(
          (places[id] ?? []).map {
            .keyed(("path", .string($0.path)), ("line", .number($0.line)), ("column", .number($0.column)))
          })
      ), ("dataRelease", .string(base.release.versionBytes)))
  }
}
