public import AtlasCore

/// An official release file that was read.
public struct ReleaseFileOnDisk: Sendable {
  /// The release that the file holds.
  public let release: ReleaseFile
  /// The content of the file.
  public let text: Bytes
  /// The name of the file in messages: its path, or `standard input`.
  public let name: String
  /// What is irregular about the file without making it unusable; notes are left out.
  public let irregularities: [Diagnostic]

  /// Signs that a part of the file is missing, each a phrase: `no mitigations`.
  public let signsOfLoss: [String]

  /// The greatest length of a release file, in bytes; a thousand times that of the official files.
  package static let maximumLength = 1 << 29

  /// Reads the release file at `path`; `-` is standard input.
  ///
  /// - Throws: when it cannot be read, or is not a valid release file.
  public init(_ path: String) throws(DataError) {
    let text: Bytes
    do throws(SystemError) {
      let limit = ReleaseFileOnDisk.maximumLength
      text = path == "-" ? try System.readInput(limit: limit) : try System.read(path, limit: limit)
    } catch {
      throw .system(error)
    }
    try self.init(text, name: path == "-" ? "standard input" : path)
  }

  /// Reads the content of a release file.
  ///
  /// - Parameters:
  ///   - text: the content.
  ///   - name: the name of the file in messages.
  /// - Throws: when it is not a valid release file.
  public init(_ text: Bytes, name: String) throws(DataError) {
    do throws(ReleaseError) {
      let (release, diagnostics, signs) = try ReleaseFile.read(text, path: name)
      self.release = release
      signsOfLoss = signs
      irregularities = diagnostics.filter { $0.severity > .note }
    } catch {
      throw .badReleaseFile(name, error)
    }
    self.text = text
    self.name = name
  }

  /// The irregularities as remarks.
  public var remarks: [DataRemark] { irregularities.map(DataRemark.irregularity) }
}
