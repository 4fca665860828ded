import AtlasCore
import Testing

/// Which release file a manifest names first.
@Suite struct ReleaseManifestTests {
  private static func versions(_ lines: (format: String, path: String)...) throws -> [String] {
    let list = lines.map { "- format-version: \($0.format)\n  path: \($0.path)\n" }.joined()
    return try ReleaseManifest(Bytes(copying: "release: '2026.09'\nversions:\n" + list)).versions.map(\.path)
  }

  @Test func formatSixComesFirst() throws {
    #expect(try Self.versions(("5.1.0", "ATLAS.yaml"), ("6.0.0", "v6/a.yaml")) == ["v6/a.yaml", "ATLAS.yaml"])
    #expect(try Self.versions(("5.1.0", "ATLAS.yaml")) == ["ATLAS.yaml"])
  }

  @Test func thenTheNewestRelease() throws {
    let expected = ["v6/ATLAS-2026.10.yaml", "v6/ATLAS-2026.9.yaml", "v6/ATLAS-2025.12.yaml", "v6/ATLAS-latest.yaml"]
    let found = try Self.versions(
      ("6.0.0", expected[3]), ("6.2.0", expected[2]), ("6.0.0", expected[0]), ("6.0.0", expected[1]))
    #expect(found == expected)
  }

  @Test func thenTheNewestFormat() throws {
    let found = try Self.versions(("6.2.0", "a/x.yaml"), ("6.10.0", "b/x.yaml"), ("6.0.0", "c/x.yaml"))
    #expect(found == ["b/x.yaml", "a/x.yaml", "c/x.yaml"])
  }

  @Test(arguments: [
    "release: x\n", "versions:\n", "versions: []\n", "versions: none\n", "versions: {a: b}\n", "[a]\n",
    "versions:\n- format-version: 6.0.0\n", "versions:\n- a\n", "versions:\n- {format-version: 6.0.0, path: ''}\n",
    "versions:\n- {format-version: 7.0.0, path: a.yaml}\n", "versions:\n- {path: a.yaml}\n",
    "versions:\n- {format-version: 99999999999999999999.0, path: a.yaml}\n",
  ])
  func noVersionThatCanBeRead(_ text: String) throws {
    #expect(try ReleaseManifest(Bytes(copying: text)).versions == [])
  }
}
