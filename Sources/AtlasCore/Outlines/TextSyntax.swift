/// What the name of a file tells about the syntax of its text.
enum TextSyntax: Equatable {
  /// A text without a name, or with one that tells nothing.
  case unknown
  /// Programs and scripts.
  case code
  /// Running text and lists, in which values need no quotes.
  case prose
  /// Markdown, which may hold YAML as front matter and in fences.
  case markdown
  /// XML or HTML.
  case markup(isHTML: Bool)
  /// JSON, one document or one a line.
  case json
  /// YAML.
  case yaml
  /// TOML, and the older forms of sections with keys and values.
  case settings
  /// Rows of separated values.
  case table(separator: UInt8)

  /// The syntax that the extension of `path` stands for.
  init(path: String?) {
    guard let path else {
      self = .unknown
      return
    }
    let name = path.utf8.lastIndex(of: .slash).map { path.utf8[path.utf8.index(after: $0)...] } ?? path.utf8[...]
    guard let dot = name.lastIndex(of: .dot) else {
      self = .unknown
      return
    }
    switch Substring(name[dot...]).dropFirst().lowercased() {
    case "csv": self = .table(separator: .comma)
    case "tsv", "tab": self = .table(separator: .tab)
    case "psv": self = .table(separator: .pipe)
    case "tex", "latex": self = .table(separator: UInt8(ascii: "&"))
    case "yaml", "yml": self = .yaml
    case "json", "jsonl", "ndjson", "json5", "jsonc", "ipynb", "sarif", "geojson", "har", "avsc": self = .json
    case "toml", "ini", "cfg", "conf", "properties", "env": self = .settings
    case "xml", "svg", "xsd", "xsl", "rdf", "plist", "resx", "opml", "xhtml": self = .markup(isHTML: false)
    case "html", "htm": self = .markup(isHTML: true)
    case "md", "markdown", "mdx", "mdown", "qmd", "rmd": self = .markdown
    case "txt", "text", "rst", "adoc", "asciidoc", "org", "wiki", "mediawiki", "textile", "log": self = .prose
    default: self = .code
    }
  }

  /// What separates the cells of a table without bars.
  var separator: UInt8? {
    guard case .table(let separator) = self else { return nil }
    return separator
  }

  /// Whether running text may hold lines of labels and values.
  var hasLabels: Bool { self == .unknown || self == .markdown || self == .prose || self == .code }

  /// Whether values need no quotes.
  var isProse: Bool {
    switch self {
    case .prose, .markup: true
    default: false
    }
  }
}

/// The part of a text that is at hand, and what is known of the rest.
struct TextPiece {
  let text: Bytes
  let syntax: TextSyntax
  /// How many bytes of the file come before it.
  let origin: Int
}
