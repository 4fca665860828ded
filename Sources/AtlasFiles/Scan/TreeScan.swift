public import AtlasCore

/// A check of the ids in files and directory trees.
public struct TreeScanQuery: Sendable {
  /// Files and directories.
  public var paths: [String]
  /// Patterns in the syntax of `.gitignore` for files to skip.
  public var ignoredFiles: [String] = []
  /// Whether files that git ignores are skipped in directories.
  public var usesGitIgnore = true
  /// Ids to ignore.
  public var ignoredIDs: Set<RecordID> = []
  /// Whether names that no record has or had are findings.
  public var strictNames = false
  /// Whether the UUIDs that STIX has for records are ids, too.
  public var findsStixIDs = false
  /// Whether valid ids are reported also.
  public var reportsValid = false
  /// The greatest number of citations to keep, for one file and for each thread; further ones are counted.
  public var maximum = 100_000
  /// Whether the content of files must be recognized later, to correct them.
  package var takesFingerprints = false

  /// A check of `paths`.
  public init(_ paths: [String]) { self.paths = paths }

  /// Scans the files in order, on several threads; only the findings of some thousand files are held at once.
  ///
  /// - Parameters:
  ///   - base: the knowledge base to check against.
  ///   - report: gets each event, in the order of the files.
  public func answer(in base: KnowledgeBase, _ report: (TreeScanEvent) -> Void) {
    var scan = TreeScan(self, base)
    for path in paths { scan.scan(path, report) }
  }
}

/// What a scan of files reports.
public enum TreeScanEvent: Sendable {
  /// A file was scanned, or could not be; named files are those of `paths`.
  case file(ScannedFile, isNamed: Bool)
  /// A path, or a part of a tree, could not be read.
  case failed(String)
}

/// The engine of a scan: finds files, and reads them on as many threads as there are processors.
package struct TreeScan {
  /// How many files are read before their findings are reported.
  private static let batch = 4096
  /// Fewer files, or fewer bytes, are read before a thread has started.
  private static let (fewest, fewestBytes) = (16, 2 << 20)

  /// Gets the files and bytes that were read since the last call, as estimates while threads work.
  package typealias Progress = @Sendable (_ files: Int, _ bytes: Int) -> Void

  private let query: TreeScanQuery
  private let excluded: IgnoreRules
  private let scans: [FileScan]
  private let progress: Progress?
  private var waiting: [Bytes] = []

  package init(_ query: TreeScanQuery, _ base: KnowledgeBase, progress: Progress? = nil) {
    self.query = query
    self.progress = progress
    excluded = IgnoreRules(Bytes(copying: query.ignoredFiles.joined(separator: "\n")))
    let scanner = TextScanner(base, strictNames: query.strictNames, findsStixIDs: query.findsStixIDs)
    let options = FileScan.Options(
      keepsValid: query.reportsValid, takesFingerprints: query.takesFingerprints, ignored: query.ignoredIDs,
      maximum: query.maximum)
    scans = (0..<min(System.processors, 8)).map { _ in FileScan(scanner, options) }
  }

  /// Scans a file or a directory.
  package mutating func scan(_ path: String, _ report: (TreeScanEvent) -> Void) {
    do throws(SystemError) {
      var tree = FileTree(excluding: excluded, usesGitIgnore: query.usesGitIgnore)
      if try System.kind(of: path) == .directory {
        // Files are read while the tree is walked, so that it is not held as a whole.
        try tree.walk(path) { file in
          waiting.append(file)
          if waiting.count >= TreeScan.batch { flush(areNamed: false, report) }
        }
        flush(areNamed: false, report)
        for remark in tree.remarks { report(.failed(remark)) }
      } else if !tree.excludes(path) {
        waiting.append(Bytes(copying: path))
        flush(areNamed: true, report)
      }
    } catch {
      flush(areNamed: false, report)
      report(.failed(error.description))
    }
  }

  /// Scans standard input.
  package mutating func scanInput(_ report: (TreeScanEvent) -> Void) throws(SystemError) {
    var file = ScannedFile(path: "-")
    try scans[0].scan(System.standardInput, &file) { progress?(0, $0) }
    report(.file(file, isNamed: true))
  }

  /// Reads the files that wait, and reports what is in them.
  private mutating func flush(areNamed: Bool, _ report: (TreeScanEvent) -> Void) {
    while !waiting.isEmpty { flushSome(areNamed: areNamed, report) }
  }

  /// The same for as many files as their findings can be held.
  private mutating func flushSome(areNamed: Bool, _ report: (TreeScanEvent) -> Void) {
    let (paths, scans, progress, maximum) = (waiting, scans, progress, query.maximum)
    let threads = TreeScan.areWorthThreads(paths) ? min(scans.count, paths.count) : 1
    let work = System.WorkCounter(below: paths.count)
    System.inParallel(threads) { thread in
      while let number = work.next() {
        scans[thread].scan(paths[number], number, isNamed: areNamed) { bytes in
          // One thread reports for all.
          if thread == 0 { progress?(0, bytes * threads) }
        }
        if thread == 0 { progress?(threads, 0) }
        if scans[thread].findings >= maximum { work.end() }
      }
    }
    waiting.removeFirst(work.given)
    let files = scans.flatMap { $0.takeFiles() }.sorted { $0.number < $1.number }.map(\.file)
    for file in files { report(.file(file, isNamed: areNamed)) }
  }

  private static func areWorthThreads(_ paths: [Bytes]) -> Bool {
    guard paths.count > 1, paths.count < fewest else { return paths.count > 1 }
    return paths.reduce(0) { $0 + System.size(at: $1) } >= fewestBytes
  }
}
