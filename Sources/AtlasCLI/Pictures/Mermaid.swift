import AtlasCore

/// Writes a graph as a Mermaid flowchart, which forges and editors draw in Markdown.
///
/// Ids are numbers of the program's own, since words such as `end` break a flowchart; labels are quoted.
/// Source: https://mermaid.js.org/syntax/flowchart.html.
struct Mermaid {
  let picture: GraphPicture

  init(_ picture: GraphPicture) { self.picture = picture }

  /// The document.
  var bytes: [UInt8] {
    var title: [UInt8] = []
    JSONWriter.write(Bytes(copying: Markup.shown(picture.title.utf8)), to: &title)
    var text = "---\ntitle: \(String(decoding: title, as: UTF8.self))\n---\nflowchart LR\n"
    text += "%% \(Mermaid.escaped(picture.summary)) \(Mermaid.escaped(picture.source))\n"
    for (place, lane) in picture.lanes.enumerated() {
      text += "  subgraph lane\(place + 1)[\"\(Mermaid.escaped(lane.name))\"]\n"
      for (number, node) in picture.nodes.enumerated() where node.lane == place {
        let lines = [node.head, node.name] + node.notes
        text += "    n\(number + 1)[\"\(lines.map(Mermaid.escaped).joined(separator: "<br/>"))\"]\n"
      }
      if lane.omitted > 0 { text += "    more\(place + 1)([\"\(lane.omitted) more\"])\n" }
      text += "  end\n"
    }
    for edge in picture.edges {
      let arrow = edge.isShared ? "==>" : (edge.study ?? 0) % 2 == 1 ? "-.->" : "-->"
      let label = edge.label.map { "|\"\(Mermaid.escaped($0))\"|" } ?? ""
      text += "  n\(edge.from + 1) \(arrow)\(label) n\(edge.to + 1)\n"
    }
    for study in picture.studies {
      text += "  study\(study.sign)[\"\(Mermaid.escaped("\(study.sign)  \(study.label)"))\"]\n"
    }
    let strong = picture.nodes.indices.filter { picture.nodes[$0].isStrong }
    if !strong.isEmpty {
      text += "  classDef strong stroke-width:3px\n"
      text += "  class \(strong.map { "n\($0 + 1)" }.joined(separator: ",")) strong\n"
    }
    return Array(text.utf8)
  }

  /// Text within the quotes of a label.
  ///
  /// Labels are HTML, some signs begin Markdown or directives in them, and `#` begins an entity. So all signs but those of
  /// plain sentences are entities.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Markup.shown(text.utf8).unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", ":", "-", "(", ")", "/", "?":
        escaped.unicodeScalars.append(scalar)
      case _ where scalar.isASCII: escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
