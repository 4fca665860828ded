import Testing

@testable import AtlasCore

// Patterns that take other matchers for ever, and texts of odd shapes. What these tests prove is that they end.

private let line = Bytes(copying: String(repeating: "a", count: 20_000))

@Test(arguments: ["(a*)*b", "(a|aa)+b", "(x+x+)+y", "(a|a)*b", "(a*a*)*b", "(.*)*b", "((a+)+)+b", "a*a*a*a*a*a*b"])
func patternsThatExplodeElsewhereDoNotMatch(_ pattern: String) throws {
  let scanner = try search(pattern)
  #expect(!scanner.isMatch(line))
  #expect(scanner.matches(in: line).isEmpty)
}

@Test func farEndsDoNotMakeItQuadratic() throws {
  // From every "a" the end of the line is read in vain.
  let scanner = try search("a.*z|a")
  #expect(scanner.matches(in: line).count == line.count)
  let nested = try search("(a|aa)+$")
  #expect(nested.matches(in: line) == [0..<line.count])
}

@Test func aSmallCacheOnlyCostsTime() throws {
  var seeded = Seeded(state: 7)
  let text = Bytes(copying: (0..<3000).map { $0 % 61 == 60 ? 10 : UInt8.random(in: 0x61...0x62, using: &seeded) })
  let pattern = try Pattern(["a[ab]{7}a[ab]{3}b$"])
  let program = Program(pattern.syntax, .forwards)
  var roomy = Automaton(program, for: .lines)
  var tight = Automaton(program, for: .lines, mostEntries: 32, mostMembers: 64)
  for line in text.lines {
    let expected = roomy.matches(line)
    let found = tight.matches(line)
    #expect(found == expected)
  }
}

@Test func lettersThatAreNewWidenTheTable() throws {
  // 200 characters that the pattern tells apart, each first seen in the text.
  let scalars = (0..<200).compactMap { Unicode.Scalar(0x4E00 + $0) }.map(String.init)
  let scanner = try search(scalars.joined(separator: "+x|") + "+x")
  let line = scalars.map { $0 + $0 + "x" }.joined()
  #expect(scanner.strings(in: line) == scalars.map { $0 + $0 + "x" })
  #expect(scanner.isMatch(Bytes(copying: line)))
}

@Test func wordListsShareTheirBeginnings() throws {
  let words = (0..<3000).map { Bytes(copying: "word\($0)") }
  let scanner = try Search(words)
  #expect(scanner.strings(in: "word2999x word29999 wor word7") == ["word2999", "word2999", "word7"])
  let prefixes = (1...400).map { Bytes(copying: String(repeating: "a", count: $0)) }
  let nested = try Search(prefixes)
  #expect(nested.matches(in: line).count == line.count / 400)
}

@Test func counterOfAThousand() throws {
  let scanner = try search("^a{999,1000}$")
  #expect(!scanner.isMatch(line))
  #expect(scanner.isMatch(line[0..<1000]) && scanner.isMatch(line[0..<999]) && !scanner.isMatch(line[0..<998]))
}
