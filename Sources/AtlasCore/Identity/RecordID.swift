/// The id of a record: `AML.TA0011`, `AML.T0051`, `AML.T0051.001`, `AML.M0015`, `AML.CS0009`.
///
/// An id is stored as one number with the order of ids: tactics, techniques with their sub-techniques, mitigations,
/// case studies. ATLAS uses numbers of four digits; up to eight are accepted, for larger corpora from others.
public struct RecordID: Hashable, Comparable, Sendable {
  /// From the high bits: kind (2), digits beyond four (3), number (27), sub-technique plus one (10).
  package let bits: UInt64

  package init(bits: UInt64) { self.bits = bits }

  /// Creates an id from its parts.
  ///
  /// - Parameters:
  ///   - kind: the kind of record.
  ///   - number: the number after the kind's letters, 0 to 99 999 999.
  ///   - sub: the number of a sub-technique, 0 to 999; nil for other records.
  ///   - digits: the minimum number of digits, 4 to 8.
  public init(_ kind: RecordKind, _ number: Int, sub: Int? = nil, digits: Int = 4) {
    precondition((0...99_999_999).contains(number) && (0...999).contains(sub ?? 0) && (4...8).contains(digits))
    // The digits are at least those of the number, so that each id has only one form.
    let needed = number > 9_999_999 ? 8 : number > 999_999 ? 7 : number > 99_999 ? 6 : number > 9_999 ? 5 : 4
    let head = UInt64(kind.rawValue) << 40 | UInt64(max(digits, needed) - 4) << 37
    bits = head | UInt64(number) << 10 | UInt64(sub.map { $0 + 1 } ?? 0)
  }

  /// The kind of the record.
  public var kind: RecordKind { RecordKind(rawValue: UInt8(bits >> 40 & 3)) ?? .tactic }
  /// The number after the letters of the kind.
  public var number: Int { Int(bits >> 10 & 0x7FF_FFFF) }
  /// The number of the sub-technique; nil for other records.
  public var sub: Int? { bits & 0x3FF == 0 ? nil : Int(bits & 0x3FF) - 1 }
  /// The parent of a sub-technique; nil for other records.
  public var parent: RecordID? { sub == nil ? nil : RecordID(bits: bits & ~0x3FF) }

  /// With how many digits the number is written, 4 to 8.
  package var digitCount: Int { Int(bits >> 37 & 7) + 4 }

  /// The URL of the record's official page.
  public var url: String {
    var text: [UInt8] = []
    appendURL(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Tactics, techniques each followed by its sub-techniques, mitigations, case studies; each by number.
  public static func < (left: RecordID, right: RecordID) -> Bool { left.bits < right.bits }
}

extension RecordID: CustomStringConvertible {
  /// The id in its official form: `AML.T0051.001`.
  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The id without `AML.`: `T0051.001`.
  public var short: String {
    let tail = sub.map { "." + String($0, paddedTo: 3) } ?? ""
    return kind.prefix + String(number, paddedTo: digitCount) + tail
  }
}

extension RecordID {
  /// Appends the id in its official form, without the string that would be slow for thousands of ids.
  package func append(to text: inout [UInt8]) {
    text.append("AML.")
    text.append(kind.prefixBytes)
    text.append(digitsOf: number, paddedTo: digitCount)
    guard let sub else { return }
    text.append(.dot)
    text.append(digitsOf: sub, paddedTo: 3)
  }

  /// Appends the URL of the record's official page.
  package func appendURL(to text: inout [UInt8]) {
    text.append("https://atlas.mitre.org/")
    text.append(kind.addressFolder)
    text.append(.slash)
    append(to: &text)
  }
}

extension RecordID {
  /// Reads `text` as an id, in any case, with or without `AML.`; nil for other text.
  public init?(_ text: Bytes) {
    var rest = text
    guard let id = RecordID(eating: &rest), rest.isEmpty else { return nil }
    self = id
  }

  /// Reads `text` as an id, in any case, with or without `AML.`; nil for other text.
  public init?(_ text: String) { self.init(Bytes(copying: text)) }

  /// Takes the longest id off the front of `text`; nil, with nothing taken, if there is none.
  package init?(eating text: inout Bytes) {
    var rest = text
    _ = rest.eat(ignoringCase: "AML.")
    let letters = rest.startIndex..<rest.end(from: rest.startIndex, while: \.isLetter)
    guard let kind = RecordKind(prefix: rest[letters]) else { return nil }
    let digits = letters.upperBound..<rest.end(from: letters.upperBound, while: \.isDigit)
    guard digits.count >= 4, digits.count <= 8 else { return nil }
    var sub: Int?
    var end = digits.upperBound
    if end < rest.endIndex, rest[end] == .dot {
      // A dot can end a sentence. Digits after it must be a valid sub-technique number.
      let subDigits = end + 1..<rest.end(from: end + 1, while: \.isDigit)
      if !subDigits.isEmpty {
        guard kind == .technique, subDigits.count == 3 else { return nil }
        sub = rest.number(in: subDigits)
        end = subDigits.upperBound
      }
    }
    if end < rest.endIndex, rest[end].isAlphanumeric { return nil }
    self.init(kind, rest.number(in: digits), sub: sub, digits: digits.count)
    text = rest[end..<rest.endIndex]
  }
}

extension Bytes {
  /// The number that the digits in `range` are.
  fileprivate func number(in range: Range<Int>) -> Int {
    var number = 0
    for index in range { number = number * 10 + Int(self[index] &- 0x30) }
    return number
  }
}

extension RecordKind {
  /// The kind whose ids start with these letters, ignoring case.
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
