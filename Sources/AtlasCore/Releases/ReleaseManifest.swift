/// The `manifest.yaml` of atlas-data, which names the files of the newest release in each format.
public struct ReleaseManifest: Sendable, Equatable {
  /// A release file that the manifest names.
  public struct Version: Sendable, Equatable {
    /// The version of the file format.
    public let format: String
    /// The path as it is in the manifest; not checked.
    public let path: String
  }

  /// The release files in a format that this library reads, the best choice first: format 6 before earlier ones, and
  /// among those the newest release, by the numbers in the name of its file.
  public let versions: [Version]

  /// The greatest length of a manifest in bytes.
  package static let maximumLength = 1 << 20

  /// Reads a manifest.
  ///
  /// - Parameter text: the content of the file.
  /// - Throws: ``YAMLError`` if it is not YAML.
  public init(_ text: Bytes) throws(YAMLError) { self.init(try YAMLTree(text).root) }

  init(_ root: YAMLValue) {
    let named = (root["versions"].map { Array($0.elements) } ?? []).compactMap { version -> Version? in
      guard let path = version["path"]?.text, !path.isEmpty else { return nil }
      return Version(format: version["format-version"]?.text?.string ?? "", path: path.string)
    }
    versions = named.filter { (0...6).contains(Self.numbers($0.format).first ?? 7) }.sorted { Self.precedes($0, $1) }
  }

  private static func precedes(_ left: Version, _ right: Version) -> Bool {
    func rank(_ version: Version) -> [[Int]] {
      let format = numbers(version.format)
      let name = version.path.split(separator: "/").last.map(String.init) ?? ""
      return [[format.first == 6 ? 1 : 0], numbers(name), format]
    }
    for (left, right) in zip(rank(left), rank(right)) where left != right {
      return right.lexicographicallyPrecedes(left)
    }
    return false
  }

  /// The numbers in a text: 2026 and 9 for `ATLAS-2026.09.yaml`.
  private static func numbers(_ text: String) -> [Int] {
    text.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? .max }
  }
}
