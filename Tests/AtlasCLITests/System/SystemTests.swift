import AtlasCore
import AtlasFiles
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// The names in a directory.
private func names(_ folder: String) throws -> [String] {
  let directory = try Directory(folder)
  return try directory.entries(at: folder) { _ in true }.map(\.name.string)
}

/// Files, read and written as the tool does.
@Suite struct SystemTests {
  /// A directory that is gone after `body`.
  static func temporary(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false).trimmingSuffix("/"))
  }

  @Test func writesAndReads() throws {
    try SystemTests.temporary { folder in
      let path = folder + "/a b.txt"
      try System.replace(path, with: Array("one".utf8))
      try System.replace(path, with: Array("two two".utf8))
      #expect(try System.read(path, limit: 100).string == "two two")
      #expect(try System.read(path, limit: 7).count == 7)
      #expect(throws: SystemError.self) { try System.read(path, limit: 6) }
      #expect(try names(folder) == ["a b.txt"])
      #expect(try System.kind(of: path) == .file)
      #expect(try System.kind(of: folder) == .directory)
      try System.replace(path, with: [])
      #expect(try System.read(path, limit: 0).isEmpty)
    }
  }

  @Test func keepsModeAndLink() throws {
    try SystemTests.temporary { folder in
      let path = folder + "/file"
      try System.replace(path, with: [1])
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "file")
      try System.replace(folder + "/link", with: [2])
      #expect(try System.kind(of: folder + "/link", following: false) == .symbolicLink)
      #expect(Array(try System.read(path, limit: 9)) == [2])
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try names(folder) == ["file", "link"])
    }
  }

  @Test func aLinkThatLeadsNowhereStays() throws {
    try SystemTests.temporary { folder in
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "none")
      #expect {
        try System.replace(folder + "/link", with: [1])
      } throws: {
        "\($0)" == "cannot write \(folder)/link: a link that leads nowhere"
      }
      #expect(try names(folder) == ["link"])
    }
  }

  /// Only the superuser may give files away.
  @Test(.enabled(if: getuid() == 0)) func keepsTheOwner() throws {
    try SystemTests.temporary { folder in
      let path = folder + "/file"
      try System.replace(path, with: [1])
      #expect(unsafe chown(path, 65_534, 65_533) == 0)
      try System.replace(path, with: [2])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.ownerAccountID] as? Int == 65_534 && attributes[.groupOwnerAccountID] as? Int == 65_533)
    }
  }

  /// What a redirect appends to is not replaced.
  @Test(arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "out", "fd/1", "-"])
  func appendsToAnOpenDescriptor(_ path: String) throws {
    try SystemTests.temporary { folder in
      let line = "cd '\(folder)' && ln -s /dev/stdout out && ln -s /dev/fd fd && echo old > log"
      let outcome = try TestSupport.Shell.run(
        "\(line) && atlas list --limit 1 --format ids -o \(path) >> log; cat log; ls")
      #expect(outcome.output == "old\nAML.TA0002\nfd\nlog\nout\n" && outcome.errors.isEmpty)
    }
  }

  @Test func refusalsNameThePath() throws {
    try SystemTests.temporary { folder in
      #expect {
        try System.replace(folder + "/none/x", with: [1])
      } throws: {
        "\($0)" == "cannot write \(folder)/none/x: No such file or directory"
      }
      #expect {
        try System.read(folder + "/no\u{1B}", limit: 1)
      } throws: {
        "\($0)" == "cannot read \(folder)/no\\u{1B}: No such file or directory"
      }
      #expect {
        try System.read(folder, limit: 1000)
      } throws: {
        ($0 as? SystemError)?.operation == .read
      }
      #expect(throws: SystemError.self) { try names(folder + "/none") }
      #expect(throws: SystemError.self) { try System.kind(of: folder + "/none") }
    }
  }

  #if os(Linux)
    @Test func aFullDiskIsNamed() {
      #expect {
        try System.replace("/dev/full", with: [1])
      } throws: {
        "\($0)" == "cannot write /dev/full: No space left on device"
      }
    }

    @Test func readsPipesAndDevicesToTheLimit() throws {
      #expect(try System.read("/dev/null", limit: 10).isEmpty)
      #expect(throws: SystemError.self) { try System.read("/dev/zero", limit: 1 << 20) }
      #expect(try !System.read("/proc/self/cmdline", limit: 1 << 20).isEmpty)
    }
  #endif

  @Test func runsPrograms() {
    #expect(System.run("exit 3") == 3)
    #expect(System.run("atlas-no-such-program 2>/dev/null") == 127)
    #expect(!System.pipe([1], to: "atlas-no-such-program 2>/dev/null"))
    #expect(System.pipe(Array(repeating: 0x61, count: 1 << 20), to: "true"))
    #expect(System.pipe(Array("x".utf8), to: "grep -q x"))
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast()) : self }
}
