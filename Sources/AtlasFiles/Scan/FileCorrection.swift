import AtlasCore

/// The correction of one scanned file, as far as it is certain.
package struct FileCorrection {
  /// The greatest length of a file that is corrected, in bytes: it is held as a whole.
  private static let maximumLength = 256 << 20

  /// What became of a file.
  package enum Outcome: Sendable {
    /// There was nothing to correct.
    case nothing
    /// The file was corrected.
    case corrected
    /// A patch that would correct the file.
    case patch([UInt8])
    /// The file was left as it is, and why.
    case refused(String, isFailure: Bool)
  }

  private let file: ScannedFile

  package init(_ file: ScannedFile) { self.file = file }

  /// Corrects the file, or makes a patch.
  ///
  /// The file is read again, and left alone when it is not what was scanned.
  package func apply(isDryRun: Bool) -> Outcome {
    let correction = Correction(file.citations)
    guard !correction.edits.isEmpty else { return .nothing }
    let path = file.path
    func refused(_ reason: String, isFailure: Bool = true) -> Outcome {
      .refused("\(reason); left as it is", isFailure: isFailure)
    }
    guard file.omitted.isEmpty else { return refused("\(Sanitize.shown(path)) holds too many ids to correct") }
    guard Bytes(copying: path) == file.pathBytes else {
      return refused("the name of \(Sanitize.shown(path)) is not UTF-8")
    }
    do throws(SystemError) {
      let text = Bytes(copying: try FileCorrection.read(path))
      var fingerprint = Fingerprint()
      fingerprint.add(text)
      let result =
        fingerprint != file.fingerprint
        ? nil
        : isDryRun
          ? correction.difference(in: text, path: FileCorrection.relative(file.pathBytes))
          : correction.applied(to: text)
      guard let result else { return refused("\(Sanitize.shown(path)) changed since it was read", isFailure: false) }
      if isDryRun { return .patch(result) }
      guard System.isWritable(path) else { return refused("\(Sanitize.shown(path)) is read-only") }
      try System.replace(path, with: result, regularOnly: true)
      return .corrected
    } catch {
      return refused(error.description)
    }
  }

  private static func read(_ path: String) throws(SystemError) -> [UInt8] {
    // Something else may have taken the place of the file since it was scanned.
    let descriptor = try System.open(.file, at: Bytes(copying: path))
    defer { System.closeDescriptor(descriptor) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let got = unsafe piece.withUnsafeMutableBytes { unsafe System.read(descriptor, into: $0) }
      guard got >= 0 else { throw SystemError(.read, path, Int32(truncatingIfNeeded: -got)) }
      if got == 0 { return content }
      content += piece[..<got]
      guard content.count <= maximumLength else { throw SystemError(.write, path, System.tooLarge) }
    }
  }

  /// A path relative to the directory that a patch is applied in.
  private static func relative(_ path: Bytes) -> Bytes {
    var rest = path
    while rest.starts(with: "./" as Bytes) { rest = rest.dropFirst(2) }
    while rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    return rest
  }
}
