@testable import AtlasCore
import AtlasFiles
import Foundation
import Synchronization
import TestSupport
import Testing

/// The index beside the pages of an imported release: whatever is in its file, answers are those of the pages.
@Suite struct MappedBundleTests {
  private static let index = "store/2026.01/.atlas-index"
  private static let bundle = "store/2026.01/atlas.pages"

  /// A folder with a store and a release in it.
  private func work(_ changes: [(String, String)] = []) throws -> ScratchFolder {
    let work = try ScratchFolder()
    try add(to: work, changes)
    return work
  }

  private func add(to work: ScratchFolder, _ changes: [(String, String)] = []) throws {
    let file = try ReleaseFileOnDisk(try work.write("tiny.yaml", TinyRelease.yaml(replacing: changes)))
    var request = ImportRequest(file)
    request.isForced = true
    _ = try request.answer(in: ReleaseStore(root: work.path("store")))
  }

  /// Everything that a knowledge base takes from its index, in words.
  private func answers(_ work: ScratchFolder, keepsIndexes: Bool = true) throws -> String {
    var store = ReleaseStore(root: work.path("store"))
    store.keepsIndexes = keepsIndexes
    return try store.load("2026.01").knowledgeBase.answers
  }

  private func write(_ bytes: some Sequence<UInt8>, _ path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
  }

  @Test func importAndUseMakeIt() throws {
    let work = try self.work()
    let right = try answers(work, keepsIndexes: false)
    let made = try Data(contentsOf: URL(filePath: work.path(Self.index)))
    #expect(try answers(work) == right)
    try FileManager.default.removeItem(atPath: work.path(Self.index))
    try ReleaseStore(root: work.path("store")).use("2026.01")
    #expect(try Data(contentsOf: URL(filePath: work.path(Self.index))) == made)
    #expect(work.files("store/2026.01") == [".atlas-index", "atlas.pages"])
    try ReleaseStore(root: work.path("store")).remove("2026.01")
    #expect(work.files("store").isEmpty)
  }

  @Test func itCanBeTurnedOff() throws {
    let work = try self.work()
    try FileManager.default.removeItem(atPath: work.path(Self.index))
    let store = ReleaseStore { ["XDG_DATA_HOME": work.path(""), "ATLAS_CACHE": "off"][$0] }
    #expect(!store.keepsIndexes)
    _ = try answers(work, keepsIndexes: false)
    #expect(!FileManager.default.fileExists(atPath: work.path(Self.index)))
  }

  /// Each byte of the index is changed in turn.
  @Test func damageChangesNoAnswer() throws {
    let work = try self.work()
    let text = Bytes(copying: Array(try Data(contentsOf: URL(filePath: work.path(Self.bundle)))))
    let image = Bytes(copying: IndexWriter.write(Corpus(text: text, pages: try PageBundle.read(text))).image)
    let right = KnowledgeBase(text: text, index: Index(image), wording: .official).answers
    let file = IndexFile.write(Array(image), stamp: "stamp")
    #expect(file.count > 1000)
    // What is whole is used as it is.
    let remakes = Mutex(0)
    let whole = IndexFile.read(Bytes(copying: file), stamp: "stamp") {
      remakes.withLock { $0 += 1 }
      return Index(image)
    }
    #expect(KnowledgeBase(text: text, index: try #require(whole), wording: .official).answers == right)
    #expect(remakes.withLock { $0 } == 0)
    var refused = 0
    for place in file.indices {
      var damaged = file
      damaged[place] ^= 1 << UInt8(place % 8)
      if let index = IndexFile.read(Bytes(copying: damaged), stamp: "stamp", remake: { Index(image) }) {
        #expect(KnowledgeBase(text: text, index: index, wording: .official).answers == right, "byte \(place)")
      } else {
        refused += 1
      }
    }
    #expect(refused > 50 && refused < file.count / 2, "damage to the head is noticed at once, to a row when it is read")
    for end in file.indices {
      #expect(IndexFile.read(Bytes(copying: file[..<end]), stamp: "stamp", remake: { Index(image) }) == nil)
    }
  }

  /// A damaged or short file is written again when that is noticed.
  @Test func damageIsRepaired() throws {
    let work = try self.work()
    let right = try answers(work, keepsIndexes: false)
    let path = work.path(Self.index)
    let index = Array(try Data(contentsOf: URL(filePath: path)))
    for place in stride(from: 0, to: index.count, by: 101) {
      var damaged = index
      damaged[place] ^= 1
      for file in [damaged, Array(index[..<place])] {
        try write(file, path)
        #expect(try answers(work) == right, "byte \(place)")
      }
      #expect(Array(try Data(contentsOf: URL(filePath: path))) == index)
    }
  }

  /// An index with valid checksums whose numbers lead anywhere: the answers are then its own, but nothing crashes.
  @Test func wildNumbersAreHarmless() throws {
    let pages = try self.work()
    let text = Bytes(copying: Array(try Data(contentsOf: URL(filePath: pages.path(Self.bundle)))))
    let image = IndexWriter.write(Corpus(text: text, pages: try PageBundle.read(text))).image
    let header = Table.width * Index.Header.allCases.count
    let cells = (image.count - Index(Bytes(copying: image)).strings.count - header) / Table.width
    var random = SeededGenerator(seed: 10)
    for _ in 0..<300 {
      var wild = image
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        var cell: [UInt8] = []
        let large = Int.random(in: 0..<1 << 42, using: &random)
        Table.append([large, large % 8, large % 3000].randomElement(using: &random) ?? 0, to: &cell)
        let start = header + Int.random(in: 0..<cells, using: &random) * Table.width
        wild.replaceSubrange(start..<start + Table.width, with: cell)
      }
      let file = Bytes(copying: IndexFile.write(wild, stamp: "stamp"))
      let index = try #require(IndexFile.read(file, stamp: "stamp") { Index(Bytes(copying: image)) })
      #expect(!KnowledgeBase(text: text, index: index, wording: .official).answers.isEmpty)
    }
  }

  @Test func onlyTheIndexOfThesePagesCounts() throws {
    let work = try self.work()
    let old = try Data(contentsOf: URL(filePath: work.path(Self.index)))
    try add(to: work, [("Look Around", "Have a Look"), ("They looked.", "They all looked.")])
    let right = try answers(work, keepsIndexes: false)
    #expect(right.contains("Have a Look"))
    #expect(try answers(work) == right)
    try write(old, work.path(Self.index))
    #expect(try answers(work) == right, "the index of what was there before")
    // An edit in place, after which the file has the same length.
    let edited = try work.read(Self.bundle).replacing("Have a Look", with: "Walk A Tour")
    let file = try #require(FileHandle(forUpdatingAtPath: work.path(Self.bundle)))
    try file.write(contentsOf: Data(edited.utf8))
    try file.close()
    #expect(try answers(work).contains("Walk A Tour"))
  }

  /// What is in the way of the file is left alone, and costs only time.
  @Test func nothingDependsOnTheFile() throws {
    let work = try self.work()
    let right = try answers(work, keepsIndexes: false)
    let path = work.path(Self.index)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path + "/folder", withIntermediateDirectories: true)
    #expect(try answers(work) == right)
    try FileManager.default.removeItem(atPath: path)
    #expect(unsafe mkfifo(path, 0o600) == 0)
    #expect(try answers(work) == right)
    // A page that atlas would not write: line ends of Windows. It is converted each time.
    let pages = try work.read(Self.bundle).replacing("\n\nThey look around", with: "\r\nThey look around")
    try FileManager.default.removeItem(atPath: path)
    try write(pages.utf8, work.path(Self.bundle))
    #expect(try answers(work).contains("Look Around"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  /// One thread imports one text and another in turn, while others read: what they read is whole.
  @Test func readersSeeTheOldOrTheNew() throws {
    let changes = [[], [("Look Around", "Have a Long Look"), ("They looked.", "They all looked.")]]
    let wanted = try changes.map { try answers(try self.work($0), keepsIndexes: false) }
    let work = try self.work()
    let isOver = Mutex(false)
    let found = Mutex<[String]>([])
    let root = work.path("store")
    let files = try changes.enumerated().map { number, changes in
      try work.write("\(number)/tiny.yaml", TinyRelease.yaml(replacing: changes))
    }
    DispatchQueue.concurrentPerform(iterations: 3) { thread in
      if thread == 0 {
        for round in 0..<30 {
          guard let file = try? ReleaseFileOnDisk(files[round % 2]) else { continue }
          var request = ImportRequest(file)
          request.isForced = true
          _ = try? request.answer(in: ReleaseStore(root: root))
        }
        isOver.withLock { $0 = true }
      } else {
        while !isOver.withLock({ $0 }) {
          let text = (try? ReleaseStore(root: root).load("2026.01")).map { $0.knowledgeBase.answers } ?? "nothing"
          found.withLock { if !wanted.contains(text), $0.isEmpty { $0.append(text) } }
        }
      }
    }
    #expect(found.withLock { $0 }.isEmpty)
    #expect(try answers(work) == wanted[1])
  }

  /// When this fails because the index holds something new, or pages are read in a new way, `IndexFile.mark` must change too:
  /// the index of another version must not be used.
  @Test func theFormHasANumber() throws {
    let pages = try self.work()
    let text = Bytes(copying: Array(try Data(contentsOf: URL(filePath: pages.path(Self.bundle)))))
    let found = try PageBundle.read(text).filter { $0.path != "import.md" }
    let image = IndexWriter.write(Corpus(text: text, pages: found)).image
    #expect(IndexFile.mark == "atlas index 2\n")
    #expect(ContentHash.of(Bytes(copying: image)) == "50b538d6604aea75")
  }
}
