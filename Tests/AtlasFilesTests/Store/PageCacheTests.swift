import AtlasCore
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import AtlasFiles

/// Copies of page directories in the user's cache: whatever is there, answers are those of the pages.
@Suite struct PageCacheTests {
  private static let limit = PageCache.mostCopies

  /// A folder with a directory of twenty pages, `pages`.
  private func work() throws -> ScratchFolder {
    let work = try ScratchFolder()
    try write(work)
    return work
  }

  private func write(_ work: ScratchFolder, _ directory: String = "pages", text: String = "Text.") throws {
    _ = try work.write("\(directory)/ATLAS.md", "# ATLAS 2026.01\n\n- [[AML.TA0001]]\n")
    _ = try work.write("\(directory)/tactics/AML.TA0001.md", "# AML.TA0001: Aim\n\n## Techniques\n\n- [[AML.T0001]]\n")
    for number in 1...17 {
      let id = "AML.T\(String(number + 10_000).dropFirst())"
      _ = try work.write(
        "\(directory)/techniques/\(id).md",
        "# \(id): Way \(number)\n\n\(text)\n\n## Mitigations\n\n- [[AML.M0001]] — so\n")
    }
    _ = try work.write("\(directory)/AML.M0001.md", "# AML.M0001: Guard\n\n## Metadata\n\n- **Category:** Policy\n")
  }

  private func store(_ work: ScratchFolder) -> ReleaseStore {
    var store = ReleaseStore(root: work.path("store"))
    store.cacheDirectory = work.path("home/.cache/atlas")
    return store
  }

  /// The answers from the pages alone.
  private func right(_ work: ScratchFolder, _ directory: String = "pages") throws -> String {
    var store = store(work)
    store.keepsIndexes = false
    return try store.load(.pages(work.path(directory))).knowledgeBase.answers
  }

  /// The answers as a command gives them.
  private func answers(_ work: ScratchFolder, _ directory: String = "pages") throws -> String {
    try store(work).load(.pages(work.path(directory))).knowledgeBase.answers
  }

  private func cache(_ work: ScratchFolder, _ directory: String = "pages") -> PageCache? {
    PageCache(of: work.path(directory), in: work.path("home/.cache/atlas"))
  }

  /// Makes the copy although the pages were written just now; returns whether it could be made.
  @discardableResult
  private func keep(_ work: ScratchFolder, _ directory: String = "pages") throws -> Bool {
    try FileManager.default.createDirectory(atPath: work.path("home"), withIntermediateDirectories: true)
    return cache(work, directory)?.keep(try Corpus.load(work.path(directory)).corpus, settlingTime: -2) != nil
  }

  /// The files of the only copy: the bundle and the index.
  private func files(_ work: ScratchFolder) throws -> (bundle: String, index: String) {
    let names = work.files("home/.cache/atlas").filter { !$0.contains("/") }
    #expect(names.count == 1)
    let copy = work.path("home/.cache/atlas/\(names.first ?? "")")
    return ("\(copy)/atlas.pages", "\(copy)/.atlas-index")
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  // MARK: Use

  @Test func pagesAreReadOnceAndAnswersAreTheSame() throws {
    let work = try self.work()
    // Text that becomes a page only when it is read: line ends of Windows, and what is not UTF-8.
    _ = try work.write("pages/a b.txt", "# AML.T0100: Odd\r\n\r\nA text.\r\n")
    try Data([35, 32, 0xFF, 10]).write(to: URL(filePath: work.path("pages/broken.md")))
    for directory in ["pages", "pages/", "home/../pages"] {
      try keep(work, directory)
      #expect(cache(work, directory)?.knowledgeBase?.answers == (try right(work, directory)))
      #expect(try answers(work, directory) == right(work, directory))
    }
    #expect(try right(work).contains(work.path("pages/a b.txt")), "records name their pages")
    #expect(work.files("home/.cache/atlas").count == 3 * 3)
  }

  @Test func itBelongsToTheUserAlone() throws {
    let work = try self.work()
    try keep(work)
    let (bundle, index) = try files(work)
    for path in [bundle, index] { #expect(try mode(path) == 0o600) }
    for path in [work.path("home/.cache"), work.path("home/.cache/atlas"), String(bundle.dropLast(12))] {
      #expect(try mode(path) == 0o700)
    }
    for path in [bundle, index] {
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
      #expect(cache(work)?.knowledgeBase == nil, "others could have written it")
      try keep(work)
      #expect(cache(work)?.knowledgeBase != nil)
    }
    // Only the superuser can give files away.
    guard (try? FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: index)) != nil else { return }
    #expect(cache(work)?.knowledgeBase == nil)
    try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: work.path("home/.cache/atlas"))
    #expect(try !keep(work), "the cache of another user stays as it is")
    #expect(try answers(work) == right(work))
  }

  /// The pages of this project were not written within the last seconds, but those of a test were.
  @Test func pagesThatChangedJustNowAreNotKept() throws {
    let work = try self.work()
    #expect(try answers(work) == right(work))
    #expect(!FileManager.default.fileExists(atPath: work.path("home")))
    try FileManager.default.createDirectory(atPath: work.path("home"), withIntermediateDirectories: true)
    _ = try store(work).load(.pages(House.root.appending(path: "Data").path(percentEncoded: false)))
    #expect(work.files("home/.cache/atlas").count == 3)
  }

  @Test func whatIsNotKept() throws {
    let work = try self.work()
    try FileManager.default.removeItem(atPath: work.path("pages/techniques"))
    #expect(try !keep(work), "few pages")
    try write(work)
    try FileManager.default.createSymbolicLink(atPath: work.path("pages/link.md"), withDestinationPath: "nowhere")
    #expect(try !keep(work), "each time there is a remark")
    #expect(try store(work).load(work.path("pages")).remarks.count == 1)
    try FileManager.default.removeItem(atPath: work.path("pages/link.md"))
    _ = try work.write("pages/two\nlines.md", "# AML.T0200: Two\n")
    #expect(try !keep(work), "a path that the list of pages cannot hold")
    try FileManager.default.removeItem(atPath: work.path("pages/two\nlines.md"))
    #expect(try keep(work))
    #expect(cache(work, "pages/AML.M0001.md") == nil && cache(work, "none") == nil)
  }

  // MARK: Changes

  @Test func everyChangeIsNoticed() throws {
    let work = try self.work()
    let page = work.path("pages/techniques/AML.T0005.md")
    let manager = FileManager.default
    let changes: [(String, () throws -> Void)] = [
      (
        "an edit that keeps the size and puts the time back",
        {
          let time = try manager.attributesOfItem(atPath: page)[.modificationDate] ?? Date()
          let file = try #require(FileHandle(forUpdatingAtPath: page))
          try file.write(contentsOf: Data("# AML.T0005: Wax".utf8))
          try file.close()
          try manager.setAttributes([.modificationDate: time], ofItemAtPath: page)
        }
      ),
      ("another file in its place", { _ = try work.write("pages/techniques/AML.T0005.md", "# AML.T0005: Wey 5\n") }),
      ("a new page", { _ = try work.write("pages/new.md", "# AML.T0300: New\n") }),
      ("a new name", { try manager.moveItem(atPath: work.path("pages/new.md"), toPath: work.path("pages/old.md")) }),
      ("a page less", { try manager.removeItem(atPath: work.path("pages/old.md")) }),
      (
        "another directory in its place",
        {
          try self.write(work, "others", text: "Other.")
          try manager.moveItem(atPath: work.path("pages"), toPath: work.path("before"))
          try manager.moveItem(atPath: work.path("others"), toPath: work.path("pages"))
        }
      ),
    ]
    for (what, change) in changes {
      #expect(try keep(work))
      let before = try answers(work)
      // Another time, even on a file system whose clock is slow.
      Thread.sleep(forTimeInterval: 0.02)
      try change()
      let after = try right(work)
      #expect(before != after && cache(work)?.knowledgeBase == nil, "\(what)")
      #expect(try answers(work) == after, "\(what)")
    }
    try keep(work)
    _ = try work.write("pages/.atlas-pages", "# unfinished\n")
    #expect(cache(work)?.knowledgeBase == nil, "an interrupted export")
  }

  @Test func oldCopiesGo() throws {
    let work = try self.work()
    for text in ["One.", "Two two.", "Three three three."] {
      try write(work, text: text)
      #expect(try keep(work))
      #expect(work.files("home/.cache/atlas").count == 3, "one copy of a directory")
    }
    _ = try work.write("home/.cache/atlas/mine", "The user's.")
    for number in 0..<Self.limit + 3 {
      try write(work, "many/\(number)")
      #expect(try keep(work, "many/\(number)"))
    }
    let names = work.files("home/.cache/atlas").filter { !$0.contains("/") }
    #expect(names.count(where: { $0.hasPrefix("pages-") }) <= Self.limit + 1 && names.contains("mine"))
  }

  // MARK: What is in the way

  @Test func withoutADirectoryNothingIsKept() throws {
    let work = try self.work()
    let right = try self.right(work)
    let pages = DataSource.pages(House.root.appending(path: "Data").path(percentEncoded: false))
    _ = try work.write("file", "")
    for variables in [
      ["HOME": "/nonexistent"], ["HOME": "/nonexistent/me"], ["HOME": work.path("file")], [:],
      ["XDG_CACHE_HOME": "here"],
      ["XDG_CACHE_HOME": "/proc/self/fd", "HOME": work.root], ["HOME": work.root, "ATLAS_CACHE": "off"],
    ] {
      let store = ReleaseStore { variables[$0] }
      #expect(try store.load(.pages(work.path("pages"))).knowledgeBase.answers == right)
      #expect(try store.load(pages).remarks.isEmpty)
    }
    #expect(work.files() == work.files().filter { $0.hasPrefix("pages") || $0 == "file" })
    #expect(!FileManager.default.fileExists(atPath: "/nonexistent"))
  }

  @Test func itCanBeTurnedOff() throws {
    let work = try self.work()
    try keep(work)
    // What is in the copy is not read: without the index it would be made again.
    try FileManager.default.removeItem(atPath: try files(work).index)
    #expect(try answers(work) == right(work))
    #expect(work.files("home/.cache/atlas").count == 2)
  }

  @Test func damageChangesNoAnswer() throws {
    let work = try self.work()
    try keep(work)
    let right = try self.right(work)
    let (bundle, index) = try files(work)
    let whole = try bytes(index)
    // Two lines with paths in the second, and the header.
    let head = 600
    for place in Array(stride(from: 0, to: head, by: 13)) + Array(stride(from: head, to: whole.count, by: 997)) {
      var damaged = whole
      damaged[place] ^= 1 << UInt8(place % 8)
      try Data(damaged).write(to: URL(filePath: index))
      if let base = cache(work)?.knowledgeBase { #expect(base.answers == right, "byte \(place)") }
      try Data(whole[..<place]).write(to: URL(filePath: index))
      #expect(cache(work)?.knowledgeBase == nil, "cut off at \(place)")
    }
    try Data(whole).write(to: URL(filePath: index))
    #expect(cache(work)?.knowledgeBase != nil)
    let version = String(decoding: whole, as: UTF8.self).replacing("atlas index ", with: "atlas index 1")
    try Data(version.utf8).write(to: URL(filePath: index))
    #expect(cache(work)?.knowledgeBase == nil)
    #expect(try answers(work) == right)
    // A copy that changed is not that which the index belongs to, whatever its size and time of writing.
    let text = try bytes(bundle)
    for changed in [text.map { $0 == UInt8(ascii: "W") ? UInt8(ascii: "w") : $0 }, Array(text.dropLast()), []] {
      #expect(try keep(work))
      try Data(changed).write(to: URL(filePath: try files(work).bundle))
      #expect(cache(work)?.knowledgeBase == nil)
      #expect(try answers(work) == right)
    }
  }

  @Test func theCopyOfAnotherDirectoryIsNotBelieved() throws {
    let work = try self.work()
    try write(work, "others", text: "Other.")
    try keep(work)
    let copy = try files(work).bundle.dropLast(12)
    try FileManager.default.moveItem(atPath: String(copy), toPath: work.path("aside"))
    try keep(work, "others")
    let other = try files(work).bundle.dropLast(12)
    for place in [String(copy), String(other)] {
      try? FileManager.default.removeItem(atPath: place)
    }
    // Each has the name of the other.
    try FileManager.default.moveItem(atPath: work.path("aside"), toPath: String(other))
    #expect(cache(work, "others")?.knowledgeBase == nil)
    #expect(try answers(work, "others") == right(work, "others"))
  }

  // MARK: Several processes

  /// One thread replaces the pages, while others read them and make copies: what they read is whole.
  @Test func readersSeeTheOldOrTheNew() throws {
    let work = try self.work()
    try write(work, "one", text: "One.")
    try write(work, "two", text: "Two, which is longer.")
    let (places, store) = (work.path("home/.cache/atlas"), self.store(work))
    let bases = try ["one", "two"].map { try store.load(.pages(work.path($0))).knowledgeBase }
    try FileManager.default.removeItem(atPath: work.path("pages"))
    let target = work.path("pages")
    let wanted = try bases.map { base in
      _ = try ExportRequest(to: target).answer(of: base)
      return try right(work)
    }
    let isOver = Mutex(false)
    let found = Mutex<[String]>([])
    try FileManager.default.createDirectory(atPath: work.path("home"), withIntermediateDirectories: true)
    DispatchQueue.concurrentPerform(iterations: 3) { thread in
      if thread == 0 {
        for round in 0..<30 { _ = try? ExportRequest(to: target).answer(of: bases[round % 2]) }
        isOver.withLock { $0 = true }
      } else {
        while !isOver.withLock({ $0 }) {
          let cache = PageCache(of: target, in: places)
          if let corpus = try? Corpus.load(target).corpus { _ = cache?.keep(corpus, settlingTime: -2) }
          let text = (try? store.load(.pages(target)))?.knowledgeBase.answers ?? "nothing"
          found.withLock { if !wanted.contains(text), $0.isEmpty { $0.append(text) } }
        }
      }
    }
    #expect(found.withLock { $0 }.isEmpty)
    #expect(try answers(work) == wanted[1])
  }
}
