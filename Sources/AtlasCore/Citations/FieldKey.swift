/// The meaning of a key in an object or the header of a column.
///
/// The keys `technique_id` and `techniqueName` have the same subject. A class, because each id asks for the same few keys.
final class FieldKey: Sendable {
  /// The key as it is written.
  let text: Bytes
  /// The key without case and punctuation.
  private let word: [UInt8]

  /// Whether the value is a name.
  let isName: Bool
  /// Whether the value is a tactic.
  let isTactic: Bool
  /// Whether the value identifies the object: an id or a URL.
  let isIdentifying: Bool
  /// Whether the key ends with a word for an id or URL.
  let isID: Bool
  /// Whether the key contains the name of ATLAS, so that numbers in its value are ATLAS ids.
  let namesATLAS: Bool
  /// The key without words for ids, names and kinds of record: often empty, or `parent`, `related`, `of`.
  let subject: ArraySlice<UInt8>

  init(_ key: Bytes) {
    let word = FoldedName(key.unwrapped).bytes
    text = key
    self.word = word
    namesATLAS = word.count >= 5 && Bytes(copying: word).contains("atlas" as Bytes)
    let isKind = FieldKey.kinds.contains { word.elementsEqual($0) }
    isName = isKind || FieldKey.names.contains { word[...].ends($0) }
    isID = FieldKey.ids.contains { word[...].ends($0) }
    isIdentifying = isKind || isID
    isTactic =
      FieldKey.tactics.contains { word[...].ends($0) }
      || word.starts(with: "tactic" as Bytes) && (isName || isIdentifying || word[...].ends("ids"))
    var rest = word[...]
    if let ending = (FieldKey.names + FieldKey.ids).first(where: { rest.ends($0) }) {
      rest = rest.dropLast(ending.count)
    }
    while let kind = FieldKey.kinds.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(kind.count) }
    subject = rest
  }

  private static let tactics: [Bytes] = [
    "tactic", "tactics", "phase", "phasename", "phases", "killchainphase", "killchainphases", "stage",
  ]

  private static let names: [Bytes] = ["name", "title", "label", "caption"]
  private static let ids: [Bytes] = [
    "identifier", "uid", "id", "code", "href", "ref", "reference", "url", "uri", "link", "tag", "key", "page",
  ]
  private static let kinds: [Bytes] = [
    "mitreatlas", "atlas", "mitre", "aml", "subtechnique", "technique", "tactic", "mitigation", "casestudy", "study",
    "external", "object", "full", "display",
  ]
  /// Keys of objects that only add details to the object that contains them.
  private static let neutral: [Bytes] = [
    "meta", "metadata", "externalreferences", "externalreference", "attributes", "attrs", "properties", "props", "data",
    "info", "details", "fields", "identifiers", "identifier", "ids", "identity", "mitre", "atlas", "mitreatlas",
    "framework",
    "spec", "header", "core", "object", "extensions", "technique", "tactic", "mitigation", "general", "summary",
  ]
  /// Words of keys whose ids identify something other than the object.
  private static let relations: [Bytes] = [
    "parent", "relat", "subtechniqueof", "mitigate", "uses", "usedby", "source", "target", "from", "next", "previous",
    "prev", "success", "replace", "supersede", "see", "alternative", "child", "equivalent", "similar", "depends",
    "requires",
    "mapped", "mapping", "mapsto", "covers", "duplicate",
  ]

  /// Whether the key is this word, ignoring case and punctuation.
  func says(_ other: Bytes) -> Bool { word.elementsEqual(other) }

  /// Whether the key is `value`, which MISP galaxies use for the name.
  var isValue: Bool { says("value") }

  /// Whether the value names the framework of the object's id.
  var isFramework: Bool {
    let words: [Bytes] = [
      "framework", "source", "sourcename", "taxonomy", "standard", "catalog", "namespace", "domain",
    ]
    return words.contains { word[...].ends($0) }
  }

  /// Whether the value is the subject of a correspondence: a control, a risk.
  var isSubject: Bool {
    let words: [Bytes] = [
      "control", "risk", "requirement", "threat", "subject", "item", "rule", "weakness", "category", "entry",
    ]
    return words.contains { word[...].ends($0) }
  }

  /// Whether the key only describes its values: `techniques`, `mappings`, `references`.
  var isPlural: Bool {
    let words: [Bytes] = [
      "techniques", "tactics", "mitigations", "casestudies", "mappings", "references", "items", "controls", "risks",
      "entries",
    ]
    return words.contains { word[...].ends($0) } || namesATLAS || word.starts(with: "attack" as Bytes)
      || word.starts(with: "mitre" as Bytes)
  }

  /// Whether the value documents a change of a record.
  var isOfChange: Bool {
    let words: [Bytes] = [
      "renamed", "retired", "formername", "formerid", "oldname", "oldid", "previousname", "supersed", "replacedby",
    ]
    return words.contains { word.starts(with: $0) }
  }

  /// Whether an object under the key only adds details to the object that contains it.
  var isNeutral: Bool { word.isEmpty || FieldKey.neutral.contains(where: says) }

  /// Whether the value identifies something that the object refers to.
  var isRelation: Bool {
    !subject.isEmpty
      && (FieldKey.relations.contains { subject.starts(with: $0) } || subject.ends("of") || subject.ends("to"))
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(_ ending: Bytes) -> Bool { suffix(ending.count).elementsEqual(ending) }
}
