public import AtlasCore
import AtlasData

extension ReleaseStore {
  /// The source of the bundled or imported release with this name, or with this version in a form such as `v5.1` for
  /// `5.1.0`; nil if there is no such release.
  public func source(matching version: String) -> DataSource? {
    if let source = try? source(ofRelease: version) { return source }
    guard let number = ReleaseNumber(version) else { return nil }
    if KnowledgeBase.bundled.release.version.flatMap({ ReleaseNumber($0) }) == number { return .bundled }
    return names.first { ReleaseNumber($0) == number }.map { .release($0) }
  }

  /// The URL of the official file of a release: the files of monthly releases are in another directory than those of
  /// earlier ones.
  public static func officialURL(of release: ReleaseTimeline.Entry) -> String {
    let isMonthly = ReleaseNumber("2000").flatMap { year in ReleaseNumber(release.version).map { $0 > year } } ?? false
    let directory = isMonthly ? "v6" : "legacy"
    return
      "https://raw.githubusercontent.com/mitre-atlas/atlas-data/main/dist/\(directory)/ATLAS-\(release.version).yaml"
  }
}
