/// A strict reader of XML, as far as pictures use it: elements, attributes and text, no entities but the five that XML has.
package enum WellFormed {
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reads a document, and names its elements in the order in which they begin.
  ///
  /// - Parameters:
  ///   - text: the document.
  ///   - void: elements that have no end, as in HTML.
  ///   - raw: elements whose content is not markup, as in HTML.
  /// - Returns: the names.
  /// - Throws: what is wrong, with what comes there.
  package static func names(in text: String, void: Set<String> = [], raw: Set<String> = []) throws -> [String] {
    var names: [String] = []
    var open: [String] = []
    var rest = text[...]
    func fault(_ reason: String) -> Fault { Fault(description: "\(reason) at \(rest.prefix(60).debugDescription)") }
    if rest.hasPrefix("<!DOCTYPE html>\n") { rest = rest.dropFirst("<!DOCTYPE html>\n".count) }
    while !rest.isEmpty {
      let content = rest.prefix { $0 != "<" }
      guard isText(content) else { throw fault("bad text") }
      if open.isEmpty, content.contains(where: { !$0.isWhitespace }) { throw fault("text outside of the root") }
      rest = rest[content.endIndex...]
      if rest.isEmpty { break }
      if rest.hasPrefix("</") {
        let name = String(rest.dropFirst(2).prefix { $0 != ">" })
        guard open.popLast() == name else { throw fault("an end without its start") }
        rest = rest.dropFirst(3 + name.count)
        continue
      }
      guard let tag = rest.prefixMatch(of: #/<([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z:-]+="[^"<]*")*)(/?)>/#) else {
        throw fault("bad tag")
      }
      var attributes: Set<Substring> = []
      for attribute in tag.2.matches(of: #/ ([a-zA-Z:-]+)="([^"]*)"/#) {
        guard isText(attribute.2) else { throw fault("bad value of \(attribute.1)") }
        guard attributes.insert(attribute.1).inserted else { throw fault("\(attribute.1) twice") }
      }
      let name = String(tag.1)
      if names.isEmpty == false, open.isEmpty { throw fault("a second root") }
      names.append(name)
      rest = rest[tag.range.upperBound...]
      if raw.contains(name) {
        guard let end = rest.firstRange(of: "</\(name)>") else { throw fault("no end of \(name)") }
        rest = rest[end.upperBound...]
      } else if tag.3.isEmpty, !void.contains(name) {
        open.append(name)
      }
    }
    guard open.isEmpty, !names.isEmpty else { throw fault("no end of \(open)") }
    return names
  }

  /// Whether text has only characters of XML, and ampersands only in entities.
  private static func isText(_ text: Substring) -> Bool {
    let isAllowed = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
    return isAllowed && text.replacing(#/&(?:amp|lt|gt|quot|#39);/#, with: "").firstIndex(of: "&") == nil
  }
}
