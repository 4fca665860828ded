/// A run of bytes to search for; where `cases` is 0x20, the letter matches in either case.
struct Literal: Hashable, Sendable {
  /// The maximum length of a literal from a pattern; a few bytes are enough to find the rare ones.
  static let maximumBytes = 64

  /// The bytes, in lower case where case is ignored.
  var bytes: [UInt8] = []
  var cases: [UInt8] = []

  /// A character as bytes: several literals if case is ignored and it has case variants outside ASCII.
  static func variants(of scalar: Unicode.Scalar, _ ignoringCase: Bool) -> [Literal] {
    guard ignoringCase else { return [Literal(scalar)] }
    var literals: [Literal] = []
    for variant in scalar.caseVariants {
      if !variant.isASCII {
        literals.append(Literal(variant))
      } else if literals.first?.bytes.count != 1 {
        let byte = UInt8(truncatingIfNeeded: variant.value)
        literals.insert(Literal(bytes: [byte.lowercased], cases: [byte.isLetter ? 0x20 : 0]), at: 0)
      }
    }
    return literals
  }

  init(bytes: [UInt8] = [], cases: [UInt8] = []) {
    self.bytes = bytes
    self.cases = cases
  }

  private init(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    cases = [UInt8](repeating: 0, count: bytes.count)
  }

  /// Each of `heads` followed by each of `tails`; nil if the result is too large.
  static func products(_ heads: [Literal], _ tails: [Literal]) -> [Literal]? {
    guard heads.count * tails.count <= RequiredLiterals.mostLiterals else { return nil }
    var products: [Literal] = []
    for head in heads {
      guard head.bytes.count < maximumBytes else { return nil }
      for tail in tails { products.append(Literal(bytes: head.bytes + tail.bytes, cases: head.cases + tail.cases)) }
    }
    return products
  }

  /// The literals without those that contain another, because every line with the longer one also has the shorter one.
  ///
  /// An empty literal is in every line, so the result is empty then.
  static func withoutLonger(_ literals: [Literal]) -> [Literal] {
    if literals.count == 1 { return literals[0].bytes.isEmpty ? [] : literals }
    var kept: [Literal] = []
    for literal in literals.sorted(by: { $0.bytes.count < $1.bytes.count }) {
      if literal.bytes.isEmpty { return [] }
      if !kept.contains(where: { $0.stands(in: literal) }) { kept.append(literal) }
    }
    return kept
  }

  private func stands(in other: Literal) -> Bool {
    guard bytes.count <= other.bytes.count else { return false }
    return (0...other.bytes.count - bytes.count).contains { offset in
      bytes.indices.allSatisfy { bytes[$0] == other.bytes[offset + $0] && cases[$0] == other.cases[offset + $0] }
    }
  }
}

/// Estimates how common literals are in English prose, on a logarithmic scale.
extension Literal {
  /// The limit above which reading every line costs less than searching for the literals.
  static let mostCommon = 14

  /// The score of the most common literal, plus one for more than two.
  static func commonness(_ literals: [Literal]) -> Int {
    var most = 0
    for literal in literals { most = max(most, literal.commonness) }
    return literals.count > 2 ? most + 1 : most
  }

  /// The positions of the two rarest bytes; both are equal in a literal of one byte.
  var rarest: (first: Int, second: Int) {
    var first = 0
    for index in bytes.indices where weight(index) < weight(first) { first = index }
    var second = first == 0 ? bytes.count - 1 : 0
    for index in bytes.indices where index != first && weight(index) < weight(second) { second = index }
    return (min(first, second), max(first, second))
  }

  private var commonness: Int {
    let (first, second) = rarest
    return weight(first) + (first == second ? 8 : weight(second))
  }

  private func weight(_ index: Int) -> Int {
    let weight =
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "e"): 7
      case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"),
        UInt8(ascii: "s"),
        UInt8(ascii: "t"):
        6
      case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "p"): 5
      case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"): 2
      case let byte: byte.isLower ? 4 : byte.isUpper ? 2 : byte < 0x80 ? 3 : 1
      }
    return cases[index] == 0 ? weight : min(weight + 1, 7)
  }
}
