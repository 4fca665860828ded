/// The syntax of a text, as its file name implies it.
enum TextSyntax: Equatable {
  /// No file name, or one without an extension.
  case unknown
  /// Programs and scripts.
  case code
  /// Plain text and markup languages other than Markdown.
  case prose
  /// Markdown, which can contain YAML in front matter and fences.
  case markdown
  /// XML or HTML.
  case markup(isHTML: Bool)
  /// JSON, also with one document per line.
  case json
  /// YAML.
  case yaml
  /// TOML, INI and similar settings.
  case settings
  /// Rows of separated values.
  case table(separator: UInt8)

  /// The syntax for the extension of `path`.
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

  /// The separator of cells; nil if the text is not a table of separated values.
  var separator: UInt8? {
    guard case .table(let separator) = self else { return nil }
    return separator
  }

  /// Whether running text can contain lines of labels and values.
  var hasLabels: Bool { self == .unknown || self == .markdown || self == .prose || self == .code }

  /// Whether names need no quotes.
  var isProse: Bool {
    switch self {
    case .prose, .markup: true
    default: false
    }
  }
}

/// One part of a text, and its position in the file.
struct TextPiece {
  let text: Bytes
  let syntax: TextSyntax
  /// The number of bytes of the file before it.
  let origin: Int
}
