/// Reads the structure of TOML, INI and similar settings: sections in brackets, keys and values.
///
/// Source: TOML 1.0.0. Values stay text, so other dialects are read as well.
struct SettingsOutlineReader: LineOutlineReader {
  /// The parts of the current section's name.
  private var section: [Bytes] = []
  /// The reader of an unfinished array or inline table.
  private var flow: JSONOutlineReader?
  /// Whether a multi-line string is open.
  private var isInText = false

  mutating func keep() { flow?.keep() }

  mutating func read(line: Bytes, into outline: inout Outline) {
    if flow != nil { return readFlow(line, &outline) }
    if isInText {
      isInText = !line.contains("\"\"\"" as Bytes) && !line.contains("'''" as Bytes)
      return
    }
    let rest = line.trimmed
    guard let first = rest.first, first != .hash, first != UInt8(ascii: ";") else { return }
    if first == .openBracket, let end = rest.firstIndex(of: .closeBracket) {
      var name = rest[rest.startIndex + 1..<end]
      let isItem = name.eat(.openBracket)
      return open(name.trimmed, isItem: isItem, &outline)
    }
    guard let sign = rest.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == .colon }), sign > rest.startIndex,
      sign - rest.startIndex <= 160
    else { return }
    if outline.path.isEmpty { outline.open(.object, at: line.startIndex) }
    entry(rest[rest.startIndex..<sign].trimmed.unquoted, rest[sign + 1..<rest.endIndex].trimmed, &outline)
  }

  private mutating func entry(_ key: Bytes, _ value: Bytes, _ outline: inout Outline) {
    switch value.first {
    case .openBracket, UInt8(ascii: "{"):
      flow = JSONOutlineReader(key: key, at: key.startIndex, within: outline.path.count)
      readFlow(value, &outline)
    case .quote, UInt8(ascii: "'"):
      if value.starts(with: "\"\"\"" as Bytes) || value.starts(with: "'''" as Bytes) {
        let rest = value.dropFirst(3)
        isInText = !rest.contains("\"\"\"" as Bytes) && !rest.contains("'''" as Bytes)
      } else if let end = value.endOfString(from: value.startIndex) {
        outline.add(value.startIndex + 1..<end - 1, key, keyAt: key.startIndex)
      }
    case nil: break
    default:
      let text = value.prefix { $0 != .hash && $0 != UInt8(ascii: ";") }.trimmed
      outline.add(text.startIndex..<text.endIndex, key, keyAt: key.startIndex)
    }
  }

  private mutating func readFlow(_ line: Bytes, _ outline: inout Outline) {
    _ = flow?.read(line, from: line.startIndex, to: line.endIndex, into: &outline)
    if flow?.isAtEnd(outline) == true { flow = nil }
  }

  /// Opens a section inside the sections whose names are prefixes of its name.
  private mutating func open(_ name: Bytes, isItem: Bool, _ outline: inout Outline) {
    // The dot in an id does not separate parts.
    let id = name.range(of: "AML.")?.lowerBound ?? name.endIndex
    let front = name[name.startIndex..<id].split { $0 == .dot || $0 == .slash }.map { $0.trimmed.unquoted }
    let parts = (front + (id < name.endIndex ? [name[id..<name.endIndex].unquoted] : [])).filter { !$0.isEmpty }
    guard !parts.isEmpty, parts.count < Outline.maximumDepth else { return }
    // The last part always opens a new section, because arrays of tables repeat names.
    var shared = zip(section, parts).prefix { $0 == $1 }.count
    shared = min(shared, parts.count - 1)
    if section.isEmpty { while !outline.path.isEmpty { outline.close(at: name.startIndex) } }
    while outline.path.count > shared { outline.close(at: name.startIndex) }
    for part in parts[shared...] { outline.open(.object, part, keyAt: part.startIndex, at: name.startIndex) }
    section = parts.map { Bytes(copying: $0) }
  }
}

extension Bytes {
  fileprivate var unquoted: Bytes { stripped(of: .quote).stripped(of: UInt8(ascii: "'")) }
}
