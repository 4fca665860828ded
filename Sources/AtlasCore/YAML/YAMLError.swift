/// An error in a YAML file, and its place.
public struct YAMLError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// What is wrong.
  public let reason: Reason

  /// The kinds of errors in a YAML file.
  public enum Reason: Hashable, Sendable {
    /// The file is larger than the limit.
    case tooLarge(limit: Int)
    /// A byte that is not part of a valid UTF-8 character.
    case notUTF8
    /// A control character that YAML does not allow in a file.
    case controlCharacter(UInt8)
    /// A tab used as indentation.
    case tab
    /// Collections that are nested too deeply.
    case tooDeep(limit: Int)
    /// A part of YAML that this reader does not support.
    case unsupported(Feature)
    /// A key that appears twice in one map.
    case duplicateKey(String, firstLine: Int)
    /// A line whose indentation matches no open collection.
    case indentation
    /// Text that is not allowed at this place.
    case unexpected(String)
    /// A map entry without a colon after its key.
    case missingColon
    /// A colon in text without quotes.
    case colonInText
    /// A character that cannot start text without quotes.
    case reserved(UInt8)
    /// A value that starts here is not closed before the end of the file or document.
    case unclosed(Opened)
    /// An invalid escape in text with double quotes.
    case badEscape(String)
    /// Invalid characters after `|` or `>`.
    case badBlockHeader
    /// An alias to an unknown anchor.
    case unknownAlias(String)
    /// An alias to a value that contains the alias.
    case recursiveAlias(String)
    /// Aliases that stand for more text than the limit.
    case aliasesTooLarge(limit: Int)
  }

  /// A construct that was opened and not closed.
  public enum Opened: String, Sendable {
    case doubleQuote = "a text in double quotes"
    case singleQuote = "a text in single quotes"
    case list = "a list in brackets"
    case map = "a map in braces"
  }

  /// Parts of YAML that this reader does not support.
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
  /// The error in words, to follow a place.
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
    case .unexpected(let text): "`\(text)` is not allowed here"
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
  /// The name of the part with a verb.
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

  /// The start of `text`: at most 40 bytes on one line, safe to print.
  static func excerpt(_ text: Bytes) -> String {
    let head = text.prefix(40)
    let line = head[head.startIndex..<(head.firstIndex(of: .newline) ?? head.endIndex)]
    let safe = String(line.string.unicodeScalars.filter { YAMLStyle.isPrintable($0) && $0 != "\u{FFFD}" })
    return line.count == 40 && text.count > 40 ? safe + "…" : safe
  }
}
