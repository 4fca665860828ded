/// A set of characters that one step of a pattern accepts.
///
/// No set contains a newline, because a match cannot span lines.
struct CharacterSet: Hashable, Sendable {
  enum Item: Hashable, Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case kind(CharacterKind, negated: Bool)
  }

  /// One bit for each of U+0000 to U+003F; `high` has U+0040 to U+007F.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// The members outside ASCII, before negation.
  private var items: [Item] = []
  private var isNegated = false
  private var ignoresCase = false

  /// Every character: `.`.
  static var any: CharacterSet {
    var set = CharacterSet()
    set.negate()
    return set
  }

  static func kind(_ kind: CharacterKind, negated: Bool = false) -> CharacterSet {
    var set = CharacterSet()
    set.insert(kind, negated: negated)
    return set
  }

  /// A single character or, ignoring case, all its case variants.
  init(_ scalar: Unicode.Scalar, ignoringCase: Bool) {
    for variant in ignoringCase ? scalar.caseVariants : [scalar] { insert(variant...variant) }
  }

  init() {}

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
    if range.lowerBound.value < 0x80 {
      for value in range.lowerBound.value...min(range.upperBound.value, 0x7F) { insert(ascii: UInt8(value)) }
    }
    if range.upperBound.value >= 0x80 { items.append(.range(max(range.lowerBound, "\u{80}")...range.upperBound)) }
  }

  mutating func insert(_ kind: CharacterKind, negated: Bool) {
    for byte in UInt8(0)..<0x80 where kind.contains(ascii: byte) != negated { insert(ascii: byte) }
    items.append(.kind(kind, negated: negated))
  }

  /// Adds the case variants of the members.
  mutating func ignoreCase() {
    let upper: UInt64 = 0x07FF_FFFE
    high |= (high & upper) << 32 | (high & upper << 32) >> 32
    // K and S have a case variant outside ASCII: the Kelvin sign and the long s.
    for (letter, relative) in [(UInt8(ascii: "k"), "\u{212A}" as Unicode.Scalar), (UInt8(ascii: "s"), "\u{17F}")] {
      if contains(ascii: letter) {
        items.append(.range(relative...relative))
      } else if holds(relative) {
        insert(ascii: letter)
        insert(ascii: letter & 0xDF)
      }
    }
    ignoresCase = true
  }

  mutating func negate() {
    low = ~low & ~(1 << 10)
    high = ~high
    isNegated.toggle()
  }

  func contains(ascii byte: UInt8) -> Bool {
    (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte & 63)) & 1 == 1
  }

  /// Whether a character outside ASCII is a member.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if isNegated && items.isEmpty { return true }
    if holds(scalar) { return !isNegated }
    return (ignoresCase && scalar.caseVariants.contains { $0.value >= 0x80 && holds($0) }) != isNegated
  }

  /// The members, if all are ASCII and there are at most `limit`; otherwise nil.
  func asciiMembers(atMost limit: Int) -> [UInt8]? {
    guard items.isEmpty, !isNegated, low.nonzeroBitCount + high.nonzeroBitCount <= limit else { return nil }
    return (UInt8(0)..<0x80).filter(contains(ascii:))
  }

  private mutating func insert(ascii byte: UInt8) {
    guard byte != .newline else { return }
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for item in items {
      switch item {
      case .range(let range): if range.contains(scalar) { return true }
      case .kind(let kind, let negated): if kind.contains(scalar) != negated { return true }
      }
    }
    return false
  }
}
