import AtlasCore

/// A folder with the release files of atlas-data and the manifest that names them: a checkout, or its `dist`.
///
/// The manifest may come from a stranger. It can name files of the folder only; every other path is refused.
struct ReleaseCheckout {
  private static let manifestName = "manifest.yaml"

  /// The folder without links; every file is below it.
  private let root: String
  /// The folder of the manifest, as the user named it.
  private let folder: String
  /// The path of the manifest.
  private let manifest: String

  /// The checkout in a directory.
  ///
  /// - Throws: when there is no manifest in it.
  init(in directory: String) throws(DataError) {
    let folders = ["\(directory.withoutSlashes)/dist", directory.withoutSlashes]
    let found = folders.first { (try? System.kind(of: "\($0)/\(ReleaseCheckout.manifestName)")) != nil }
    guard let found else { throw .noManifest(directory) }
    try self.init(root: directory, folder: found)
  }

  /// The checkout that a manifest belongs to.
  init(manifest path: String) throws(DataError) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try self.init(root: folder, folder: folder, manifest: path)
  }

  private init(root: String, folder: String, manifest: String? = nil) throws(DataError) {
    guard let real = System.absolute(root) else { throw .system(SystemError(.read, root, System.notFound)) }
    self.root = real
    self.folder = folder
    self.manifest = manifest ?? "\(folder)/\(ReleaseCheckout.manifestName)"
  }

  /// Whether a path is that of a manifest, by its name.
  static func isManifest(_ path: String) -> Bool {
    path == manifestName || path.hasSuffix("/" + manifestName)
  }

  /// The path of the newest release file that the manifest names.
  ///
  /// - Throws: when the manifest cannot be read, names no release file, or names one outside of the folder.
  var newest: String {
    get throws(DataError) {
      let text = try read(try inside(manifest, named: ReleaseCheckout.manifestName))
      let versions: [ReleaseManifest.Version]
      do throws(YAMLError) { versions = try ReleaseManifest(text).versions } catch {
        throw .badManifest(manifest, "\(error)")
      }
      guard let version = versions.first else {
        throw .badManifest(manifest, "it names no release file in format 6 or earlier under `versions`")
      }
      let names = version.path.split(separator: "/", omittingEmptySubsequences: false)
      guard !version.path.hasPrefix("/"), !names.contains("..") else { throw outside(version.path) }
      // Paths start at the manifest, or at the folder around `dist`.
      var path = "\(folder)/\(version.path)"
      if names.first == "dist", (try? System.kind(of: path)) == nil {
        path = "\(folder)/\(names.dropFirst().joined(separator: "/"))"
      }
      _ = try inside(path, named: version.path)
      return path
    }
  }

  /// The path, if what is there is below the folder, through any links.
  private func inside(_ path: String, named name: String) throws(DataError) -> String {
    guard let real = System.absolute(path) else {
      throw .badManifest(manifest, "it names \(Sanitize.quoted(name)), which does not exist")
    }
    guard root == "/" || real.hasPrefix(root + "/") else { throw outside(name) }
    return path
  }

  private func outside(_ name: String) -> DataError {
    .badManifest(manifest, "\(Sanitize.quoted(name)) is outside of the checkout; atlas does not read it")
  }

  private func read(_ path: String) throws(DataError) -> Bytes {
    do throws(SystemError) {
      return try System.read(path, limit: ReleaseManifest.maximumLength, regularOnly: true)
    } catch {
      throw .system(error)
    }
  }
}
