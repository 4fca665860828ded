import AtlasCore
import AtlasData
import TestSupport
import Testing

/// What holds for the correction of any text: every retired id and former name of the bundled history, in many forms.
@Suite struct CorrectionPropertyTests {
  private static let base = KnowledgeBase.bundled
  private static let joined = ["ID_SLUG", "see ID-SLUG.yml", "SLUG-ID", "[x](ID_SLUG.md)"]
  private static let yaml = [
    "- ID: NAME\n", "- ID NAME\n", "id: ID\nname: NAME\n", "- {id: ID, name: NAME}\n", "x: [ID - NAME, b]\n",
    "x: |\n  ID NAME\n", "w: |\n  text\nx: ID NAME\n", "NAME: ID\n", "x: 'ID: NAME'\n", "x: 'it''s ID: NAME'\n",
    "x: \"\\\"a\\\" ID: NAME\"\n",
    "- \"NAME (ID)\"\n", "x: NAME (ID)  # NAME (ID)\n",
  ]

  /// A change of the history: what to write for what.
  private struct Case {
    let old: (id: String, name: String)
    let new: (id: String, names: [String])
    let isRetired: Bool
  }

  private static let cases: [Case] = base.history.changes.compactMap { change in
    let id: RecordID
    var isRetired = false
    switch change.outcome {
    case .renamed: id = change.id
    case .retired(let into): (id, isRetired) = (into[0], true)
    }
    guard base.contains(id) else { return nil }
    var names = [base.fullNameBytes(of: id).string]
    let child = base.nameBytes(of: id).string
    let sharing = base.ids().count { base.nameBytes(of: $0).string == child }
    if !isRetired, child.contains(" "), sharing == 1 { names.append(child) }
    return Case(old: ("\(change.id)", change.name), new: ("\(id)", names), isRetired: isRetired)
  }

  private static func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }

  private static func fill(_ form: String, _ id: String, _ name: String) -> String {
    form.replacing("ID", with: id).replacing("NAME", with: name).replacing("SLUG", with: slug(name))
  }

  /// The text without what a correction may choose: quotation marks, and what joins the words of a slug.
  private static func bare(_ text: String) -> String { text.filter { $0 != "\"" }.replacing("_", with: "-") }

  /// Each name that is written is the full one, or that of a sub-technique where it says enough; a second run has nothing
  /// to correct; what is around stays, but for quotation marks.
  @Test(arguments: NeighbourhoodTests.forms + joined, [false, true])
  func everyChangeInEveryForm(_ form: String, _ isLower: Bool) {
    for change in Self.cases {
      func written(_ text: String) -> String { isLower ? text.lowercased() : text }
      let text = Self.fill(form, written(change.old.id), written(change.old.name))
      let result = corrected(text) ?? ""
      let wanted = change.new.names.map { Self.fill(form, written(change.new.id), written($0)) }
      let isKept = kinds(text).allSatisfy { $0 == .ok }
      #expect(wanted.map(Self.bare).contains(Self.bare(result)) || isKept && !change.isRetired, "\(text) -> \(result)")
      #expect(scanner.citations(in: Bytes(copying: result)).allSatisfy { $0.edits.isEmpty }, "\(result)")
      #expect(kinds(result).allSatisfy { $0 == .ok }, "\(result)")
    }
  }

  /// YAML has the same values in the same places, except ids and names.
  @Test(arguments: yaml) func yamlStaysValid(_ form: String) throws {
    for change in Self.cases {
      let text =
        "first: 1\nitems:\n  rest:\n"
        + Self.fill(form, change.old.id, change.old.name).split(separator: "\n")
        .map { "    \($0)\n" }.joined() + "last: 2\n"
      let result = corrected(text, path: "rule.yaml") ?? ""
      #expect(result != text || kinds(text, path: "rule.yaml").allSatisfy { $0 == .ok }, "\(text)")
      // An apostrophe ends a value in single quotation marks.
      guard let tree = try? YAMLTree(Bytes(copying: text)) else { continue }
      let before = Self.leaves(tree.root)
      guard before.contains(where: { $0.contains(change.old.name) }) || form.contains("|") else { continue }
      let after = try Self.leaves(YAMLTree(Bytes(copying: result)).root)
      let wanted = change.new.names.map { name in
        before.map { $0.replacing(change.old.id, with: change.new.id).replacing(change.old.name, with: name) }
      }
      #expect(wanted.contains(after) || result == text, "\(result)")
      #expect(corrected(result, path: "rule.yaml") == result)
    }
  }

  private static func leaves(_ value: YAMLValue) -> [String] {
    switch value.kind {
    case .list: value.elements.flatMap(leaves)
    case .map: value.pairs.flatMap { leaves($0.key) + leaves($0.value) }
    default: [value.text?.string ?? ""]
    }
  }

  /// Beside a variant of its name a retired id stays, in every form.
  @Test(arguments: NeighbourhoodTests.forms + joined) func variantsStay(_ form: String) {
    for (id, name) in [
      ("AML.T0019", "Publish Poisoned Dataset"), ("AML.T0058", "Poisoned Models, Published"),
      ("AML.T0104", "Publish Poisoned AI Agent Tools"), ("AML.T0019", "LLM Jailbreak"),
    ] {
      let text = Self.fill(form, id, name)
      #expect(corrected(text) == text)
      #expect(kinds(text).contains(.retired), "\(text)")
    }
  }

  /// Pages with many forms in any order: a second run has nothing to correct, and only edits change bytes.
  @Test(arguments: 0..<40) func pages(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let path = ["page.md", "rule.yml", "page.txt", "list.csv", "x.py"][seed % 5]
    let forms = NeighbourhoodTests.forms + Self.joined + Self.yaml
    let fillers = [
      "", "plain é words", "| a | b |", "# Title", "AML.T0051", "AML.T9999", "key: value", "\"", "```yaml",
    ]
    let names = Self.cases.map(\.old.name) + ["Sandbox Escape", "Publish Poisoned Dataset", "high"]
    var text = ""
    for _ in 0..<60 {
      let change = Self.cases[Int.random(in: Self.cases.indices, using: &random)]
      let isStrange = Int.random(in: 0..<5, using: &random) == 0
      let name = isStrange ? names[Int.random(in: names.indices, using: &random)] : change.old.name
      text += Self.fill(forms[Int.random(in: forms.indices, using: &random)], change.old.id, name)
      text += Bool.random(using: &random) ? "\n" : "\r\n"
      text += fillers[Int.random(in: fillers.indices, using: &random)] + "\n"
    }
    let citations = scanner.citations(in: Bytes(copying: text), path: path)
    let result = try #require(corrected(text, path: path))
    #expect(result != text)
    let again = scanner.citations(in: Bytes(copying: result), path: path)
    for citation in again where !citation.edits.isEmpty {
      Issue.record("\(result.split(separator: "\n", omittingEmptySubsequences: false)[citation.place.line - 1])")
    }
    let allowed = Set(Self.cases.flatMap { [$0.new.id] + $0.new.names }.map { Self.slug($0) } + [""])
    for citation in citations {
      #expect(
        (citation.verdict.kind == .retired || citation.verdict.kind == .renamed)
          != (citation.edits.isEmpty && citation.obstacle == nil))
      for edit in citation.edits { #expect(allowed.contains(Self.slug(String(decoding: edit.new, as: UTF8.self)))) }
    }
    // Taking out what was edited leaves the same.
    var (before, after, shift) = (Array(text.utf8), Array(result.utf8), 0)
    for edit in Correction(citations).edits {
      before.replaceSubrange(edit.offset + shift..<edit.offset + shift + edit.old.count, with: [])
      after.replaceSubrange(edit.offset + shift..<edit.offset + shift + edit.new.count, with: [])
      shift -= edit.old.count
    }
    #expect(before == after)
  }
}
