import AtlasCore
import AtlasFiles

/// The work of `scan`: finds the files, has them looked through by as many threads as there are processors, and
/// reports what they found in the order of the files.
struct ScanRun {
  /// How many files are looked through before the findings in them are told.
  private static let batch = 4096
  /// So few files are looked through before a thread has started, unless they are large.
  private static let (fewest, fewestBytes) = (16, 2 << 20)

  private let options: ScanOptions
  private let most: Int
  private let scans: [FileScan]
  private let progress: Progress
  private var report: ScanReport
  private var fixer: Fixer
  private var summary = ScanSummary()
  private var waiting: [Bytes] = []

  /// - Parameters:
  ///   - base: the release to judge by.
  ///   - options: what was asked for.
  ///   - isTerminal: whether somebody sees stderr.
  ///   - most: how many findings are held, of a file and by each thread.
  init(_ base: KnowledgeBase, _ options: ScanOptions, isTerminal: Bool, most: Int = 100_000) {
    self.most = most
    self.options = options
    let scanner = TextScanner(base)
    let reading = FileScan.Options(
      keepsFine: options.reportsFine, takesFingerprints: options.fixes, ignored: options.ignoredIDs, most: most)
    scans = (0..<min(System.processors, 8)).map { _ in FileScan(scanner, reading) }
    progress = Progress(isShown: isTerminal)
    report = ScanReport(options.form, base)
    fixer = Fixer(isDryRun: options.isDryRun)
  }

  /// Looks through files, directories and standard input.
  mutating func run(_ paths: [String], _ output: inout Output) -> ExitStatus {
    if !options.isDryRun { report.begin(&output) }
    for path in paths {
      do throws(SystemError) {
        try scan(path, &output)
      } catch {
        flush(&output)
        output.note(error.description)
        summary.hasFailed = true
      }
    }
    flush(&output)
    if !options.isDryRun { report.end(isComplete: !summary.hasFailed, &output) }
    progress.hide()
    output.conclude(summary.sentence(isDryRun: options.isDryRun))
    if summary.hasFailed || fixer.hasFailed { return .failure }
    return summary.isAny(of: options.failing) ? .nothing : .found
  }

  private mutating func scan(_ path: String, _ output: inout Output) throws(SystemError) {
    var tree = FileTree(excluding: options.ignoredFiles, heedsRules: options.heedsRules)
    if path == "-" {
      flush(&output)
      var file = ScannedFile(path: "-")
      let progress = self.progress
      try scans[0].scan(System.standardInput, &file) { progress.estimate(bytes: $0) }
      take(file, isNamed: true, &output)
    } else if try System.kind(of: path) == .directory {
      flush(&output)
      // Files are looked through while the tree is walked, so that it is not held as a whole.
      try tree.walk(path) { file in
        waiting.append(file)
        if waiting.count >= ScanRun.batch { flush(&output) }
      }
      flush(&output)
      for remark in tree.remarks { output.note(remark) }
      summary.hasFailed = summary.hasFailed || tree.isIncomplete
    } else if !tree.excludes(path) {
      waiting.append(Bytes(copying: path))
      flush(&output, areNamed: true)
    }
  }

  /// Looks through the files that wait, and tells what is in them.
  private mutating func flush(_ output: inout Output, areNamed: Bool = false) {
    while !waiting.isEmpty { flushSome(&output, areNamed) }
  }

  /// The same, as far as what is found in them can be held.
  private mutating func flushSome(_ output: inout Output, _ areNamed: Bool) {
    let (paths, scans, progress, most) = (waiting, scans, progress, most)
    let threads = ScanRun.areWorthThreads(paths) ? min(scans.count, paths.count) : 1
    let turns = System.Turns(below: paths.count)
    System.inParallel(threads) { thread in
      while let number = turns.next() {
        scans[thread].scan(paths[number], number, isNamed: areNamed) { bytes in
          // One thread tells for all.
          if thread == 0 { progress.estimate(bytes: bytes * threads) }
        }
        if thread == 0 { progress.estimate(files: threads, bytes: 0) }
        if scans[thread].findings >= most { turns.end() }
      }
    }
    waiting.removeFirst(turns.given)
    let files = scans.flatMap { $0.takeFiles() }.sorted { $0.number < $1.number }.map(\.file)
    progress.count(files: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
    // What is printed must not stand behind the line of the progress.
    if files.contains(where: { !$0.citations.isEmpty }) { progress.hide() }
    for file in files { take(file, isNamed: areNamed, &output) }
  }

  private static func areWorthThreads(_ paths: [Bytes]) -> Bool {
    guard paths.count > 1, paths.count < fewest else { return paths.count > 1 }
    return paths.reduce(0) { $0 + System.size(at: $1) } >= fewestBytes
  }

  private mutating func take(_ file: ScannedFile, isNamed: Bool, _ output: inout Output) {
    // Most files have nothing to be said of them, so that no name is made ready for it.
    var path: String { Sanitize.shown(file.path.string) }
    switch file.state {
    case .failed(let error):
      if error.code == System.notFound, !isNamed {
        output.note("\(path) vanished before it was read")
      } else {
        output.note(error.description)
        summary.hasFailed = true
      }
      return
    case .wide: output.note("\(path) is UTF-16 or UTF-32, which is not read; save it as UTF-8")
    case .binary where isNamed: output.note("\(path) is binary, and not read")
    case .binary, .read: break
    }
    let omitted = file.omitted.values.reduce(0, +)
    if omitted > 0 { output.note("\(path) holds \(omitted) more, which are counted and not named") }
    let isFixed = options.fixes && fixer.fix(file, &output)
    summary.add(file, isFixed: isFixed)
    if !options.isDryRun { report.write(file, isFixed: isFixed, &output) }
  }
}
