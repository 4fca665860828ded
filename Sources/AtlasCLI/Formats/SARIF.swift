import AtlasCore

/// Writes findings in files as SARIF 2.1.0, which code-scanning services and editors read.
///
/// Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0,
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; GitHub Docs, SARIF support for code scanning. One run,
/// written as findings come: the head with the rules, the results one after the other, the end. Fingerprints are left to the
/// service, which takes them of the lines of its own checkout.
struct SARIF {
  /// How bad a finding is, by the words of the standard.
  enum Level: String, Sendable {
    case note, warning, error
  }

  /// A kind of finding.
  struct Rule: Sendable {
    /// A word that never changes.
    let id: String
    /// What it means, in a sentence with a period.
    let summary: String
    /// What to do about a finding, where there is more to say than what it means.
    var help: String?
    /// The level of its findings, unless a finding has its own.
    var level = Level.warning
  }

  /// A finding.
  struct Result {
    /// The id of one of the rules.
    let rule: String
    let level: Level
    /// What is wrong, in a sentence.
    let message: String
    /// The file, from the directory that the run began in, or from the root.
    let path: Bytes
    /// The line, the first being 1.
    let line: Int
    /// The character on the line, the first being 1; characters are code points.
    let column: Int
    /// How many characters are at fault; nil for up to the end of the line.
    var length: Int?
    /// What the finding is about; nil where that is in no taxonomy.
    var taxon: Taxon?
  }

  /// A record of ATLAS, as an entry of a taxonomy (3.19.3, `taxa`).
  struct Taxon {
    let id: String
    let name: Bytes
    /// The official page.
    let url: String?
  }

  private let rules: [Rule]
  private let toolVersion: String
  private var count = 0
  private var taxa: [Taxon] = []
  private var numbers: [String: Int] = [:]

  /// A log with findings of `rules`, by a version of the tool.
  init(_ rules: [Rule], toolVersion: String) {
    self.rules = rules
    self.toolVersion = toolVersion
  }

  /// Writes what comes before the results.
  ///
  /// - Parameters:
  ///   - output: where to write.
  ///   - release: the version of the data that the findings are about, where they are about it.
  func begin(_ output: inout Output, release: Bytes? = nil) {
    let driver: Value = .keyed(
      ("name", .text("atlas")), ("informationUri", .text("https://atlas.mitre.org")), ("version", .text(toolVersion)),
      ("rules", .array(rules.map(SARIF.object))),
      ("supportedTaxonomies", .array(release == nil ? [] : [SARIF.taxonomy])))
    output.append("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",")
    output.append("\"runs\":[{\"tool\":")
    write(.keyed(("driver", driver)), &output)
    output.append(",\"columnKind\":\"unicodeCodePoints\"")
    if let release {
      output.append(",\"properties\":")
      write(.keyed(("dataRelease", .string(release))), &output)
    }
    output.append(",\"results\":[")
  }

  /// Writes one result.
  mutating func write(_ result: Result, _ output: inout Output) {
    output.append(count == 0 ? "\n" : ",\n")
    count += 1
    var region: [(key: StaticString, value: Value)] = [
      ("startLine", .number(result.line)), ("startColumn", .number(result.column)),
    ]
    if let length = result.length {
      region += [("endLine", .number(result.line)), ("endColumn", .number(result.column + length))]
    }
    let file: Value = .keyed(("uri", .text(SARIF.uri(result.path))))
    let place: Value = .keyed(("artifactLocation", file), ("region", .object(region)))
    let index = rules.firstIndex { $0.id == result.rule }
    var pairs: [(key: StaticString, value: Value)] = [
      ("ruleId", .text(result.rule)), ("ruleIndex", .number(index ?? -1)), ("level", .text(result.level.rawValue)),
      ("message", .keyed(("text", .string(Bytes(copying: result.message))))),
      ("locations", .array([.keyed(("physicalLocation", place))])),
    ]
    if let taxon = result.taxon { pairs.append(("taxa", .array([reference(to: taxon)]))) }
    write(.object(pairs), &output)
  }

  private static let taxonomy = Value.keyed(("name", .text("MITRE ATLAS")), ("index", .number(0)))

  /// The reference of a result to an entry, which is added to the taxonomy with its first use (3.27.8).
  private mutating func reference(to taxon: Taxon) -> Value {
    let number = numbers[taxon.id] ?? taxa.count
    if number == taxa.count {
      taxa.append(taxon)
      numbers[taxon.id] = number
    }
    return .keyed(("id", .text(taxon.id)), ("index", .number(number)), ("toolComponent", SARIF.taxonomy))
  }

  /// Writes what comes behind the results.
  ///
  /// - Parameters:
  ///   - output: where to write.
  ///   - isComplete: whether the tool could look at everything.
  ///   - taxonomyVersion: the release of the entries; nil where results have none.
  func end(_ output: inout Output, isComplete: Bool = true, taxonomyVersion: Bytes? = nil) {
    output.append(count == 0 ? "]" : "\n]")
    if let taxonomyVersion {
      let entries = taxa.map { taxon -> Value in
        var pairs: [(key: StaticString, value: Value)] = [
          ("id", .text(taxon.id)), ("name", .string(taxon.name)),
          ("shortDescription", .keyed(("text", .string(taxon.name)))),
        ]
        if let url = taxon.url { pairs.append(("helpUri", .text(url))) }
        return .object(pairs)
      }
      output.append(",\"taxonomies\":[")
      write(
        .keyed(
          ("name", .text("MITRE ATLAS")), ("organization", .text("MITRE")), ("version", .string(taxonomyVersion)),
          ("informationUri", .text("https://atlas.mitre.org")), ("isComprehensive", .bool(false)),
          ("shortDescription", .keyed(("text", .text("Adversary tactics and techniques against AI systems.")))),
          ("taxa", .array(entries))), &output)
      output.append("]")
    }
    output.append(",\"invocations\":[{\"executionSuccessful\":\(isComplete)}]}]}\n")
  }

  private func write(_ value: Value, _ output: inout Output) { output.json(value, isIndented: false) }

  private static func object(_ rule: Rule) -> Value {
    let summary = Value.keyed(("text", .string(Bytes(copying: rule.summary))))
    // GitHub's code scanning takes no rule without the second and the third.
    return .keyed(
      ("id", .text(rule.id)), ("shortDescription", summary), ("fullDescription", summary),
      ("help", .keyed(("text", .string(Bytes(copying: rule.help ?? rule.summary))))),
      ("defaultConfiguration", .keyed(("level", .text(rule.level.rawValue)))))
  }

  /// A path as a URI reference: relative paths stay relative, to whatever the reader takes for the root of the sources.
  static func uri(_ path: Bytes) -> String {
    var rest = path
    if rest.first == UInt8(ascii: "/") {
      return "file://" + encoded(rest)
    }
    while rest.starts(with: "./" as Bytes) { rest = rest.dropFirst(2) }
    return encoded(rest)
  }

  /// RFC 3986: what is neither unreserved nor a slash is written by its bytes.
  private static func encoded(_ path: Bytes) -> String {
    var text = ""
    for byte in path {
      if byte.isAlphanumeric || ("-._~/" as Bytes).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
