/// The id of an ATT&CK record: `T1078`, `T1078.004`, `TA0001`, `M1017`.
public struct AttackID: Hashable, Sendable {
  /// The id in upper case, as ATT&CK writes it.
  public let text: Bytes

  /// Reads `text`, ignoring case; nil if it is not an ATT&CK id.
  public init?(_ text: Bytes) {
    var rest = text.trimmed
    guard let id = AttackID(eating: &rest), rest.isEmpty else { return nil }
    self = id
  }

  /// Reads `text`, ignoring case; nil if it is not an ATT&CK id.
  public init?(_ text: String) { self.init(Bytes(copying: text)) }

  /// Takes the longest id off the front of `text`; nil, with nothing taken, if there is none.
  package init?(eating text: inout Bytes) {
    var rest = text
    guard rest.eat(ignoringCase: "TA") || rest.eat(ignoringCase: "T") || rest.eat(ignoringCase: "M") else { return nil }
    guard rest.eat(while: \.isDigit).count == 4 else { return nil }
    var tail = rest
    if tail.eat(.dot), tail.eat(while: \.isDigit).count == 3 { rest = tail }
    guard rest.first?.isAlphanumeric != true else { return nil }
    let id = text[text.startIndex..<rest.startIndex]
    self.text = id.contains(where: \.isLower) ? Bytes(copying: id.map { $0.isLower ? $0 & ~0x20 : $0 }) : id
    text = rest
  }

  /// Whether `other` is this id or the id of one of its sub-techniques.
  public func covers(_ other: Bytes) -> Bool {
    guard other.prefix(text.count).equals(ignoringCase: text) else { return false }
    return other.count == text.count || other[other.startIndex + text.count] == .dot
  }
}

extension AttackID: CustomStringConvertible {
  /// The id in upper case, as ATT&CK writes it.
  public var description: String { text.string }
}
