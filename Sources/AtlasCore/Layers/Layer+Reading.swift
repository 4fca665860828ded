/// Why a file is not a layer of ATLAS.
public enum LayerError: Error, Sendable {
  /// The text is not JSON.
  case notJSON(JSONError)
  /// It is JSON, but not a layer: the reason as a phrase.
  case notALayer(String)
  /// It is a layer of another matrix.
  case otherDomain(String)
  /// It is of a version that is not supported.
  case otherVersion(String)
}

extension LayerError: CustomStringConvertible {
  /// The reason as a sentence without a period, to follow the name of the file and a colon.
  public var description: String {
    switch self {
    case .notJSON(let error): "\(error)"
    case .notALayer(let reason): "not a Navigator layer: \(reason)"
    case .otherDomain(let domain): "a layer of the domain \(Sanitize.quoted(domain)), not of \(Layer.domain)"
    case .otherVersion(let version):
      "a layer of version \(Sanitize.quoted(version)); supported are \(Layer.readVersions.listed("and"))"
    }
  }
}

extension Layer {
  /// The greatest number of JSON values in a file of layers.
  private static let maximumValues = 8 << 20

  /// Reads a file of one layer, or of an array of layers.
  ///
  /// - Throws: when it is not JSON, or not a layer of ATLAS in a supported version.
  public static func layers(in text: String) throws(LayerError) -> [Layer] {
    let text = Bytes(copying: text)
    return try layers(value(of: text), in: text)
  }

  /// The JSON of a file of layers.
  package static func value(of text: Bytes) throws(LayerError) -> JSONValue {
    do throws(JSONError) {
      return try JSONValue(parsing: text, maximumCount: maximumValues)
    } catch {
      throw .notJSON(error)
    }
  }

  /// The layers of a JSON text.
  package static func layers(_ value: JSONValue, in text: Bytes) throws(LayerError) -> [Layer] {
    guard let values = value.array else { return [try Layer(value, in: text)] }
    guard !values.isEmpty else { throw .notALayer("an empty array") }
    var layers: [Layer] = []
    for value in values { layers.append(try Layer(value, in: text)) }
    return layers
  }

  /// Whether a JSON value is a layer, or an array of layers, of whatever domain and version.
  package static func isLayer(_ value: JSONValue) -> Bool {
    let first = value.array?.first ?? value
    return first["domain"] != nil && first["techniques"]?.array != nil || first["versions"]?["layer"] != nil
  }

  private init(_ value: JSONValue, in text: Bytes) throws(LayerError) {
    guard value.object != nil else { throw .notALayer("expected an object") }
    guard let domain = value["domain"]?.string else { throw .notALayer("it has no domain") }
    guard domain == Layer.domain else { throw .otherDomain(domain) }
    if let version = value["versions"]?["layer"] {
      let word = version.word ?? ""
      guard Layer.readVersions.contains(word) else { throw .otherVersion(word) }
    }
    self.init(name: value["name"]?.string ?? "")
    description = value["description"]?.string ?? ""
    release = Layer.facts(value).last { $0.name == "atlas_data_version" }?.value
    legend = (value["legendItems"]?.array ?? []).compactMap { item in
      guard let label = item["label"]?.string, let color = item["color"]?.string else { return nil }
      return (label, color)
    }
    guard let techniques = value["techniques"]?.array else { throw .notALayer("it has no techniques") }
    var counter = (place: text.startIndex, line: 1)
    for technique in techniques {
      counter.line += text.newlineCount(in: counter.place..<max(technique.offset, counter.place))
      counter.place = max(technique.offset, counter.place)
      guard let id = technique["techniqueID"]?.string else {
        throw .notALayer("line \(counter.line) has a technique without techniqueID")
      }
      entries.append(entry(technique, id, counter.line))
    }
    let all = entries.compactMap(\.score)
    if let least = all.min(), let most = all.max() { scores = least...most }
  }

  private func entry(_ value: JSONValue, _ id: String, _ line: Int) -> Entry {
    var entry = Entry(id)
    entry.line = line
    entry.tactic = value["tactic"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    entry.score =
      value["score"]?.double ?? value["score"]?.string.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    entry.color = value["color"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    entry.comment = value["comment"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    entry.isEnabled = value["enabled"]?.bool ?? true
    entry.showsSubtechniques = value["showSubtechniques"]?.bool ?? false
    for fact in Layer.facts(value) {
      if fact.name == "category", let category = MatrixCategory(rawValue: fact.value) {
        entry.category = category
      } else {
        entry.metadata.append(fact)
      }
    }
    // In layers of others, what the color means is in the legend.
    if entry.category == nil, let color = entry.color?.lowercased() {
      entry.category = legend.first { $0.color.lowercased() == color }.flatMap { MatrixCategory(word: $0.label) }
    }
    return entry
  }

  private static func facts(_ value: JSONValue) -> [(name: String, value: String)] {
    (value["metadata"]?.array ?? []).compactMap { fact in
      guard let name = fact["name"]?.string, let value = fact["value"]?.word else { return nil }
      return (name, value)
    }
  }
}

extension JSONValue {
  /// A string, or a number as it was written.
  fileprivate var word: String? { if case .number(let digits) = content { digits } else { string } }
}
