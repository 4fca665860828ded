import Testing

@testable import AtlasCore

/// A pattern as its definition reads, to compare with: slow, and too simple to be wrong in the same way.
private indirect enum Reference {
  case character(Unicode.Scalar)
  case any
  case set([Unicode.Scalar], negated: Bool)
  case word, notWord
  case lineStart, lineEnd, boundary, notBoundary, wordStart, wordEnd
  case sequence([Reference])
  case either([Reference])
  case repeated(Reference, Int, Int?)

  static let letters: [Unicode.Scalar] = ["a", "b", "A", "é", "É", "_", "-", " "]
  /// So many that an automaton's table gets wider while it is in use; some differ in their high bits alone.
  static let manyLetters: [Unicode.Scalar] = [
    "a", "_", "-", " ", "é", "ũ", "ǩ", "α", "ω", "ж", "Ж", "я", "日", "本", "丁", "七", "한", "글", "𐐀", "𐐨", "𐌰", "ñ",
  ]

  static func random(_ depth: Int, _ letters: [Unicode.Scalar], _ seeded: inout Seeded) -> Reference {
    func letter() -> Unicode.Scalar { letters.randomElement(using: &seeded) ?? "a" }
    switch Int.random(in: 0..<(depth == 0 ? 12 : 20), using: &seeded) {
    case 0...4: return .character(letter())
    case 5: return .any
    case 6: return .set([letter(), letter()], negated: Bool.random(using: &seeded))
    case 7: return Bool.random(using: &seeded) ? .word : .notWord
    case 8: return .lineStart
    case 9: return .lineEnd
    case 10: return Bool.random(using: &seeded) ? .boundary : .notBoundary
    case 11: return Bool.random(using: &seeded) ? .wordStart : .wordEnd
    case 12...14:
      return .sequence((0..<Int.random(in: 0...3, using: &seeded)).map { _ in random(depth - 1, letters, &seeded) })
    case 15...16:
      return .either((0..<Int.random(in: 1...3, using: &seeded)).map { _ in random(depth - 1, letters, &seeded) })
    default:
      let min = Int.random(in: 0...2, using: &seeded)
      let max = Bool.random(using: &seeded) ? nil : min + Int.random(in: 0...2, using: &seeded)
      return .repeated(random(depth - 1, letters, &seeded), min, max)
    }
  }

  var source: String {
    switch self {
    case .character(let scalar): String(scalar)
    case .any: "."
    case .set(let scalars, let negated):
      "[\(negated ? "^" : "")\(scalars.map { $0 == "-" ? "\\-" : String($0) }.joined())]"
    case .word: "\\w"
    case .notWord: "\\W"
    case .lineStart: "^"
    case .lineEnd: "$"
    case .boundary: "\\b"
    case .notBoundary: "\\B"
    case .wordStart: "\\<"
    case .wordEnd: "\\>"
    case .sequence(let parts): "(\(parts.map(\.source).joined()))"
    case .either(let branches): "(?:\(branches.map(\.source).joined(separator: "|")))"
    case .repeated(let inner, let min, let max): "(\(inner.source)){\(min),\(max.map(String.init) ?? "")}"
    }
  }

  /// Where matches that begin at `place` can end.
  func ends(_ text: [Unicode.Scalar], _ place: Int, _ ignoringCase: Bool) -> Set<Int> {
    func isWord(_ index: Int) -> Bool { text.indices.contains(index) && text[index] != "-" && text[index] != " " }
    func same(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
      one == other || (ignoringCase && String(one).lowercased() == String(other).lowercased())
    }
    func taking(_ test: (Unicode.Scalar) -> Bool) -> Set<Int> {
      place < text.count && test(text[place]) ? [place + 1] : []
    }
    func condition(_ holds: Bool) -> Set<Int> { holds ? [place] : [] }
    let before = isWord(place - 1)
    let after = isWord(place)
    switch self {
    case .character(let scalar): return taking { same($0, scalar) }
    case .any: return taking { _ in true }
    case .set(let scalars, let negated): return taking { text in scalars.contains { same($0, text) } != negated }
    case .word: return taking { _ in after }
    case .notWord: return taking { _ in !after }
    case .lineStart: return condition(place == 0)
    case .lineEnd: return condition(place == text.count)
    case .boundary: return condition(before != after)
    case .notBoundary: return condition(before == after)
    case .wordStart: return condition(!before && after)
    case .wordEnd: return condition(before && !after)
    case .sequence(let parts):
      return parts.reduce([place]) { places, part in
        Set(places.flatMap { part.ends(text, $0, ignoringCase) })
      }
    case .either(let branches): return Set(branches.flatMap { $0.ends(text, place, ignoringCase) })
    case .repeated(let inner, let min, let max):
      var places: Set<Int> = [place]
      for _ in 0..<min { places = Set(places.flatMap { inner.ends(text, $0, ignoringCase) }) }
      // More rounds than there are characters reach nothing new.
      for _ in 0..<Swift.min(max.map { $0 - min } ?? text.count + 1, text.count + 1) {
        places.formUnion(places.flatMap { inner.ends(text, $0, ignoringCase) })
      }
      return places
    }
  }

  /// All matches by the rule: leftmost, there the longest, then on from its end.
  func matches(_ text: [Unicode.Scalar], _ flags: String) -> [Range<Int>] {
    func isWord(_ index: Int) -> Bool { text.indices.contains(index) && text[index] != "-" && text[index] != " " }
    var found: [Range<Int>] = []
    var place = 0
    while place <= text.count {
      var ends = ends(text, place, flags.contains("i"))
      if flags.contains("x") { ends = place == 0 ? ends.filter { $0 == text.count } : [] }
      if flags.contains("w") { ends = isWord(place - 1) ? [] : ends.filter { !isWord($0) } }
      guard let end = ends.max() else {
        place += 1
        continue
      }
      if end > place || found.last?.upperBound != end { found.append(place..<end) }
      place = Swift.max(end, place + 1)
    }
    return found
  }
}

@Test(arguments: 0..<12) func randomPatternsMatchAsDefined(_ seed: UInt64) throws {
  var seeded = Seeded(state: seed)
  let letters = seed < 8 ? Reference.letters : Reference.manyLetters
  for _ in 0..<250 {
    var reference = Reference.random(3, letters, &seeded)
    // A word that is rare, and makes every letter one that the automaton has to know.
    if seed >= 8 {
      let word: [Reference] = [.either(letters.map(Reference.character)), .character("_"), .character("_")]
      reference = .either([reference, .sequence(word)])
    }
    let flags = ["", "", "i", "w", "x", "iw"].randomElement(using: &seeded) ?? ""
    let pattern = try Pattern([Bytes(copying: reference.source)], options: options(flags))
    let scanner = Search(pattern)
    var farthest = FarthestEnds(Program(pattern.syntax, .backwards))
    for _ in 0..<6 {
      let text = (0..<Int.random(in: 0...9, using: &seeded)).map { _ in
        letters.randomElement(using: &seeded) ?? "a"
      }
      var string = ""
      string.unicodeScalars.append(contentsOf: text)
      let line = Bytes(copying: string)
      var offsets = [0]
      for scalar in text { offsets.append((offsets.last ?? 0) + String(scalar).utf8.count) }
      let expected = reference.matches(text, flags).map { offsets[$0.lowerBound]..<offsets[$0.upperBound] }
      let what = Comment(rawValue: "\(reference.source) -\(flags) in \(string)")
      #expect(scanner.matches(in: line) == expected, what)
      #expect(scanner.isMatch(line) == !expected.isEmpty, what)
      #expect(scanner.matchingLines(in: line).count == (expected.isEmpty || line.isEmpty ? 0 : 1), what)
      // The other way to find matches knows the longest at every place; each that was chosen is among them.
      let everywhere = farthest.matches(in: line, from: 0)
      #expect(Set(everywhere).isSuperset(of: expected), what)
    }
  }
}

@Test(arguments: 0..<4) func anythingIsReadOrRefusedAndAnyTextIsSearched(_ seed: UInt64) {
  var seeded = Seeded(state: seed)
  let pieces: [String] = [
    "a", "b", "é", ".", "*", "+", "?", "|", "(", ")", "[", "]", "^", "$", "\\", "{", "}", "1", ",", "-", "\\b", "\\w",
    "(?:", "[^",
    "[[:alpha:]]", "{2}", "{0,3}", "\n", "(?i)", "\\<", "\\x41",
  ]
  for _ in 0..<500 {
    let source = (0..<Int.random(in: 0...8, using: &seeded)).map { _ in pieces.randomElement(using: &seeded) ?? "" }
      .joined()
    guard let pattern = try? Pattern([Bytes(copying: source)]) else { continue }
    let bytes = (0..<60).map { _ in
      [0x61, 0x62, 0x20, 0x0A, 0xC3, 0xA9, 0xFF, 0xE2, 0x82, 0xAC].randomElement(using: &seeded) ?? 0 as UInt8
    }
    let text = Bytes(copying: bytes)
    let scanner = Search(pattern)
    let found = scanner.matchingLines(in: text)
    var expected: [Range<Int>] = []
    for line in text.lines {
      let matches = scanner.matches(in: line)
      #expect(scanner.isMatch(line) == !matches.isEmpty, "\(source)")
      if !matches.isEmpty { expected.append(line.startIndex..<line.endIndex) }
    }
    #expect(found == expected, "\(source) in \(bytes)")
  }
}

/// The case variants of a character are all that fold to the same, of whichever of them one asks.
@Test func caseVariantsAreAllThatFoldAlike() {
  var groups: [Unicode.Scalar: [Unicode.Scalar]] = [:]
  for value in Array(0..<0x2E80) + Array(0xA640..<0xABC0) + Array(0xFF00..<0xFF60) + Array(0x10400..<0x10600) {
    guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
    groups[scalar.folded, default: []].append(scalar)
  }
  for group in groups.values where group.count > 1 {
    for scalar in group { #expect(scalar.caseVariants.sorted() == group, "U+\(String(scalar.value, radix: 16))") }
    // In brackets, a range of one character is read by other code.
    for scalar in group {
      var set = CharacterSet()
      set.insert(scalar...scalar)
      set.ignoreCase()
      let members = group.filter { $0.isASCII ? set.contains(ascii: UInt8($0.value)) : set.contains($0) }
      #expect(members == group, "[U+\(String(scalar.value, radix: 16))]")
    }
  }
}
