/// Kinds of files that are easily mistaken for a release file, recognized by their start.
public enum FileKind: Hashable, Sendable {
  /// An empty file.
  case empty
  /// The path of another file, which git stores for a symbolic link.
  case pointer(String)
  /// A Git LFS pointer.
  case lfsPointer
  /// A STIX bundle.
  case stix
  /// A layer of the ATT&CK Navigator.
  case layer
  /// Any other JSON.
  case json
  /// A web page, or other XML.
  case html
  /// A compressed file, with the name of the format.
  case packed(String)
  /// A page of a knowledge base.
  case page
  /// The manifest of atlas-data, with the release file that it names; nil for one that names none.
  case manifest(String?)

  /// The kind of `file`; nil if it may be YAML.
  public init?(of file: Bytes) {
    let head = file.prefix(4096)
    var rest = head
    _ = rest.eat("\u{FEFF}")
    rest.eat(while: \.isBlank)
    guard !rest.isEmpty || head.count < file.count else {
      self = .empty
      return
    }
    if let format = FileKind.packing(of: file) {
      self = .packed(format)
    } else if rest.first == UInt8(ascii: "<") {
      self = .html
    } else if rest.first == UInt8(ascii: "{") || rest.first == .openBracket {
      self = FileKind.json(rest)
    } else if rest.starts(with: "version https://git-lfs" as Bytes) {
      self = .lfsPointer
    } else if let path = FileKind.pointer(file) {
      self = .pointer(path)
    } else if FileKind.isPage(rest) {
      self = .page
    } else {
      return nil
    }
  }

  private static func packing(of file: Bytes) -> String? {
    let marks: [([UInt8], String)] = [
      ([0x1F, 0x8B], "gzip"), ([0x50, 0x4B, 0x03, 0x04], "zip"), ([0x42, 0x5A, 0x68], "bzip2"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0x25, 0x50, 0x44, 0x46], "PDF"),
    ]
    return marks.first { file.starts(with: $0.0) }?.1
  }

  private static func json(_ head: Bytes) -> FileKind {
    let squeezed = Bytes(copying: head.filter { !$0.isBlank })
    let marks: [Bytes] = ["\"type\":\"bundle\"", "\"spec_version\"", "{\"objects\":[{"]
    if marks.contains(where: squeezed.contains) { return .stix }
    if squeezed.contains("\"domain\":"), squeezed.contains("\"versions\":") || squeezed.contains("\"techniques\":") {
      return .layer
    }
    return .json
  }

  /// The path in a file of one line, if it ends like the name of a YAML file.
  private static func pointer(_ file: Bytes) -> String? {
    guard file.count <= 512 else { return nil }
    let line = file.trimmed
    let isPath = line.allSatisfy {
      $0.isAlphanumeric || $0 == .dot || $0 == .slash || $0 == .dash || $0 == UInt8(ascii: "_")
    }
    guard isPath, line.suffix(5) == ".yaml" || line.suffix(4) == ".yml" else { return nil }
    return line.string
  }

  private static func isPage(_ head: Bytes) -> Bool {
    var rest = head
    guard let front = FrontMatter(eating: &rest) else { return false }
    return front["title"] != nil
  }
}

extension FileKind: CustomStringConvertible {
  /// The kind of file in words, and what to do about it.
  public var description: String {
    switch self {
    case .empty: "the file is empty"
    case .pointer(let path):
      "the file is only a link to `\(path)`; fetch that file from the same folder of atlas-data"
    case .lfsPointer: "the file is only a Git LFS pointer; fetch the file itself with `git lfs pull`"
    case .stix: "a STIX bundle; use the YAML release file of atlas-data"
    case .layer: "an ATT&CK Navigator layer; use the YAML release file of atlas-data"
    case .json: "JSON; use the YAML release file of atlas-data"
    case .html: "a web page or XML; download the raw file from GitHub"
    case .packed(let format): "a \(format) file; use the unpacked YAML release file of atlas-data"
    case .page: "a page of a knowledge base, not a release file; --data reads pages"
    case .manifest(let path):
      "the manifest of atlas-data, not a release file"
        + (path.map { "; fetch `\($0)`, which it names" } ?? "; it names no file in format 6 or earlier")
    }
  }
}
