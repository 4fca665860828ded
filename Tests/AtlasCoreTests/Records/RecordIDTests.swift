import AtlasCore
import Testing

@Suite struct RecordIDTests {
  @Test(arguments: [
    ("AML.T0051", RecordID(.technique, 51)), ("AML.T0051.001", RecordID(.technique, 51, sub: 1)),
    ("AML.TA0011", RecordID(.tactic, 11)), ("AML.M0015", RecordID(.mitigation, 15)),
    ("AML.CS0009", RecordID(.caseStudy, 9)), ("aml.t0051", RecordID(.technique, 51)),
    ("t0051.000", RecordID(.technique, 51, sub: 0)), ("cs0009", RecordID(.caseStudy, 9)),
    ("Ta0000", RecordID(.tactic, 0)), ("AML.T9999.999", RecordID(.technique, 9999, sub: 999)),
    ("AML.T99999999", RecordID(.technique, 99_999_999)), ("AML.T00051", RecordID(.technique, 51, digits: 5)),
  ])
  func reads(_ text: String, _ id: RecordID) { #expect(RecordID(text) == id) }

  @Test(arguments: [
    "", "AML.", "AML", "0051", "T51", "T051", "AML.T", "AML.X0001", "AML.T0051.", "AML.T0051.1", "AML.T0051.01",
    "AML.T0051.0011", "AML.T0051.001.001", "AML.M0015.001", "AML.TA0011.000", "AML.CS0009.001", "AML.T0051x",
    "AML.T0051.001x", " AML.T0051", "AML.T0051 ", "AML.T999999999", "AML.T123456789012345678901234567890",
    "AML.AML.T0051",
    "AML.T-001", "AML.TÄ0001", "AML.T００５１", "TT0051", "AML.T0051\n",
  ])
  func refuses(_ text: String) { #expect(RecordID(text) == nil) }

  @Test(arguments: [
    ("AML.T0051: LLM", "AML.T0051", ": LLM"), ("AML.T0051. Then", "AML.T0051", ". Then"),
    ("AML.T0051.001)", "AML.T0051.001", ")"), ("T0051-x", "AML.T0051", "-x"),
  ])
  func takesOffTheFront(_ text: String, _ id: String, _ rest: String) {
    var bytes = Bytes(copying: text)
    #expect(RecordID(eating: &bytes)?.description == id)
    #expect(bytes.string == rest)
  }

  @Test func takesNothingThatIsNoId() {
    var bytes: Bytes = "AML.T0051.0011 is none"
    #expect(RecordID(eating: &bytes) == nil)
    #expect(bytes == "AML.T0051.0011 is none")
    bytes = "T0051 has no prefix"
    #expect(RecordID(eatingFormal: &bytes) == nil)
  }

  @Test(arguments: RecordKind.allCases, [0, 7, 9_999, 10_000, 123_456, 99_999_999])
  func writesWhatItReads(_ kind: RecordKind, _ number: Int) {
    for sub in kind == .technique ? [nil, 0, 1, 42, 999] : [nil] {
      for digits in 4...8 {
        let id = RecordID(kind, number, sub: sub, digits: digits)
        #expect(RecordID(id.description) == id)
        #expect(RecordID(id.short) == id)
        #expect(id.kind == kind && id.number == number && id.sub == sub)
        #expect(id.parent == (sub == nil ? nil : RecordID(kind, number, digits: digits)))
      }
    }
  }

  @Test func standsInOrder() {
    let order = [
      "AML.TA0000", "AML.TA0015", "AML.T0000", "AML.T0005", "AML.T0005.000", "AML.T0005.001", "AML.T0006", "AML.T0115",
      "AML.T10000", "AML.M0000", "AML.M0039", "AML.CS0000", "AML.CS0072",
    ]
    #expect(order.reversed().compactMap { RecordID($0) }.sorted().map(\.description) == order)
  }

  @Test func knowsItsAddress() {
    #expect(RecordID(.caseStudy, 9).url == "https://atlas.mitre.org/studies/AML.CS0009")
    #expect(RecordID(.technique, 51, sub: 1).url == "https://atlas.mitre.org/techniques/AML.T0051.001")
  }
}
