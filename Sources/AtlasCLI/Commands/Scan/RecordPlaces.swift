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

  /// What is known of a record.
  private struct Tally {
    var count = 0
    var files = 0
    var places: [Place] = []
    /// The number of the last file with the record.
    private var lastFile = 0

    mutating func add(_ count: Int, inFile file: Int, at place: Place? = nil) {
      self.count += count
      if file != lastFile { files += 1 }
      lastFile = file
      if let place, places.count < RecordPlaces.maximum { places.append(place) }
    }
  }

  /// The maximum number of places to list per record; all places are counted.
  private static let maximum = 1000

  private var tallies: [RecordID: Tally] = [:]
  private var files = 0

  /// Adds the ids of a file.
  ///
  /// A retired id with one successor counts for that.
  mutating func add(_ file: ScannedFile) {
    files += 1
    for citation in file.citations {
      guard let id = citation.record else { continue }
      let place = Place(path: file.pathBytes, line: citation.place.line, column: citation.place.column)
      tallies[id, default: Tally()].add(1, inFile: files, at: place)
    }
    for (id, count) in file.omittedRecords { tallies[id, default: Tally()].add(count, inFile: files) }
  }

  /// Prints the records by id.
  func print(_ format: ScanFormat, _ base: KnowledgeBase, _ output: inout Output) {
    let ids = tallies.keys.sorted()
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
        output.append(" | \(tally(of: id).count) | \(tally(of: id).files) |\n")
      }
    case .text, .sarif: for id in ids { writeLines(id, base, &output) }
    }
  }

  private func tally(of id: RecordID) -> Tally { tallies[id, default: Tally()] }

  /// Prints the record with its count, and its places on the lines below.
  private func writeLines(_ id: RecordID, _ base: KnowledgeBase, _ output: inout Output) {
    let tally = tally(of: id)
    let (count, files) = (tally.count, tally.files)
    output.text("\(id)", as: .id)
    output.append("  ")
    output.text(base.fullNameBytes(of: id))
    output.text(
      "  \(count) \(count == 1 ? "place" : "places") in \(files) \(files == 1 ? "file" : "files")", as: .note)
    output.newline()
    for place in tally.places {
      output.append("  ")
      output.text(place.path, as: .path)
      output.text(":\(place.line):\(place.column)", as: .note)
      output.newline()
    }
  }

  private func object(_ id: RecordID, _ base: KnowledgeBase) -> Value {
    let tally = tally(of: id)
    return .keyed(
      ("id", .id(id)), ("name", .string(base.fullNameBytes(of: id))), ("count", .number(tally.count)),
      ("files", .number(tally.files)),
      (
        "places",
        .array(
          tally.places.map {
            .keyed(("path", .string($0.path)), ("line", .number($0.line)), ("column", .number($0.column)))
          })
      ), ("dataRelease", .string(base.release.versionBytes)))
  }
}
