import AtlasCore
import AtlasFiles

/// Corrects files, or shows how it would.
struct Fixer {
  /// The longest file that is corrected, in bytes: it is held as a whole.
  private static let limit = 256 << 20

  let isDryRun: Bool
  /// Whether a file could not be corrected that should have been.
  private(set) var hasFailed = false

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  /// Corrects a file as far as it is certain how.
  ///
  /// It is read again, and left alone when it is not what was looked through.
  ///
  /// - Returns: whether it was corrected, or would be.
  mutating func fix(_ file: ScannedFile, _ output: inout Output) -> Bool {
    let correction = Correction(file.citations)
    guard !correction.edits.isEmpty else { return false }
    let path = file.path.string
    guard file.omitted.isEmpty else {
      output.note("\(Sanitize.shown(path)) holds too many ids to correct; left as it is")
      hasFailed = true
      return false
    }
    guard Bytes(copying: path) == file.path else {
      output.note("the name of \(Sanitize.shown(path)) is not UTF-8; left as it is")
      hasFailed = true
      return false
    }
    do throws(SystemError) {
      let content = try Fixer.read(path)
      // The view is used here only, while the array lives.
      let result = unsafe content.withUnsafeBufferPointer { memory -> [UInt8]? in
        let text = unsafe Bytes(unowned: memory)
        var fingerprint = Fingerprint()
        fingerprint.add(text)
        guard fingerprint == file.fingerprint else { return nil }
        return isDryRun
          ? correction.difference(in: text, path: Fixer.relative(file.path)) : correction.applied(to: text)
      }
      guard let result else {
        output.note("\(Sanitize.shown(path)) changed since it was read; left as it is")
        return false
      }
      if isDryRun {
        // A terminal must not obey what stands in a file; a patch must say it as it is.
        if output.isTerminal { Fixer.show(result, &output) } else { output.append(result) }
        return true
      }
      guard System.isWritable(path) else {
        output.note("\(Sanitize.shown(path)) is read-only; left as it is")
        hasFailed = true
        return false
      }
      try System.replace(path, with: result)
      return true
    } catch {
      output.note("\(error.description); left as it is")
      hasFailed = true
      return false
    }
  }

  private static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let descriptor = try System.open(path)
    defer { System.closeDescriptor(descriptor) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let got = unsafe piece.withUnsafeMutableBytes { unsafe System.read(descriptor, into: $0) }
      guard got >= 0 else { throw SystemError(.read, path, Int32(truncatingIfNeeded: -got)) }
      if got == 0 { return content }
      content += piece[..<got]
      guard content.count <= limit else { throw SystemError(.write, path, System.tooLarge) }
    }
  }

  /// Writes a patch for reading.
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
      // The end of a line of Windows is nothing to read.
      output.line(Bytes(copying: line.last == UInt8(ascii: "\r") ? line.dropLast() : line), as: role)
      output.newline()
      rest = rest[line.endIndex...].dropFirst()
    }
  }

  /// A path as the head of a patch has it: from the directory that the patch is applied in.
  private static func relative(_ path: Bytes) -> Bytes {
    var rest = path
    while rest.starts(with: "./" as Bytes) { rest = rest.dropFirst(2) }
    while rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    return rest
  }
}
