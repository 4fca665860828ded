/// Names that are joined to an id: `AML.T0018_backdoor_ml_model`, `backdoor-ml-model-AML.T0018`.
extension NearbyNames {
  func slugs() -> [Name] { slugsAfter() + slugsBefore() }

  /// What joins the id to a name behind it; nil where nothing does.
  var slugJoint: UInt8? {
    let end = mention.upperBound
    guard end + 1 < text.endIndex, text[end].isSlugJoint, text[end + 1].isAlphanumeric else { return nil }
    return text[end]
  }

  private func slugsAfter() -> [Name] {
    guard slugJoint != nil else { return [] }
    var slug = text[mention.upperBound + 1..<text.endIndex].prefix(NearbyNames.longestName).prefix {
      $0.isAlphanumeric || $0.isSlugJoint
    }
    let isID = slug.prefix(3).equals(ignoringCase: "aml") && slug.count == 3
    guard !isID, slug.contains(where: \.isLetter) else { return [] }
    slug.drop(lastWhile: \.isSlugJoint)
    // Beginnings of it may be the name, the longest first.
    var names = [Name(text: slug, standing: .slug)]
    for index in slug.indices.reversed() where slug[index].isSlugJoint && names.count < 12 {
      names.append(Name(text: slug[slug.startIndex..<index], standing: .slug))
    }
    return names
  }

  private func slugsBefore() -> [Name] {
    guard mention.lowerBound - 1 > line.lowerBound, text[mention.lowerBound - 1].isSlugJoint else { return [] }
    var front = text[line.lowerBound..<mention.lowerBound - 1].suffix(NearbyNames.longestName)
    let end = front.endIndex
    front.drop { $0.isAlphanumeric || $0.isSlugJoint }
    let slug = text[front.endIndex..<end]
    guard slug.last?.isAlphanumeric == true, slug.contains(where: \.isLetter) else { return [] }
    var names = [Name(text: slug, standing: .cell)]
    for index in slug.indices where slug[index].isSlugJoint && names.count < 12 {
      names.append(Name(text: slug[index + 1..<slug.endIndex], standing: .cell))
    }
    return names
  }
}

extension UInt8 {
  fileprivate var isSlugJoint: Bool { self == UInt8(ascii: "_") || self == .dash }
}
