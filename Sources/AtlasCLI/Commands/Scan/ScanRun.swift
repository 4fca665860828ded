import AtlasCore
import AtlasFiles

/// The work of `scan`: makes the request, prints and corrects file by file, and counts.
struct ScanRun {
  private let base: KnowledgeBase
  private let options: ScanOptions
  private let progress: Progress
  private var scan: TreeScan
  private var printer: ScanPrinter
  private var summary = ScanSummary()
  private var places = RecordPlaces()

  /// - Parameters:
  ///   - base: the release to check against.
  ///   - options: the flags.
  ///   - isTerminal: whether stderr is a terminal.
  ///   - maximum: the greatest number of findings to hold, for one file and for each thread.
  init(_ base: KnowledgeBase, _ options: ScanOptions, isTerminal: Bool, maximum: Int = 100_000) {
    self.base = base
    self.options = options
    let progress = Progress(isShown: isTerminal)
    self.progress = progress
    var query = options.query
    query.maximum = maximum
    scan = TreeScan(query, base) { files, bytes in progress.estimate(files: files, bytes: bytes) }
    printer = ScanPrinter(options.format, base, fixes: options.fixes)
  }

  /// Scans files, directories and standard input.
  mutating func run(_ output: inout Output) -> ExitStatus {
    if !options.isDryRun, !options.countsRecords { printer.begin(&output) }
    for path in options.query.paths {
      var events: [TreeScanEvent] = []
      if path == "-" {
        do throws(SystemError) { try scan.scanInput { events.append($0) } } catch {
          events.append(.failed(error.description))
        }
        for event in events { take(event, &output) }
      } else {
        var scan = scan
        scan.scan(path) { take($0, &output) }
        self.scan = scan
      }
    }
    progress.hide()
    if options.countsRecords {
      places.print(options.format, base, &output)
    } else if !options.isDryRun {
      printer.end(isComplete: !summary.isIncomplete, &output)
    }
    output.conclude(summary.sentence(release: base.releaseName, isDryRun: options.isDryRun))
    if summary.isIncomplete || summary.hasFailedFix { return .failure }
    return summary.isAny(of: options.failing) ? .nothing : .found
  }

  private mutating func take(_ event: TreeScanEvent, _ output: inout Output) {
    switch event {
    case .failed(let remark):
      output.note(remark)
      summary.isIncomplete = true
    case .file(let file, let isNamed): take(file, isNamed: isNamed, &output)
    }
  }

  private mutating func take(_ file: ScannedFile, isNamed: Bool, _ output: inout Output) {
    progress.count(files: 1, bytes: file.bytes)
    // The line of the progress must not be before what is printed.
    if !file.citations.isEmpty { progress.hide() }
    // Most files have no remark, so that their names are not made ready.
    var path: String { Sanitize.shown(file.path) }
    switch file.state {
    case .failed(let error):
      if error.code == System.notFound, !isNamed {
        output.note("\(path) vanished before it was read")
      } else {
        output.note(error.description)
        summary.isIncomplete = true
      }
      return
    case .wide: output.note("\(path) is UTF-16 or UTF-32 and was not read; save it as UTF-8")
    case .binary where isNamed: output.note("\(path) is binary and was not read")
    case .binary, .read: break
    }
    let omitted = file.omitted.values.reduce(0, +)
    if omitted > 0, !options.countsRecords {
      output.note("\(path) has \(omitted) more findings, which are counted but not listed")
    }
    let isFixed = options.fixes && fix(file, &output)
    summary.add(file, isFixed: isFixed)
    if options.countsRecords { return places.add(file) }
    guard options.isDryRun else { return printer.write(file, isFixed: isFixed, &output) }
    for citation in file.citations {
      guard let obstacle = citation.obstacle else { continue }
      output.note("\(path):\(citation.place.line):\(citation.place.column): not fixed: \(obstacle)")
    }
  }

  /// Corrects a file, or prints how it would.
  ///
  /// - Returns: whether it was corrected, or would be.
  private mutating func fix(_ file: ScannedFile, _ output: inout Output) -> Bool {
    switch FileCorrection(file).apply(isDryRun: options.isDryRun) {
    case .nothing: return false
    case .corrected: return true
    case .patch(let patch):
      // A terminal must not obey what is in a file; a patch must have it unchanged.
      if output.isTerminal { ScanRun.show(patch, &output) } else { output.append(patch) }
      return true
    case .refused(let reason, let isFailure):
      output.note(reason)
      summary.hasFailedFix = summary.hasFailedFix || isFailure
      return false
    }
  }

  /// Prints a patch for reading.
  private static func show(_ patch: [UInt8], _ output: inout Output) {
    var rest = patch[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let role: Role =
        switch line.first {
        case UInt8(ascii: "-"): line.starts(with: "--- ".utf8) ? .strong : .removed
        case UInt8(ascii: "+"): line.starts(with: "+++ ".utf8) ? .strong : .added
        case UInt8(ascii: "@"): .id
        default: .prose
        }
      // The CR of a Windows line end is not shown.
      output.line(Bytes(copying: line.last == UInt8(ascii: "\r") ? line.dropLast() : line), as: role)
      output.newline()
      rest = rest[line.endIndex...].dropFirst()
    }
  }
}
