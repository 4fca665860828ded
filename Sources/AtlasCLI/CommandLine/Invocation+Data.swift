import AtlasCore
import AtlasData
import AtlasFiles

/// The data that a command reads.
extension Invocation {
  /// The imported releases of the user.
  var store: ReleaseStore { ReleaseStore(environment: environment.variable) }

  /// Where the records come from: `--data`, or else `--release`, `$ATLAS_DATA` or the release in use.
  var dataSource: DataSource {
    get throws(Failure) {
      if let path = value(of: .data) { return .pages(path) }
      do throws(DataError) {
        if let release = value(of: .release) { return try store.source(ofRelease: release) }
        if let path = environment.variable("ATLAS_DATA"), !path.isEmpty { return .pages(path) }
        return try store.sourceInUse
      } catch {
        throw Failure(error)
      }
    }
  }

  /// The knowledge base that the flags choose; what is irregular about its files is reported on stderr.
  func knowledgeBase(_ output: inout Output) throws(Failure) -> KnowledgeBase {
    try knowledgeBase(try dataSource, &output)
  }

  /// The knowledge base that an argument stands for: a release, a directory of pages, a page, or a release file.
  func knowledgeBase(named word: String, _ output: inout Output) throws(Failure) -> KnowledgeBase {
    let source: DataSource
    do throws(DataError) { source = try store.source(word) } catch { throw Failure(error) }
    return try knowledgeBase(source, &output)
  }

  /// The knowledge base of a source; what is irregular about its files is reported on stderr.
  func knowledgeBase(_ source: DataSource, _ output: inout Output) throws(Failure) -> KnowledgeBase {
    if source == .bundled { return .bundled }
    if case .releaseFile(let path) = source { return KnowledgeBase(try releaseFile(path, &output).release) }
    return try naming(source) { () throws(DataError) in
      let data = try store.load(source)
      output.note(data.remarks)
      if data.knowledgeBase.wording == .own { output.linksIDs = false }
      return data.knowledgeBase
    }
  }

  /// The pages of a source.
  func corpus(_ source: DataSource, _ output: inout Output) throws(Failure) -> Corpus {
    guard let path = store.pagesPath(of: source) else { return KnowledgeBase.bundled.corpus }
    return try naming(source) { () throws(DataError) in
      let (corpus, remarks) = try Corpus.load(path)
      output.note(remarks)
      return corpus
    }
  }

  /// Loads the pages that the flags choose, without reading them as records.
  ///
  /// - Parameters:
  ///   - isWanted: which pages to keep; nil for all.
  ///   - output: gets the remarks.
  /// - Returns: the pages; nil when they are not separate files.
  /// - Throws: when they cannot be read, or none is a record.
  func loadPages(keeping isWanted: PageLoader.MakeTest?, _ output: inout Output) throws(Failure) -> PageLoader? {
    let source = try dataSource
    guard let path = store.pagesPath(of: source), !PageBundle.exists(path) else { return nil }
    return try naming(source) { () throws(DataError) in
      let loader = try PageLoader(path, inParallel: true, keeping: isWanted)
      output.note(loader.remarks)
      guard loader.hasRecord else { throw .noRecord(path) }
      return loader
    }
  }

  /// Loads a source; an error names `$ATLAS_DATA` when the path comes from there, because that is easily forgotten.
  private func naming<Loaded>(
    _ source: DataSource, _ load: () throws(DataError) -> Loaded
  ) throws(Failure) -> Loaded {
    do throws(DataError) {
      return try load()
    } catch {
      guard case .pages(let path) = source, value(of: .data) != path, environment.variable("ATLAS_DATA") == path else {
        throw Failure(error)
      }
      throw Failure(error.naming(path, as: "$ATLAS_DATA (\(path))"))
    }
  }

  /// Reads a release file, or standard input for `-`; what is irregular about it is reported on stderr.
  func releaseFile(_ path: String, _ output: inout Output) throws(Failure) -> ReleaseFileOnDisk {
    do throws(DataError) {
      let file =
        path == "-" ? try ReleaseFileOnDisk(try input(), name: "standard input") : try ReleaseFileOnDisk(path)
      output.note(file.remarks)
      return file
    } catch {
      throw Failure(error)
    }
  }

  /// Reads a release file, or standard input for `-`, without parsing it.
  ///
  /// - Returns: the content of the file, and its name in messages.
  func releaseText(_ path: String) throws(Failure) -> (text: Bytes, name: String) {
    do throws(DataError) {
      return path == "-" ? (try input(), "standard input") : try ReleaseFileOnDisk.read(path)
    } catch {
      throw Failure(error)
    }
  }

  private func input() throws(DataError) -> Bytes {
    do throws(SystemError) {
      return try environment.readInput(ReleaseFileOnDisk.maximumLength)
    } catch {
      throw .system(error)
    }
  }
}

extension Output {
  /// Checks that all pages could be read, for what would take an unread page for one that is not there.
  ///
  /// - Parameter refused: what is refused otherwise, a sentence.
  /// - Throws: a failure that begins with it.
  func requireWholePages(or refused: String) throws(Failure) {
    if isPartial { throw Failure("\(refused), because not every page could be read, see above") }
  }

  /// Reports remarks about data on stderr; of a release file, the first ten.
  fileprivate mutating func note(_ remarks: [DataRemark]) {
    var irregularities = 0
    for remark in remarks {
      switch remark {
      case .irregularity:
        irregularities += 1
        if irregularities <= 10 { note("\(remark)") }
      case .leftOut(_, let file):
        note("\(remark); atlas lint \(file == "standard input" ? "-" : Sanitize.shown(file)) lists them")
      case .unreadable:
        note("\(remark)")
        isPartial = true
      case .brokenLink, .untold: note("\(remark)")
      }
    }
    if irregularities > 10 { note("… and \(irregularities - 10) more; atlas lint lists them all") }
  }
}

extension Failure {
  /// The failure for an error about data on disk, with what to do about it.
  init(_ error: DataError) {
    let hint =
      switch error {
      case .unknownRelease(let name, let installed):
        Suggestions.near(name, among: installed).isEmpty
          ? "; add one with atlas import" : Suggestions.question(Suggestions.near(name, among: installed))
      case .missingReleaseInUse: "; choose another with atlas releases use"
      case .damagedBundle: "; import the release again"
      case .noPages: "; name a directory of pages, or a page"
      case .unnamedRelease, .noStore: "; --to DIR writes the pages into a directory"
      case .editedPages: "; --force overwrites them"
      case .unfinishedPages: "; run the export or import again"
      case .noManifest: "; name a release file, or dist/manifest.yaml"
      case .sameRelease: "; import one of them"
      case .incompleteRelease: "; --force imports it anyway"
      default: ""
      }
    self.init("\(error)" + hint)
  }
}

extension Values {
  /// The name of a release; the command checks it.
  static let release = Values.candidates(isList: false, releases)

  /// The names of the bundled release and of the imported ones.
  @Sendable static func releases(_ data: DataAtHand) -> [Choice] {
    [Choice(ReleaseStore.bundledName, "the release compiled in")] + data.releases().map { Choice($0, "imported") }
  }
}

extension Flag {
  static let release = Flag(
    "release", nil, .release, name: "RELEASE", group: "Common flags",
    help: "Use an imported release (atlas releases), or bundled.")
  static let force = Flag(
    "force", help: "Overwrite pages that were edited; import a release that seems to be incomplete.")
}
