import AtlasCore
import AtlasFiles

/// Prints the list of releases.
struct ReleaseList {
  let releases: [StoredRelease]
  /// The number of days from January 1, 1970 to today.
  let today: Int

  /// Writes a table to a terminal, and a line for each release elsewhere.
  func writeText(_ output: inout Output) {
    guard !output.isTerminal else { return table.write(&output) }
    for release in releases {
      output.text(release.isInUse ? "* " : "  ", as: .match)
      output.text(release.name, as: .id)
      let counts = RecordKind.allCases.map { kind in "\(count(kind, release)) \(kind.noun(count(kind, release)))" }
      let facts = [
        release.date?.withAge(today: today), release.version == nil ? "" : counts.joined(separator: ", "),
        release.file.map { "from \($0)" },
      ]
      output.text("  " + facts.compactMap { $0 }.joined(separator: "  "))
      output.newline()
    }
  }

  /// A narrow terminal loses the columns that matter least first.
  private var table: Columns {
    let counts = RecordKind.allCases.enumerated().map { place, kind in
      Columns.Column(title: kind.heading, role: .note, isNumber: true, dispensability: 2 + place)
    }
    var table = Columns(
      [
        Columns.Column(title: "", role: .match), Columns.Column(title: "Name", role: .id),
        Columns.Column(title: "Release", role: .note), Columns.Column(title: "Date", role: .note, dispensability: 1),
        Columns.Column(title: "Days old", role: .note, isNumber: true, dispensability: 7),
      ] + counts + [Columns.Column(title: "From", role: .note, dispensability: 9)])
    for release in releases {
      let facts = [
        release.isInUse ? "*" : "", release.name, release.version?.string ?? "", release.date?.iso ?? "",
        ReleaseAge(release.date, today: today).days.map { String($0) } ?? "",
      ]
      let texts = facts + RecordKind.allCases.map { String(count($0, release)) } + [release.file ?? ""]
      table.add(texts.map { .text(Bytes(copying: $0), nil) })
    }
    return table
  }

  func writeJSON(_ output: inout Output) {
    let values = releases.map { release -> Value in
      .keyed(
        ("name", .string(Bytes(copying: release.name))), ("release", .string(release.version)),
        ("released", .date(release.date)), ("tactics", .number(count(.tactic, release))),
        ("techniques", .number(count(.technique, release))), ("mitigations", .number(count(.mitigation, release))),
        ("caseStudies", .number(count(.caseStudy, release))), ("inUse", .bool(release.isInUse)),
        ("bundled", .bool(release.isBundled)), ("ageInDays", .number(ReleaseAge(release.date, today: today).days))
      )
    }
    output.json(.array(values), isIndented: true)
    output.newline()
  }

  private func count(_ kind: RecordKind, _ release: StoredRelease) -> Int { release.counts[kind] ?? 0 }
}
