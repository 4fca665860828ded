import AtlasCore
import AtlasData
import Testing

@testable import AtlasCLI

/// What passes a filter, counted by other means over the release.
@Suite struct FilterTests {
  static let counts: [(line: String, count: Int)] = [
    ("techniques", 208), ("techniques --sub", 88), ("techniques --no-sub", 120), ("techniques --sub --no-sub", 120),
    ("techniques --platform 'Agentic AI'", 139), ("techniques --platform AGENTIC", 139),
    ("techniques --platform agentic,enterprise", 199),
    ("techniques --platform agentic --platform enter", 199),
    ("techniques --platform agentic --maturity realized --tactic exfiltration", 3),
    ("techniques --maturity real,feas,demo", 208),
    ("techniques --parent t0051", 3), ("techniques --parent 'LLM Prompt Injection'", 3),
    ("techniques --tactic TA0002", 18), ("techniques --tactic recon", 18), ("techniques --tactic 0002", 18),
    ("techniques --tactic TA0002,TA0002", 18),
    ("techniques --no-mitigation", 74), ("techniques --no-mitigation --include-related", 57),
    ("techniques --has-mitigation", 134), ("techniques --attack T1596", 4), ("techniques --attack t1596.005", 1),
    ("techniques --attack T1078", 1), ("list --attack TA0043", 1), ("techniques --attack T1595 --attack t1078", 4),
    ("techniques --name poison", 16), ("techniques --name '^ai .*poison|^llm'", 20),
    ("techniques --name POISON --name ^llm", 28),
    ("techniques --modified-since 2026-08", 44), ("mitigations --modified-since 2026-08", 6),
    ("tactics --modified-since 'August 2026'", 1),
    ("mitigations --category policy --phase deploy", 5), ("mitigations --category 'technical - cyber'", 14),
    ("case-studies --type incident", 23), ("case-studies --type inc,exercise", 73),
    ("case-studies --since 2026", 12), ("case-studies --since 2020-06 --until 2020-06", 5),
    ("case-studies --until 2020-01", 10), ("case-studies --since 2020-02-28 --until 2020-03-01", 6),
    ("case-studies --target chatgpt", 6), ("case-studies --target 'openai chatgpt'", 3),
    ("case-studies --actor unknown", 6), ("case-studies --actor microsoft", 3),
    ("case-studies --actor 'unknown threat'", 2),
    ("list --kind tactic", 16), ("list --kind tactic,mit", 56), ("list --kind case --type incident", 23),
    ("list", 337), ("list --maturity realized --category policy", 0), ("tactics --reverse", 16),
    ("techniques --limit 7", 7), ("techniques --limit 99999999999", 208), ("techniques --limit 0", 0),
    ("list --for t0051", 12), ("techniques --for m0015 --no-sub", 4),
  ]

  @Test(arguments: counts) func selects(_ row: (line: String, count: Int)) {
    let result = Tool.run(row.line + " --format ids")
    #expect(result.output.split(separator: "\n").count == row.count)
    #expect(result.status == (row.count == 0 ? 1 : 0))
  }

  @Test func countsInPlaceOfAList() {
    #expect(Tool.run("tactics --count").output == "16\n")
    #expect(Tool.run("tactics --count --limit 3 --json").output == "3\n")
    #expect(
      Tool.run("tactics --count --name zzz")
        == Tool.Result(output: "0\n", errors: "atlas: no tactic in release 2026.09 matches --name zzz\n", status: 1))
    #expect(Tool.run("tactics --limit 0") == Tool.Result(output: "", errors: "", status: 1))
  }

  static let usage: [(line: String, message: String)] = [
    (
      "techniques --platform foo",
      "--platform takes \"Agentic AI\", \"Enterprise\", \"Generative AI\" or \"Predictive AI\", not \"foo\""
    ),
    (
      "techniques --platform ai",
      "--platform \"ai\" is ambiguous: \"Agentic AI\", \"Generative AI\" or \"Predictive AI\""
    ),
    ("techniques --platform ,", "--platform takes"), ("techniques --platform=", "--platform takes"),
    ("techniques --maturity high", "--maturity takes feasible, demonstrated or realized, not \"high\""),
    ("techniques --attack x", "--attack takes the id of an ATT&CK record such as T1078, not \"x\""),
    ("techniques --attack T10781", "--attack takes"), ("techniques --attack T1078.01", "--attack takes"),
    ("case-studies --target zzz", "--target takes"), ("case-studies --actor ''", "--actor takes"),
    ("case-studies --since soon", "--since takes a date such as 2025, 2025-04 or 2025-04-30, not \"soon\""),
    ("case-studies --since 2025-13", "--since takes"), ("case-studies --until 2025-02-30", "--until takes"),
    ("case-studies --since 2020 --since 2021", "--since is given twice, with \"2020\" and \"2021\""),
    ("case-studies --type attack", "--type takes incident or exercise"),
    ("mitigations --phase e", "--phase \"e\" is ambiguous"),
    ("techniques --name '('", "--name: ( is never closed"), ("techniques --name 'a{1,99999}'", "--name: repetition"),
    (
      "techniques --sort position",
      "--sort takes id, name, modified, created, maturity, mitigations, case-studies, step or matches, not \"position\""
    ),
    ("mitigations --sort date", "--sort takes id, name, modified, created, techniques or matches, not \"date\""),
    ("list --kind tool", "--kind takes tactic, technique, mitigation or case-study"),
    ("techniques --limit -1", "--limit takes a number from 0 up, not \"-1\""),
    ("techniques --limit 99999999999999999999", "--limit takes a number from 0 up"),
    ("techniques --include-related", "--include-related needs --for ID, --with, --has-mitigation or --no-mitigation"),
    ("tactics --maturity realized", "no flag --maturity"),
    ("techniques x", "techniques takes no arguments; did you mean --name \"x\"?"),
    ("mitigations t0031", "mitigations takes no arguments; did you mean --for \"t0031\"?"),
    ("techniques --platform '\u{1B}[31m'", "--platform takes"),
  ]

  @Test(arguments: usage) func refuses(_ row: (line: String, message: String)) {
    let result = Tool.run(row.line)
    #expect(result.status == 2)
    #expect(result.output == "")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2, "\(result.errors)")
    #expect(lines.first?.hasPrefix("atlas: \(row.message)") == true, "\(result.errors)")
    #expect(lines.last?.hasPrefix("usage: atlas ") == true)
    #expect(!result.errors.contains("\u{1B}"))
  }

  static let empty: [(line: String, message: String)] = [
    (
      "techniques --platform enterprise --no-sub --name zzz",
      "no technique in release 2026.09 matches --platform enterprise, --no-sub and --name zzz"
    ),
    ("techniques --attack T9999", "no technique in release 2026.09 matches --attack T9999"),
    (
      "mitigations --for t0065",
      "no mitigation in release 2026.09 is related to AML.T0065 (LLM Prompt Crafting)"
    ),
    (
      "mitigations --for t0031 --category policy",
      "no mitigation in release 2026.09 is related to AML.T0031 (Erode AI Model Integrity) and matches --category policy"
    ),
    (
      "techniques --tactic m0015",
      "AML.M0015 (Predictive AI Adversarial Input Detection) is a mitigation, not a tactic"
    ),
    ("techniques --tactic zzzz", "no tactic named \"zzzz\" in release 2026.09"),
    ("techniques --parent ai", "\"ai\" is ambiguous"),
    ("techniques --tactic TA9999", "AML.TA9999 is not in release 2026.09"),
    ("techniques --for x0", "no record named \"x0\""),
  ]

  @Test(arguments: empty) func findsNothing(_ row: (line: String, message: String)) {
    for (format, output) in [("text", ""), ("json", "[]\n")] {
      let result = Tool.run("\(row.line) --format \(format)")
      // A value that names no record is an error, and an answer without records is not.
      let isUnknown = ["tactic m0015", "zzzz", "--parent ai", "TA9999", "--for x0"].contains { row.line.hasSuffix($0) }
      #expect(result.status == (isUnknown ? 2 : 1))
      #expect(result.output == output)
      #expect(result.errors.hasPrefix("atlas: \(row.message)"), "\(result.errors)")
    }
  }

  @Test func whatIsFoundIsListedBesideAMiss() {
    let result = Tool.run("techniques --tactic zzzz --tactic TA0002 --count")
    #expect(result.output == "18\n")
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("atlas: no tactic named"))
  }

  /// Every value that completion offers is one that the filter takes, and finds something by.
  @Test func candidatesAreTaken() {
    for property in [RecordProperty.platform, .category, .phase, .actor, .target] {
      guard case .candidates(let isList, let make) = Values.property(property) else {
        Issue.record("\(property) has no candidates")
        continue
      }
      #expect(isList == property.isClosed)
      let words = make(.bundled).map(\.word)
      #expect(words.count >= 3)
      let known = words.map { Bytes(copying: $0) }
      for word in known { #expect(WordMatch.values(word, among: known, isOne: property.isClosed).contains(word)) }
    }
  }

  /// Completion looks at the lines of metadata only; it must see what the reader of pages sees.
  @Test func aGlanceSeesWhatReadingSees() {
    for property in RecordProperty.allCases {
      let base = KnowledgeBase.bundled
      let read = Set(
        base.ids().compactMap(base.record).filter { property.kinds.contains($0.id.kind) }
          .flatMap(property.values(of:)))
      #expect(property.values(in: base) == read.sorted().map(\.string), "\(property)")
    }
  }
}

@Suite struct WordMatchTests {
  static let values: [Bytes] = ["Agentic AI", "Generative AI", "AI Lab", "Data (raw)", "Data"]

  static let words: [(word: String, one: String, many: String)] = [
    ("data", "Data", "Data"), ("DATA (RAW)", "Data (raw)", "Data (raw)"), ("gen", "Generative AI", "Generative AI"),
    ("ai", "AI Lab", "Agentic AI|Generative AI|AI Lab"),
    ("a", "Agentic AI|Generative AI|AI Lab", "Agentic AI|Generative AI|AI Lab"),
    ("raw", "Data (raw)", "Data (raw)"), ("aw", "", ""), ("", "", ""), ("  lab ", "AI Lab", "AI Lab"),
    ("dat", "Data (raw)|Data", "Data (raw)|Data"),
  ]

  @Test(arguments: words) func finds(_ row: (word: String, one: String, many: String)) {
    for (isOne, wanted) in [(true, row.one), (false, row.many)] {
      let found = WordMatch.values(Bytes(copying: row.word), among: WordMatchTests.values, isOne: isOne)
      #expect(found.map(\.string).joined(separator: "|") == wanted)
    }
  }

  @Test(
    arguments: [
      ("T1078", "T1078", true), ("T1078", "T1078.004", true), ("t1078", "T1078", true), ("T1078.004", "T1078", false),
      ("T107", "T1078", nil), ("T1078", "T10789", false), ("TA0043", "TA0043", true), ("M1017", "M1017", true),
      ("AML.T0012", "", nil), ("", "", nil), ("T1078.", "", nil), (" T1078 ", "T1078", true),
    ] as [(String, String, Bool?)])
  func coversAttackIDs(_ word: String, _ id: String, _ wanted: Bool?) {
    #expect(AttackID(word)?.covers(Bytes(copying: id)) == wanted)
  }
}

@Suite struct PartialDateRangeTests {
  @Test(arguments: [
    ("2020", "2020-06", true, true), ("2020", "2021", false, true), ("2020", "2019", true, false),
    ("2020-04", "2020-04-15", true, true), ("2020-04", "2020-05", false, true),
    ("2020-04-30", "2020-04-30", true, true),
    ("2020-04-30", "2020-04", true, true), ("2020-04-30", "2020-04-29", true, false),
    ("2020-04-30", "2020-05-01", false, true), ("2020-02", "2020-02-29", true, true),
    ("2019-12-31", "2020", false, true),
  ])
  func takesWhatMayLieInTheRange(_ date: String, _ bound: String, _ isSince: Bool, _ isUntil: Bool) throws {
    let (date, bound) = (try #require(PartialDate(date)), try #require(PartialDate(bound)))
    #expect(date.mayBe(onOrAfter: bound) == isSince)
    #expect(date.mayBe(onOrBefore: bound) == isUntil)
  }
}
