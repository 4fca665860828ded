public import AtlasCore

/// An official release file, or a STIX bundle of a release, that was read.
public struct ReleaseFileOnDisk: Sendable {
  /// The release that the file holds.
  public let release: ReleaseFile
  /// The content of the file.
  public let text: Bytes
  /// The name of the file in messages: its path, or `standard input`.
  public let name: String
  /// What is irregular about the file without making it unusable; without notes, and without what was left out.
  public let irregularities: [Diagnostic]
  /// What the file holds that this version does not know.
  public let leftOut: LeftOut
  /// The facts that files of this form lack for all records: `maturity`.
  public let untold: [String]

  /// Signs that a part of the file is missing, each a phrase: `no mitigations`.
  public let signsOfLoss: [String]

  /// The greatest length of a release file, in bytes; over a hundred times that of the official files.
  public static let maximumLength = 128 << 20

  /// Reads the release file at `path`.
  ///
  /// - Parameter path: the path of the file, of a manifest that names it, or of a checkout of atlas-data; `-` is standard
  ///   input.
  /// - Throws: when it cannot be read, or is not a valid release file.
  public init(_ path: String) throws(DataError) {
    let (text, name) = try ReleaseFileOnDisk.read(path)
    try self.init(text, name: name)
  }

  /// Reads a release file without parsing it.
  ///
  /// - Parameter path: the path of the file, of a manifest that names it, or of a checkout of atlas-data; `-` is standard
  ///   input.
  /// - Returns: the content of the file, and its name in messages.
  /// - Throws: when it cannot be read, or a manifest names no file.
  public static func read(_ path: String) throws(DataError) -> (text: Bytes, name: String) {
    let file = try named(path)
    do throws(SystemError) {
      if path == "-" { return (try System.readInput(limit: maximumLength), "standard input") }
      // A pipe can provide a release, but a device may never end.
      let isRegular = file != path || System.isDevice(file)
      return (try System.read(file, limit: maximumLength, regularOnly: isRegular), file)
    } catch {
      throw .system(error)
    }
  }

  /// The release file that a path stands for.
  private static func named(_ path: String) throws(DataError) -> String {
    if path == "-" { return path }
    if (try? System.kind(of: path)) == .directory { return try ReleaseCheckout(in: path).newest }
    return ReleaseCheckout.isManifest(path) ? try ReleaseCheckout(manifest: path).newest : path
  }

  /// Reads the content of a release file.
  ///
  /// - Parameters:
  ///   - text: the content.
  ///   - name: the name of the file in messages.
  /// - Throws: when it is not a valid release file.
  public init(_ text: Bytes, name: String) throws(DataError) {
    do throws(ReleaseError) {
      let reading = try ReleaseFile.read(anyForm: text, path: name)
      release = reading.release
      signsOfLoss = reading.signsOfLoss
      leftOut = reading.leftOut
      untold = reading.untold
      irregularities = reading.diagnostics.filter { $0.severity > .note && $0.rule != .leftOut }
    } catch {
      throw .badReleaseFile(name, error)
    }
    self.text = text
    self.name = name
  }

  /// What was left out, and the irregularities, as remarks.
  public var remarks: [DataRemark] {
    (untold.isEmpty ? [] : [.untold(untold, file: name)])
      + (leftOut.isEmpty ? [] : [.leftOut(leftOut, file: name)]) + irregularities.map(DataRemark.irregularity)
  }
}
