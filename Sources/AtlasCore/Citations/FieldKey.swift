/// The key of a value in someone's data, or the header of a column, by what it is about: `technique_id` and `techniqueName`
/// are about the same.
struct FieldKey {
  /// The key without case and punctuation.
  private let word: [UInt8]

  init(_ key: Bytes) { word = FoldedName(key.unwrapped).bytes }

  private static let names: [Bytes] = ["name", "title", "label"]
  private static let ids: [Bytes] = [
    "identifier", "uid", "id", "code", "href", "ref", "reference", "url", "uri", "link", "tag", "key",
  ]
  private static let kinds: [Bytes] = [
    "mitreatlas", "atlas", "mitre", "aml", "subtechnique", "technique", "tactic", "mitigation", "casestudy", "study",
    "external", "object", "full", "display",
  ]
  /// What an object is called that holds only more about the one around it.
  private static let neutral: [Bytes] = [
    "meta", "metadata", "externalreferences", "externalreference", "attributes", "attrs", "properties", "props", "data",
    "info", "details", "fields", "identifiers", "identifier", "ids", "identity", "mitre", "atlas", "mitreatlas",
    "framework",
    "spec", "header", "core", "object", "extensions", "technique", "tactic", "mitigation", "general", "summary",
  ]
  /// Words of keys whose ids are of other things than the object.
  private static let relations: [Bytes] = [
    "parent", "relat", "subtechniqueof", "mitigate", "uses", "usedby", "source", "target", "from", "next", "previous",
    "prev", "success", "replace", "supersede", "see", "alternative", "child", "equivalent", "similar", "depends",
    "requires",
    "mapped", "mapping", "mapsto", "covers", "duplicate",
  ]

  /// Whether the key, without case and punctuation, is this word.
  func says(_ other: Bytes) -> Bool { word.elementsEqual(other) }

  /// Whether the value is a name.
  var isName: Bool { FieldKey.names.contains { word[...].ends($0) } || FieldKey.kinds.contains(where: says) }

  /// Whether the value is the name of an object with more below it; MISP's galaxies call it so.
  var isValue: Bool { says("value") }

  /// Whether the value is a tactic.
  var isTactic: Bool {
    let words: [Bytes] = ["tactic", "tactics", "phase", "phasename", "killchainphase", "killchainphases", "stage"]
    return words.contains { word[...].ends($0) || word.elementsEqual($0) }
      || word.starts(with: "tactic" as Bytes) && FieldKey.names.contains { word[...].ends($0) }
      || word.elementsEqual("tacticid" as Bytes) || word.elementsEqual("tacticids" as Bytes)
  }

  /// Whether the value identifies what the object is about: an id, or an address.
  var isIdentifying: Bool { FieldKey.ids.contains { word[...].ends($0) } || FieldKey.kinds.contains(where: says) }

  /// Whether the value says where the id of the object comes from.
  var isFramework: Bool {
    let words: [Bytes] = [
      "framework", "source", "sourcename", "taxonomy", "standard", "catalog", "namespace", "domain",
    ]
    return words.contains { word[...].ends($0) }
  }

  /// Whether the key names ATLAS, so that numbers in its values are ids of it.
  var namesATLAS: Bool { word.count >= 5 && Bytes(copying: word).contains("atlas" as Bytes) }

  /// Whether an object under the key only has more about the object that it is in.
  var isNeutral: Bool { word.isEmpty || FieldKey.neutral.contains(where: says) }

  /// Whether the value is the id of something that the object refers to.
  var isRelation: Bool {
    let subject = subject
    return !subject.isEmpty
      && (FieldKey.relations.contains { subject.starts(with: $0) } || subject.ends("of") || subject.ends("to"))
  }

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
