/// Other ids in one enumeration with the id, which may have the name that is before or after all of them:
/// `LLM Jailbreak: AML.T0054, AML.T0051`.
extension NearbyNames {
  /// The ids that follow each other in `text`, which starts behind the id.
  func companions(behind text: Bytes) -> [RecordID] {
    var rest = text
    var found: [RecordID] = []
    while true {
      let joint = rest.eat(while: \.isJoint)
      if !joint.isEmpty { _ = rest.eat("and ") || rest.eat("or ") }
      guard !joint.isEmpty, let id = RecordID(eating: &rest) else { return found }
      found.append(id)
    }
  }

  /// The ids that follow each other in `text`, which ends before the id.
  func companions(before text: Bytes) -> [RecordID] {
    var rest = text
    var found: [RecordID] = []
    while true {
      guard rest.drop(lastWhile: \.isJoint) > 0 else { return found }
      if rest.drop(suffix: " and") || rest.drop(suffix: " or") { rest.drop(lastWhile: \.isJoint) }
      let near = rest.suffix(Mention.longest)
      var index = near.startIndex
      var last: Mention?
      while let next = MentionFinder.next(in: near, from: index) {
        (last, index) = (next, next.range.upperBound)
      }
      guard let last, let id = last.id, last.range.upperBound == rest.endIndex else { return found }
      found.append(id)
      rest = rest[rest.startIndex..<last.range.lowerBound]
    }
  }
}

extension UInt8 {
  /// What is between the ids of an enumeration, besides words.
  fileprivate var isJoint: Bool {
    isBlank || isWrapping || self == .comma || self == .slash || self == UInt8(ascii: ";") || self == UInt8(ascii: "&")
      || self == UInt8(ascii: "+")
  }
}
