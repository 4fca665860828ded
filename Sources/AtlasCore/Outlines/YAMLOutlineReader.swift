/// Reads the structure of YAML from lines and indents: block and flow collections, block scalars, several documents.
///
/// It also reads templates that generate YAML.
///
/// Source: YAML 1.2.2. Unlike `YAMLParser`, which is strict and reads a whole text, this reader records positions,
/// uses memory only for the current part, and continues after an error.
struct YAMLOutlineReader: LineOutlineReader {
  /// The columns of the open containers.
  private var columns: [Int] = []
  /// A key whose value is not on its line, and the column of its object.
  private var pending: (key: Bytes, start: Int?, column: Int)?
  /// The column of the key of the open block scalar.
  private var scalar: Int?
  /// The reader of an unfinished flow collection.
  private var flow: JSONOutlineReader?

  mutating func keep() {
    if let pending { self.pending = (Bytes(copying: pending.key), nil, pending.column) }
    flow?.keep()
  }

  mutating func read(line: Bytes, into outline: inout Outline) {
    if flow != nil { return readFlow(line, &outline) }
    var rest = line
    let indent = rest.eat { $0 == .space || $0 == .tab }.count
    rest = rest.trimmed
    guard !rest.isEmpty else { return }
    if let column = scalar {
      if indent > column {
        outline.add(rest.startIndex..<rest.endIndex)
        return
      }
      scalar = nil
    }
    if rest.first == .hash { return }
    if indent == 0, rest.starts(with: "---" as Bytes) || rest == "..." {
      close(to: -1, isItem: false, &outline, at: line.startIndex)
      pending = nil
      return
    }
    var column = indent
    while rest.first == .dash, rest.count == 1 || rest[rest.startIndex + 1].isBlank {
      close(to: column, isItem: true, &outline, at: line.startIndex)
      if columns.last != column || outline.innermost?.kind != .list { open(.list, column, rest.startIndex, &outline) }
      pending = nil
      let dash = rest.startIndex
      rest = rest.dropFirst()
      rest.eat(while: \.isBlank)
      column += rest.startIndex - dash
      if rest.isEmpty { return }
      if rest.first == .hash { return }
    }
    entry(rest, column, &outline)
  }

  /// Reads the content of a line after its indent and dashes.
  private mutating func entry(_ text: Bytes, _ column: Int, _ outline: inout Outline) {
    guard let (key, value) = text.keyAndValue else {
      // The continuation of a plain scalar is not a node; a list item is.
      if outline.innermost?.kind == .list || pending != nil { self.value(text, .empty, nil, column, &outline) }
      return
    }
    close(to: column, isItem: false, &outline, at: text.startIndex)
    if columns.last != column || outline.innermost?.kind != .object { open(.object, column, text.startIndex, &outline) }
    pending = nil
    let name = key.withoutQuotes
    if value.isEmpty || value.first == .hash || value.first == UInt8(ascii: "&") && !value.contains(.space) {
      pending = (name, name.startIndex, column)
    } else if value.first == .pipe || value.first == .greater {
      scalar = column
    } else {
      self.value(value, name, name.startIndex, column, &outline)
    }
  }

  private mutating func value(
    _ text: Bytes, _ key: Bytes, _ keyStart: Int?, _ column: Int, _ outline: inout Outline
  ) {
    var (key, keyStart) = (key, keyStart)
    if key.isEmpty, let pending { (key, keyStart) = (pending.key, pending.start) }
    pending = nil
    if text.first == .openBracket && !text.starts(with: "[[" as Bytes)
      || text.first == UInt8(ascii: "{") && !text.starts(with: "{{" as Bytes)
    {
      flow = JSONOutlineReader(key: key, at: keyStart, within: outline.path.count)
      return readFlow(text, &outline)
    }
    let scalar = text.scalar
    outline.add(scalar.startIndex..<scalar.endIndex, key, keyAt: keyStart)
  }

  private mutating func readFlow(_ line: Bytes, _ outline: inout Outline) {
    _ = flow?.read(line, from: line.startIndex, to: line.endIndex, into: &outline)
    if flow?.isAtEnd(outline) == true { flow = nil }
  }

  // MARK: Containers

  private mutating func open(_ kind: Outline.Kind, _ column: Int, _ start: Int, _ outline: inout Outline) {
    let isBelow = pending.map { $0.column < column || kind == .list && $0.column == column } == true
    guard columns.count < Outline.maximumDepth else { return }
    outline.open(
      kind, isBelow ? pending?.key ?? .empty : .empty, keyAt: isBelow ? pending?.start : nil, at: start)
    columns.append(column)
  }

  /// Closes the containers that end before a line at `column`.
  private mutating func close(to column: Int, isItem: Bool, _ outline: inout Outline, at place: Int) {
    while let last = columns.last {
      // A list can have the same indent as its key.
      let isList = outline.innermost?.kind == .list
      if last < column || last == column && isList == isItem { return }
      if last == column, isItem, pending?.column == column { return }
      columns.removeLast()
      outline.close(at: place)
    }
  }
}

extension Bytes {
  /// The key and the value of an entry; nil if the text is not an entry.
  fileprivate var keyAndValue: (key: Bytes, value: Bytes)? {
    var index = startIndex
    if let first, first == .quote || first == UInt8(ascii: "'") {
      guard let end = endOfString(from: startIndex) else { return nil }
      index = end
    } else if first == .openBracket || first == UInt8(ascii: "{") {
      return nil
    }
    let limit = Swift.min(endIndex, startIndex + 160)
    while index < limit {
      if self[index] == .hash, index > startIndex, self[index - 1].isBlank { return nil }
      if self[index] == .colon, index + 1 == endIndex || self[index + 1].isBlank {
        return (self[startIndex..<index].trimmed, self[index + 1..<endIndex].trimmed)
      }
      index += 1
    }
    return nil
  }

  /// The value without a trailing comment and surrounding quotes.
  fileprivate var scalar: Bytes {
    if first == .quote || first == UInt8(ascii: "'"), let end = endOfString(from: startIndex) {
      return self[startIndex + 1..<end - 1]
    }
    var index = startIndex
    while let hash = self[index..<endIndex].firstIndex(of: .hash) {
      if hash == startIndex || self[hash - 1].isBlank { return self[startIndex..<hash].trimmed }
      index = hash + 1
    }
    return self
  }

  fileprivate var withoutQuotes: Bytes {
    let isQuoted = count >= 2 && (first == .quote || first == UInt8(ascii: "'")) && last == first
    return isQuoted ? self[startIndex + 1..<endIndex - 1] : self
  }
}
