/// The problem with a YAML file, and where.
public struct YAMLError: Error, Hashable, Sendable {
  /// The line, the first being 1.
  public let line: Int
  /// The character on the line, the first being 1.
  public let column: Int
  /// What is wrong.
  public let reason: Reason

  /// What can be wrong with a YAML file.
  public enum Reason: Hashable, Sendable {
    /// The file is larger than the reader takes.
    case tooLarge(limit: Int)
    /// A byte that is part of no UTF-8 character.
    case notUTF8
    /// A control character that YAML does not allow in a file.
    case controlCharacter(UInt8)
    /// A tab where the indentation of a line decides.
    case tab
    /// Collections inside collections, more of them than the reader takes.
    case tooDeep(limit: Int)
    /// A part of YAML that this reader does not know.
    case unsupported(Feature)
    /// The same key twice in one map.
    case duplicateKey(String, firstLine: Int)
    /// A line whose indentation fits no collection that is open.
    case indentation
    /// Text that cannot are where it is.
    case unexpected(String)
    /// An entry of a map without a colon behind its key.
    case missingColon
    /// A colon in text that is not quoted.
    case colonInText
    /// A character that text cannot start with, unless it is quoted.
    case reserved(UInt8)
    /// The file ends, or the document does, inside of what began at this place.
    case unclosed(Opened)
    /// An escape in a double-quoted text that YAML does not have.
    case badEscape(String)
    /// The marks after `|` or `>` are not what YAML knows.
    case badBlockHeader
    /// An alias of which no anchor is known.
    case unknownAlias(String)
    /// An alias that refers to a value that contains it.
    case recursiveAlias(String)
    /// Aliases that stand for more text than the reader takes.
    case aliasesTooLarge(limit: Int)
  }

  /// What was opened and not closed.
  public enum Opened: String, Sendable {
    case doubleQuote = "a text in double quotes"
    case singleQuote = "a text in single quotes"
    case list = "a list in brackets"
    case map = "a map in braces"
  }

  /// Parts of YAML that the files in question do not use and that this reader refuses.
  public enum Feature: Hashable, Sendable {
    case explicitKey
    case mergeKey
    case collectionAsKey
    case aliasAsKey
    case anchorOnKey
    case pairInList
    case secondDocument
    case directive(String)
    case version(String)
    case tag(String)
    case encoding(String)
  }
}

extension YAMLError: CustomStringConvertible {
  /// The place and the reason, on one line.
  public var description: String { "line \(line), column \(column): \(reason)" }
}

extension YAMLError.Reason: CustomStringConvertible {
  /// What is wrong, in words that go on behind a place.
  public var description: String {
    switch self {
    case .tooLarge(let limit): "the file is larger than \(limit >> 20) MB"
    case .notUTF8: "a byte that is not UTF-8"
    case .controlCharacter(let byte): "the control character 0x\(YAMLError.hex(byte)), which YAML does not allow"
    case .tab: "a tab in the indentation; YAML takes only spaces there"
    case .tooDeep(let limit): "more than \(limit) collections inside each other"
    case .unsupported(let feature): "\(feature) not supported"
    case .duplicateKey(let key, let line): "the key `\(key)` appears twice in one map, first on line \(line)"
    case .indentation: "the indentation of this line fits nothing above it"
    case .unexpected(let text): "`\(text)` cannot stand here"
    case .missingColon: "a key without `: ` after it"
    case .colonInText: "a second `: ` in one text; put the text in quotes"
    case .reserved(let byte): "text cannot begin with `\(Character(UnicodeScalar(byte)))`; put it in quotes"
    case .unclosed(let opened): "\(opened.rawValue) starts here and is not closed"
    case .badEscape(let escape): "`\(escape)` is not a YAML escape"
    case .badBlockHeader: "only `+` or `-` and one digit from 1 to 9 can follow `|` or `>`"
    case .unknownAlias(let name): "`*\(name)` refers to an anchor that is not defined above it"
    case .recursiveAlias(let name): "`*\(name)` refers to a value that contains it"
    case .aliasesTooLarge(let limit): "the aliases up to here stand for more than \(limit >> 20) MB"
    }
  }
}

extension YAMLError.Feature: CustomStringConvertible {
  /// The name of the part, with its verb.
  public var description: String {
    switch self {
    case .explicitKey: "keys that begin with `? ` are"
    case .mergeKey: "the merge key `<<` is"
    case .collectionAsKey: "a list or map as a key is"
    case .aliasAsKey: "an alias as a key is"
    case .anchorOnKey: "an anchor or tag on a key is"
    case .pairInList: "a pair in a list without braces of its own is"
    case .secondDocument: "a second document in one file is"
    case .directive(let name): "the directive `%\(name)` is"
    case .version(let version): "YAML version \(version) is"
    case .tag(let name): "the tag `\(name)` is"
    case .encoding(let name): "the encoding \(name) is"
    }
  }
}

extension YAMLError {
  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }

  /// At most 40 bytes of `text`, on one line and safe to print.
  static func excerpt(_ text: Bytes) -> String {
    let head = text.prefix(40)
    let line = head[head.startIndex..<(head.firstIndex(of: .newline) ?? head.endIndex)]
    let safe = String(line.string.unicodeScalars.filter { YAMLStyle.isPrintable($0) && $0 != "\u{FFFD}" })
    return line.count == 40 && text.count > 40 ? safe + "…" : safe
  }
}
