/// The id of a record: `AML.TA0011`, `AML.T0051`, `AML.T0051.001`, `AML.M0015`, `AML.CS0009`.
///
/// Held as one number whose order is the order of ids: tactics, techniques with their sub-techniques after them,
/// mitigations, case studies. ATLAS numbers have four digits; up to eight are taken, so that a corpus of another
/// maker with more records still fits.
public struct RecordID: Hashable, Comparable, Sendable {
  /// From the high bits: kind (2), digits beyond four (3), number (27), sub-technique plus one (10).
  package let bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  /// An id from its parts.
  ///
  /// - Parameters:
  ///   - kind: the kind of record.
  ///   - number: what follows the kind's letters, 0 to 99 999 999.
  ///   - sub: the number of a sub-technique, 0 to 999, or nil for any other record.
  ///   - digits: with how many digits the number is written at least, 4 to 8.
  public init(_ kind: RecordKind, _ number: Int, sub: Int? = nil, digits: Int = 4) {
    precondition((0...99_999_999).contains(number) && (0...999).contains(sub ?? 0) && (4...8).contains(digits))
    // A number is never written with fewer digits than it has, so that each id has one form only.
    let needed = number > 9_999_999 ? 8 : number > 999_999 ? 7 : number > 99_999 ? 6 : number > 9_999 ? 5 : 4
    let head = UInt64(kind.rawValue) << 40 | UInt64(max(digits, needed) - 4) << 37
    bits = head | UInt64(number) << 10 | UInt64(sub.map { $0 + 1 } ?? 0)
  }

  /// The kind of the record.
  public var kind: RecordKind { RecordKind(rawValue: UInt8(bits >> 40 & 3)) ?? .tactic }
  /// What follows the letters of the kind.
  public var number: Int { Int(bits >> 10 & 0x7FF_FFFF) }
  /// The number of the sub-technique, or nil for any other record.
  public var sub: Int? { bits & 0x3FF == 0 ? nil : Int(bits & 0x3FF) - 1 }
  /// The technique that a sub-technique belongs to, or nil for any other record.
  public var parent: RecordID? { sub == nil ? nil : RecordID(bits: bits & ~0x3FF) }

  private var digits: Int { Int(bits >> 37 & 7) + 4 }

  /// The official address of the record's page.
  public var url: String { "https://atlas.mitre.org/\(kind.addressPath)/\(self)" }

  /// Tactics, techniques with their sub-techniques after them, mitigations, case studies, each by number.
  public static func < (left: RecordID, right: RecordID) -> Bool { left.bits < right.bits }
}

extension RecordID: CustomStringConvertible {
  /// The id as ATLAS writes it: `AML.T0051.001`.
  public var description: String { "AML." + short }

  /// The id without `AML.`: `T0051.001`.
  public var short: String {
    let tail = sub.map { "." + String($0, paddedTo: 3) } ?? ""
    return kind.prefix + String(number, paddedTo: digits) + tail
  }
}

extension RecordID {
  /// Appends the id as ATLAS writes it: where thousands are written, making a string of each shows.
  package func append(to text: inout [UInt8]) {
    text.append("AML.")
    text.append(kind.prefixBytes)
    text.append(decimal: number, width: digits)
    guard let sub else { return }
    text.append(.dot)
    text.append(decimal: sub, width: 3)
  }

  /// Appends the official address of the record's page.
  package func appendURL(to text: inout [UInt8]) {
    text.append("https://atlas.mitre.org/")
    text.append(kind.addressFolder)
    text.append(.slash)
    append(to: &text)
  }
}

extension RecordID {
  /// Reads `text` as an id, in any case and with or without `AML.`; nil when it is anything else.
  public init?(_ text: Bytes) {
    var rest = text
    guard let id = RecordID(eating: &rest), rest.isEmpty else { return nil }
    self = id
  }

  /// Reads `text` as an id, in any case and with or without `AML.`; nil when it is anything else.
  public init?(_ text: String) { self.init(Bytes(copying: text)) }

  /// Takes an id off the front of `text`, as long as it goes; nil, and nothing taken, when none is there.
  package init?(eating text: inout Bytes) {
    var rest = text
    _ = rest.eat(ignoringCase: "AML.")
    guard let kind = RecordKind(prefix: rest.eat(while: \.isLetter)) else { return nil }
    let digits = rest.eat(while: \.isDigit)
    guard digits.count >= 4, digits.count <= 8 else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    var sub: Int?
    var tail = rest
    if tail.eat(.dot) {
      // A dot may end a sentence; digits after it are a sub-technique's, or make it no id at all.
      let subDigits = tail.eat(while: \.isDigit)
      if !subDigits.isEmpty {
        guard kind == .technique, subDigits.count == 3 else { return nil }
        sub = subDigits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        rest = tail
      }
    }
    guard rest.first?.isAlphanumeric != true else { return nil }
    self.init(kind, number, sub: sub, digits: digits.count)
    text = rest
  }
}

extension RecordKind {
  /// The kind whose ids start with these letters, in any case.
  fileprivate init?(prefix letters: Bytes) {
    switch (letters.count, letters.first?.lowercased, letters.last?.lowercased) {
    case (1, UInt8(ascii: "t"), _): self = .technique
    case (1, UInt8(ascii: "m"), _): self = .mitigation
    case (2, UInt8(ascii: "t"), UInt8(ascii: "a")): self = .tactic
    case (2, UInt8(ascii: "c"), UInt8(ascii: "s")): self = .caseStudy
    default: return nil
    }
  }

  fileprivate var prefixBytes: Bytes {
    switch self {
    case .tactic: "TA"
    case .technique: "T"
    case .mitigation: "M"
    case .caseStudy: "CS"
    }
  }
}
