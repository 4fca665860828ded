import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Case studies by year.
@Suite struct TimelineQueryTests {
  @Test func everyCaseStudyCountsOnce() {
    let base = KnowledgeBase.bundled
    let ids = base.ids(of: .caseStudy)
    let answer = TimelineQuery(ids + ids).answer(in: base)
    #expect(answer.leftOut.isEmpty)
    #expect(answer.rows.map(\.year) == Array(2016...2026))
    #expect(answer.rows.reduce(0) { $0 + $1.incidents + $1.exercises } == ids.count)
    #expect(answer.rows.reduce(0) { $0 + $1.incidents } == 23)
  }

  @Test func whatHasNoYearOrTypeIsLeftOut() {
    let base = KnowledgeBase(pages: [
      "a.md": "# AML.CS0001: A\n\n## Metadata\n\n- **Type:** incident\n- **Incident Date:** 2019\n",
      "b.md": "# AML.CS0002: B\n\n## Metadata\n\n- **Type:** exercise\n",
      "c.md": "# AML.CS0003: C\n\n## Metadata\n\n- **Incident Date:** May 2, 2021\n",
      "d.md": "# AML.CS0004: D\n\n## Metadata\n\n- **Type:** exercise\n- **Incident Date:** May 2, 2021\n",
    ])
    let answer = TimelineQuery(base.ids(of: .caseStudy)).answer(in: base)
    #expect(
      answer.rows.map { [$0.year, $0.incidents, $0.exercises] } == [[2019, 1, 0], [2020, 0, 0], [2021, 0, 1]])
    #expect(answer.leftOut.map(\.short) == ["CS0002", "CS0003"])
    #expect(TimelineQuery([]).answer(in: base).rows.isEmpty)
  }
}
