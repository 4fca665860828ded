public import AtlasCore

/// The findings in one file.
public struct ScannedFile: Sendable {
  /// The path as it was found; `-` for standard input.
  public var path: String { pathBytes.string }
  /// The citations with findings, in order; valid ones also where they were asked for.
  public package(set) var citations: [Citation] = []
  /// The number of further citations by kind, which were not kept.
  public package(set) var omitted: [Verdict.Kind: Int] = [:]
  /// How often the citations that were not kept are of each record.
  package var omittedRecords: [RecordID: Int] = [:]
  /// The number of ids in the file, valid ones included.
  public package(set) var count = 0
  /// The number of valid ids whose name is beside them; the others have nothing beside them that could be compared.
  public package(set) var namedCount = 0
  /// The length of the file in bytes, as far as it was read.
  public package(set) var bytes = 0
  /// Whether the file was read.
  public package(set) var state = State.read

  /// The path, which need not be UTF-8.
  package let pathBytes: Bytes
  /// A hash of the content, for recognizing it later.
  package var fingerprint = Fingerprint()

  /// Whether a file was read, and why not.
  public enum State: Sendable {
    /// The file was read to its end.
    case read
    /// The file is binary, and was skipped.
    case binary
    /// The file is UTF-16 or UTF-32, and was skipped.
    case wide
    /// The file could not be read.
    case failed(SystemError)
  }

  package init(path: Bytes) { pathBytes = path }
}

/// Reads files through one buffer, and finds the ids in them.
///
/// A class, so that a thread can leave its results here; nothing else touches it until the thread has ended.
@safe final class FileScan: @unchecked Sendable {
  /// Large enough for almost every file at once, and small enough to stay in the cache of a core.
  private static let capacity = 512 << 10

  private let scanner: TextScanner
  private let options: Options
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
  /// What was found, each with the number of its file.
  private(set) var files: [(number: Int, file: ScannedFile)] = []
  /// How many findings are in them.
  private(set) var findings = 0

  struct Options: Sendable {
    /// Whether valid citations are kept also.
    var keepsValid = false
    /// Whether the content of files must be recognized later.
    var takesFingerprints = false
    /// Ids to ignore.
    var ignored: Set<RecordID> = []
    /// The greatest number of citations to keep for one file.
    var maximum = 100_000
  }

  init(_ scanner: TextScanner, _ options: Options) {
    self.scanner = scanner
    self.options = options
  }

  deinit { unsafe memory.deallocate() }

  /// Forgets the results.
  func takeFiles() -> [(number: Int, file: ScannedFile)] {
    defer {
      files.removeAll(keepingCapacity: true)
      findings = 0
    }
    return files
  }

  /// Looks through a file; only those in which there is something to mention are kept.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - number: which it is of all.
  ///   - isNamed: whether someone asked for it by its name, whatever it is.
  ///   - tick: called with the length of every piece read, in bytes.
  func scan(_ path: Bytes, _ number: Int, isNamed: Bool = false, _ tick: (Int) -> Void) {
    var file = ScannedFile(path: path)
    do throws(SystemError) {
      let descriptor = try isNamed ? System.open(path.string) : System.open(.file, at: path, isLinkRefused: true)
      defer { System.closeDescriptor(descriptor) }
      try scan(descriptor, &file, tick)
    } catch {
      file.state = .failed(error)
    }
    findings += file.citations.count
    files.append((number, file))
  }

  /// Looks through what is open, to its end.
  func scan(_ descriptor: Int32, _ file: inout ScannedFile, _ tick: (Int) -> Void) throws(SystemError) {
    var scan: TextScan?
    // What is left of the piece before is at the front of the buffer.
    var kept = 0
    while true {
      let (count, isLast) = try fill(from: kept, descriptor, file.pathBytes)
      let text = unsafe Bytes(unowned: UnsafeBufferPointer(rebasing: memory.bindMemory(to: UInt8.self)[..<count]))
      if file.bytes == 0 {
        switch TextEncoding(text.prefix(TextEncoding.headLength)) {
        case .plain: break
        case .wide: file.state = .wide
        case .binary: file.state = .binary
        }
        guard case .read = file.state else { return }
      }
      file.bytes += count - kept
      tick(count - kept)
      if scan == nil {
        if isLast, scanner.findsNothing(in: text) { return }
        scan = scanner.scan(path: file.path)
      }
      if options.takesFingerprints { file.fingerprint.add(text[kept...]) }
      let rest =
        scan?.scan(text, isLast: isLast, keepsValid: options.keepsValid) { take($0, isNamed: $1, $2, &file) } ?? count
      if isLast { return Correction.settle(&file.citations) }
      kept = count - rest
      unsafe memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[rest..<count]))
    }
  }

  /// Fills the buffer behind what was kept.
  ///
  /// - Returns: how much it holds, and whether the file ends there.
  private func fill(from kept: Int, _ descriptor: Int32, _ path: Bytes) throws(SystemError) -> (Int, isLast: Bool) {
    var count = kept
    while count < FileScan.capacity {
      let got = unsafe System.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
      guard got >= 0 else { throw SystemError(.read, path.string, Int32(truncatingIfNeeded: -got)) }
      if got == 0 { return (count, true) }
      count += got
    }
    return (count, false)
  }

  private func take(_ id: RecordID?, isNamed: Bool, _ citation: Citation?, _ file: inout ScannedFile) {
    if let id, options.ignored.contains(id) { return }
    file.count += 1
    if isNamed { file.namedCount += 1 }
    guard let citation else { return }
    if file.citations.count < options.maximum {
      file.citations.append(citation)
    } else {
      file.omitted[citation.verdict.kind, default: 0] += 1
      if let record = citation.record { file.omittedRecords[record, default: 0] += 1 }
    }
  }
}

/// A hash that recognizes a text: FNV-1a with 64 bits, and the length.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, The FNV Non-Cryptographic Hash Algorithm.
package struct Fingerprint: Equatable, Sendable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private var length = 0

  package init() {}

  package mutating func add(_ text: Bytes) {
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    length += text.count
  }
}
