/// What the name of a file tells about the syntax of its text, as far as corrections must respect it.
enum TextSyntax: Equatable {
  /// Code, configuration, or a text without a name.
  case unknown
  /// Prose and markup, in which values need no quotes.
  case prose
  /// Markdown, which may hold YAML as front matter and in fences.
  case markdown
  /// YAML.
  case yaml
  /// Rows of separated values.
  case table(separator: UInt8)

  /// The syntax that the extension of `path` stands for.
  init(path: String?) {
    guard let path, let dot = path.utf8.lastIndex(of: .dot) else {
      self = .unknown
      return
    }
    switch path[dot...].dropFirst().lowercased() {
    case "csv": self = .table(separator: .comma)
    case "yaml", "yml": self = .yaml
    case "md", "markdown", "mdx", "mdown", "qmd", "rmd": self = .markdown
    case "txt", "rst", "adoc", "asciidoc", "org", "tex", "html", "htm", "xml", "svg": self = .prose
    default: self = .unknown
    }
  }

  /// What separates the cells of a table without bars.
  var separator: UInt8? {
    guard case .table(let separator) = self else { return nil }
    return separator
  }
}

/// The part of a text that is at hand, and what is known of the rest.
struct TextPiece {
  let text: Bytes
  let syntax: TextSyntax
  /// How many bytes of the file come before it.
  let origin: Int
}
