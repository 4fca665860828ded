/// The key of a value in someone's data, by what it is about: `technique_id` and `techniqueName` are about the same.
struct FieldKey {
  /// The key without case and punctuation.
  private let word: [UInt8]

  init(_ key: Bytes) { word = FoldedName(key.unwrapped).bytes }

  private static let names: [Bytes] = ["name", "title", "label"]
  private static let ids: [Bytes] = [
    "identifier", "id", "code", "ref", "reference", "url", "uri", "link", "href", "tag",
  ]
  private static let kinds: [Bytes] = [
    "mitreatlas", "atlas", "mitre", "aml", "subtechnique", "technique", "tactic", "mitigation", "casestudy", "study",
    "external", "object", "full", "display",
  ]

  /// Whether the key, without case and punctuation, is this word.
  func says(_ other: Bytes) -> Bool { word.elementsEqual(other) }

  /// Whether the value is a name.
  var isName: Bool { FieldKey.names.contains { word[...].ends($0) } || FieldKey.kinds.contains(where: says) }

  /// What is left without the words for ids, names and kinds of record: nothing, or `parent`, `related`, `of`.
  var subject: ArraySlice<UInt8> {
    var rest = word[...]
    if let ending = (FieldKey.names + FieldKey.ids).first(where: { rest.ends($0) }) {
      rest = rest.dropLast(ending.count)
    }
    while let kind = FieldKey.kinds.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(kind.count) }
    return rest
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(_ ending: Bytes) -> Bool { suffix(ending.count).elementsEqual(ending) }
}
