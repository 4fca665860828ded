/// The id of a record of MITRE ATT&CK: `T1078`, `T1078.004`, `TA0001`, `M1017`.
public struct AttackID: Hashable, Sendable {
  /// The id as ATT&CK writes it, in upper case.
  public let text: Bytes

  /// Reads `text` in any case; nil when it is no such id.
  public init?(_ text: Bytes) {
    var rest = text.trimmed
    guard let id = AttackID(eating: &rest), rest.isEmpty else { return nil }
    self = id
  }

  /// Takes an id off the front of `text`, as long as it goes; nil, and nothing taken, when none is there.
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

  /// Whether `other` is the id, or that of a sub-technique of it.
  public func covers(_ other: Bytes) -> Bool {
    guard other.prefix(text.count).equals(ignoringCase: text) else { return false }
    return other.count == text.count || other[other.startIndex + text.count] == .dot
  }
}

extension AttackID: CustomStringConvertible {
  /// The id as ATT&CK writes it.
  public var description: String { text.string }
}
