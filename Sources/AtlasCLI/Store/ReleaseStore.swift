import AtlasCore
import AtlasFiles

/// The releases that were imported: a directory for each below the user's data directory, and a link that says which of
/// them is in use.
///
/// Source: XDG Base Directory Specification 0.8, freedesktop.org.
struct ReleaseStore: Sendable {
  /// The name that stands for the release which is compiled in.
  static let bundled = "bundled"

  /// The directory of all releases; nil when neither `$XDG_DATA_HOME` nor `$HOME` says where.
  let root: String?

  init(_ surroundings: Surroundings) {
    if let data = surroundings.variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      root = data + "/atlas"
    } else if let home = surroundings.variable("HOME"), home.hasPrefix("/") {
      root = home + "/.local/share/atlas"
    } else {
      root = nil
    }
  }

  /// Where the release is, or would be; nil for a name that none can have.
  func path(of release: String) -> String? {
    guard let root, ReleaseStore.isName(release) else { return nil }
    return "\(root)/\(release)"
  }

  /// Whether a release may have that name, which becomes one of a directory: letters, digits, dots, dashes and
  /// underscores, at most 64, the first a letter or a digit.
  static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= 64, name.utf8.first?.isAlphanumeric == true, name != bundled, name != "in-use" else {
      return false
    }
    return name.utf8.allSatisfy { $0.isAlphanumeric || ".-_".utf8.contains($0) }
  }

  /// The names of the releases that are there.
  var names: [String] {
    guard let root, let names = try? System.names(in: root) else { return [] }
    return names.filter { ReleaseStore.isName($0) && has($0) }
  }

  func has(_ release: String) -> Bool { path(of: release).map { (try? System.kind(of: $0)) == .directory } ?? false }

  /// What was imported into a directory; nil when nothing was.
  static func record(at directory: String) -> ImportRecord? {
    let limit = 1 << 30
    if let page = try? System.read("\(directory)/\(ImportRecord.path)", limit: limit) { return ImportRecord(page) }
    guard let bundle = try? System.read("\(directory)/\(PageBundle.fileName)", limit: limit),
      let pages = try? PageBundle.read(bundle)
    else { return nil }
    return pages.first { $0.path.string == ImportRecord.path }.flatMap { ImportRecord($0.text) }
  }

  // MARK: In use

  private var link: String? { root.map { $0 + "/in-use" } }

  /// The release that was chosen; nil for the bundled one.
  ///
  /// One look at a link, for every command asks.
  var inUse: String? {
    guard let link, let name = System.link(at: link), ReleaseStore.isName(name) else { return nil }
    return name
  }

  /// Chooses a release, the bundled one with nil.
  func use(_ release: String?) throws(SystemError) {
    guard let link, let root else { return }
    guard let release else { return try System.removeLink(at: link) }
    try System.makeDirectory(root)
    try System.makeLink(at: link, to: release)
  }
}

extension Values {
  /// The name of a release that can answer; the command checks it.
  static let release = Values.candidates(isList: false) { data in
    [Choice(ReleaseStore.bundled, "the release compiled in")] + data.releases().map { Choice($0, "imported") }
  }
}

extension Flag {
  static let release = Flag(
    "release", nil, .release, name: "RELEASE", group: "Common flags",
    help: "Answer from an imported release (atlas releases), or from the bundled one.")
}
