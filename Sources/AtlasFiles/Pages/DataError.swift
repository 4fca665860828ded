public import AtlasCore

/// Why data on disk cannot be used; its description is a sentence without a period.
public enum DataError: Error, Sendable {
  /// The operating system could not read or write a file.
  case system(SystemError)
  /// A directory without pages.
  case noPages(_ path: String)
  /// Pages that contain no record.
  case noRecord(_ path: String)
  /// No release of that name is installed.
  case unknownRelease(String, installed: [String])
  /// The selected release is missing because something else removed it.
  case missingReleaseInUse(String)
  /// An attempt to remove the bundled release.
  case bundledRelease
  /// A damaged file of an imported release.
  case damagedBundle(_ path: String, PageBundle.Broken)
  /// A file that is not a release file, or not a valid one.
  case badReleaseFile(_ name: String, ReleaseError)
  /// A directory that is neither a checkout of atlas-data nor its `dist`.
  case noManifest(_ directory: String)
  /// A manifest that names no release file that can be read, with the reason.
  case badManifest(_ path: String, String)
  /// Release files that hold the same release with different content.
  case sameRelease(String, files: [String])
  /// A release file that does not name its release.
  case unnamedRelease(_ file: String)
  /// A release whose name cannot be a directory name.
  case badReleaseName(String, file: String)
  /// Neither `$XDG_DATA_HOME` nor `$HOME` is set, so the directory of imported releases is unknown.
  case noStore
  /// A path that must be a directory but is not.
  case notDirectory(_ path: String)
  /// Pages in a directory that were edited since atlas wrote them, or that it did not write.
  case editedPages(_ paths: [String], directory: String)
  /// A link, for example, where a page or a directory of pages belongs.
  case blockedPath(_ path: String, is: String, belongs: String)
  /// A directory whose pages are being replaced, or whose replacement was interrupted.
  case unfinishedPages(_ directory: String)
  /// A release file without records.
  case emptyRelease(_ file: String)
  /// A release file of which a part seems to be missing, with the signs of that.
  case incompleteRelease(_ file: String, _ signs: [String])
}

extension DataError: CustomStringConvertible {
  /// The reason on one line, safe to print.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .noPages(let path):
      "\(Sanitize.shown(path)) holds no pages (\(PageTree.endings.joined(separator: ", ")))"
    case .noRecord(let path):
      "\(Sanitize.shown(path)) holds no records: no page has an id such as AML.T0031 in its title or heading"
    case .unknownRelease(let name, let installed):
      "no release \(Sanitize.quoted(name)); installed: \(installed.listed("and"))"
    case .missingReleaseInUse(let name): "the release in use, \(name), no longer exists"
    case .bundledRelease: "the bundled release cannot be removed"
    case .damagedBundle(let path, let error): "\(Sanitize.shown(path)), \(error)"
    case .badReleaseFile(let name, let error):
      Sanitize.shown("\(Sanitize.shown(name)):\(error.line):\(error.column): \(error.reason)")
    case .noManifest(let directory):
      "\(Sanitize.shown(directory)) is not a checkout of atlas-data: no dist/manifest.yaml or manifest.yaml in it"
    case .badManifest(let path, let reason): Sanitize.shown("\(Sanitize.shown(path)): \(reason)")
    case .sameRelease(let release, let files):
      "\(files.map(Sanitize.shown).listed("and")) hold release \(Sanitize.shown(release)) with different content"
    case .unnamedRelease(let file): "\(Sanitize.shown(file)) does not name its release"
    case .badReleaseName(let name, let file):
      "\(Sanitize.shown(file)) names its release \(Sanitize.quoted(name)), which cannot be a directory"
    case .noStore: "neither $XDG_DATA_HOME nor $HOME is set, so there is no place for releases"
    case .notDirectory(let path): "\(Sanitize.shown(path)) is not a directory"
    case .editedPages(let paths, let directory):
      "\(Sanitize.shown(directory)) has pages that differ from what atlas wrote: "
        + (paths.prefix(3).map(Sanitize.shown) + (paths.count > 3 ? ["\(paths.count - 3) more"] : [])).listed("and")
    case .blockedPath(let path, let kind, let belongs):
      "\(Sanitize.shown(path)) is \(kind), where \(belongs) belongs; atlas does not replace it"
    case .unfinishedPages(let directory):
      "the pages in \(Sanitize.shown(directory)) are being replaced, or that was interrupted"
    case .emptyRelease(let file): "\(Sanitize.shown(file)) has no records"
    case .incompleteRelease(let file, let signs):
      "\(Sanitize.shown(file)) seems to be incomplete: \(signs.joined(separator: "; "))"
    }
  }
}

extension DataError {
  /// The error with `name` in place of `path`, for a path that the user did not type.
  package func naming(_ path: String, as name: String) -> DataError {
    switch self {
    case .system(let error) where error.path == path: .system(SystemError(error.operation, name, error.code))
    case .noPages(path): .noPages(name)
    case .noRecord(path): .noRecord(name)
    default: self
    }
  }

  /// The error with the path that the user typed for a directory, in place of the path without links.
  func naming(below root: String, as directory: String) -> DataError {
    func named(_ path: String) -> String { path.hasPrefix(root) ? directory + path.dropFirst(root.count) : path }
    return switch self {
    case .system(let error): .system(SystemError(error.operation, named(error.path), error.code))
    case .blockedPath(let path, let kind, let belongs): .blockedPath(named(path), is: kind, belongs: belongs)
    case .editedPages(let paths, _): .editedPages(paths, directory: directory)
    case .notDirectory: .notDirectory(directory)
    default: self
    }
  }
}

/// A problem that does not prevent the use of data on disk; its description is a sentence without a period.
public enum DataRemark: Sendable {
  /// A page or directory that cannot be read and was skipped.
  case unreadable(SystemError)
  /// A dangling symbolic link that was skipped.
  case brokenLink(path: String)
  /// An irregularity in a release file.
  case irregularity(Diagnostic)
  /// Parts of a release file that this version does not know.
  case leftOut(LeftOut, file: String)
  /// The facts that a file of its form lacks for all records.
  case untold([String], file: String)
}

extension DataRemark: CustomStringConvertible {
  /// The remark on one line, safe to print.
  public var description: String {
    switch self {
    case .unreadable(let error): "\(error.description); skipped"
    case .brokenLink(let path): "\(Sanitize.shown(path)) is a broken link; skipped"
    case .irregularity(let diagnostic): Sanitize.shown("\(diagnostic)")
    case .untold(let words, let file):
      "\(Sanitize.shown(file)): a STIX bundle without \(words.listed()); the YAML release file of atlas-data has them"
    case .leftOut(let leftOut, let file):
      "\(Sanitize.shown(file)): left out what this version of atlas does not know: \(leftOut)"
    }
  }
}
