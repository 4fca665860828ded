import AtlasCore

/// Writes a graph in DOT, the language of Graphviz.
///
/// Every id and label is quoted, so that no name is read as a keyword or as markup.
/// Source: https://graphviz.org/doc/info/lang.html and https://graphviz.org/docs/attr-types/escString/.
struct DOT {
  let picture: GraphPicture

  private static let labelWidth = 180

  init(_ picture: GraphPicture) { self.picture = picture }

  /// The document.
  var bytes: [UInt8] {
    var text = "digraph \"atlas\" {\n"
    text += "  label=\(DOT.quoted([picture.title, picture.summary, picture.source])); labelloc=t;\n"
    text += "  rankdir=LR; fontname=\"Helvetica\";\n"
    text += "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=12];\n"
    text += "  edge [fontname=\"Helvetica\", fontsize=12];\n"
    for (place, lane) in picture.lanes.enumerated() {
      text += "  subgraph \"cluster_\(place + 1)\" {\n    label=\(DOT.quoted([lane.name]));\n"
      for node in picture.nodes where node.lane == place { text += "    " + statement(node) }
      if lane.omitted > 0 {
        text += "    \"more-\(place + 1)\" [label=\"\(lane.omitted) more\", shape=plaintext];\n"
      }
      text += "  }\n"
    }
    for edge in picture.edges {
      text += "  \(DOT.quoted([picture.nodes[edge.from].key])) -> \(DOT.quoted([picture.nodes[edge.to].key]))"
      var attributes: [String] = []
      if let label = edge.label { attributes.append("label=\(DOT.quoted([label]))") }
      if edge.isShared { attributes.append("penwidth=2.5") }
      if let study = edge.study {
        attributes.append("style=\(study % 3 == 0 ? "solid" : study % 3 == 1 ? "dashed" : "dotted")")
      }
      text += (attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]") + ";\n"
    }
    if !picture.studies.isEmpty {
      let legend = picture.studies.map { "\($0.sign)  \($0.label)" }
      text += "  \"legend\" [label=\(DOT.quoted(legend)), shape=note, style=solid];\n"
    }
    return Array((text + "}\n").utf8)
  }

  private func statement(_ node: GraphPicture.Node) -> String {
    let name = TextMeasure().lines(node.name, width: DOT.labelWidth)
    let label = DOT.quoted([node.head] + name + node.notes)
    return "\(DOT.quoted([node.key])) [label=\(label)\(node.isStrong ? ", penwidth=2.5" : "")];\n"
  }

  /// A quoted string of lines.
  ///
  /// In labels a backslash begins an escape and `&` an entity, also within quotes.
  static func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      var text = ""
      for scalar in Markup.shown(line.utf8).unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "&": text += "&amp;"
        default: text.unicodeScalars.append(scalar)
        }
      }
      return text
    }
    return "\"" + escaped.joined(separator: "\\n") + "\""
  }
}
