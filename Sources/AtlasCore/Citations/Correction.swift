/// The edits of one file, applied to it as a whole.
package struct Correction: Sendable {
  /// The edits in order, none of which touches another.
  package let edits: [Citation.Edit]

  /// The edits of what was found in a file, after `settle`; the same edit of several citations is made once.
  package init(_ citations: [Citation]) {
    var edits: [Citation.Edit] = []
    for edit in citations.flatMap(\.edits).sorted(by: Correction.precedes) where edits.last?.overlaps(edit) != true {
      edits.append(edit)
    }
    self.edits = edits
  }

  /// In the order of the text; what is only added comes before what is replaced.
  private static func precedes(_ one: Citation.Edit, _ other: Citation.Edit) -> Bool {
    (one.offset, one.old.count) < (other.offset, other.old.count)
  }

  /// Withholds corrections that conflict with others, so that none is applied in part.
  ///
  /// - Parameter citations: what was found in one file, in order.
  package static func settle(_ citations: inout [Citation]) {
    let corrected = citations.indices.filter { !citations[$0].edits.isEmpty }
    let edits = corrected.flatMap { number in citations[number].edits.map { (number, $0) } }
      .sorted { precedes($0.1, $1.1) }
    var last: Citation.Edit?
    for (number, edit) in edits {
      if let last, last.overlaps(edit), last != edit {
        citations[number].withhold("it shares text with another correction")
      } else {
        last = edit
      }
    }
    // An id that is written twice, as text and address of a link, stays the same at both places.
    for number in citations.indices where citations[number].obstacle != nil { spread(from: number, &citations) }
  }

  /// Withholds the corrections of the same id close to one that is withheld, on its line, except those that have a
  /// name of their own.
  private static func spread(from number: Int, _ citations: inout [Citation]) {
    let (id, place) = (citations[number].id, citations[number].place)
    func isClose(_ other: Int) -> Bool {
      citations[other].place.line == place.line && abs(citations[other].place.offset - place.offset) < 256
    }
    let before = citations[..<number].indices.reversed().prefix(while: isClose)
    for other in Array(before) + citations[(number + 1)...].indices.prefix(while: isClose)
    where citations[other].id == id && citations[other].edits.count == 1 && citations[other].verdict.kind == .retired {
      citations[other].withhold("\(citations[number].text) beside it is not fixed")
    }
  }

  /// The file with the edits made; nil when it is not the one that they are for.
  package func applied(to text: Bytes) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 64)
    var place = text.startIndex
    for edit in edits {
      let start = text.startIndex + edit.offset
      guard start >= place, start + edit.old.count <= text.endIndex,
        text[start..<start + edit.old.count].elementsEqual(edit.old)
      else { return nil }
      result += text[place..<start]
      result += edit.new
      place = start + edit.old.count
    }
    return result + text[place..<text.endIndex]
  }

  /// The difference that the edits make, in the unified form that `patch` and `git apply` read.
  ///
  /// Edits stay within their lines, so that the lines before and after are as many.
  ///
  /// - Parameters:
  ///   - text: the file as it is.
  ///   - path: its name in the head, from the directory that patches are applied in.
  /// - Returns: the difference; nil when the file is not the one that the edits are for.
  package func difference(in text: Bytes, path: Bytes) -> [UInt8]? {
    guard let result = applied(to: text) else { return nil }
    guard !edits.isEmpty else { return [] }
    var difference = Correction.head("--- ", "a/", path) + Correction.head("+++ ", "b/", path)
    let old = Array(text.lines)
    let new = result.split(separator: .newline, omittingEmptySubsequences: false)
    let changed = old.indices.filter { !old[$0].elementsEqual(new[$0]) }
    let isOpen = text.last != .newline
    var rest = changed[...]
    while let first = rest.first {
      var last = first
      while let next = rest.first, next <= last + 7 {
        last = next
        rest = rest.dropFirst()
      }
      let lines = max(0, first - 3)..<min(old.count, last + 4)
      let head = "\(lines.lowerBound + 1),\(lines.count)"
      difference += "@@ -\(head) +\(head) @@\n".utf8
      func add(_ mark: UInt8, _ line: some Collection<UInt8>, _ index: Int) {
        difference += [mark] + line + [.newline]
        if isOpen, index == old.count - 1 { difference += "\\ No newline at end of file\n".utf8 }
      }
      var index = lines.lowerBound
      while index < lines.upperBound {
        if old[index].elementsEqual(new[index]) {
          add(.space, old[index], index)
          index += 1
          continue
        }
        // Lines that change together are adjacent.
        var end = index
        while end < lines.upperBound, !old[end].elementsEqual(new[end]) { end += 1 }
        for place in index..<end { add(.dash, old[place], place) }
        for place in index..<end { add(UInt8(ascii: "+"), new[place], place) }
        index = end
      }
    }
    return difference
  }

  /// A line that names the file, as git writes it: a tab ends a path with spaces, and quotes are around one with
  /// characters that would end the line or the quotes.
  private static func head(_ sign: String, _ side: String, _ path: Bytes) -> [UInt8] {
    let isQuoted = path.contains { $0 < 0x20 || $0 == .quote || $0 == .backslash || $0 == 0x7F }
    var name = Array(side.utf8)
    for byte in path {
      if isQuoted, byte < 0x20 || byte == 0x7F {
        name.append(.backslash)
        name += [byte >> 6, byte >> 3 & 7, byte & 7].map { UInt8(ascii: "0") + $0 }
      } else {
        if isQuoted, byte == .quote || byte == .backslash { name.append(.backslash) }
        name.append(byte)
      }
    }
    let end: [UInt8] = !isQuoted && path.contains(.space) ? [.tab, .newline] : [.newline]
    return Array(sign.utf8) + (isQuoted ? [.quote] + name + [.quote] : name) + end
  }
}

extension Citation.Edit {
  /// Whether both change the same text, or add to the same place.
  fileprivate func overlaps(_ next: Citation.Edit) -> Bool {
    next.offset < offset + old.count || next.offset == offset && next.old.isEmpty
  }
}
