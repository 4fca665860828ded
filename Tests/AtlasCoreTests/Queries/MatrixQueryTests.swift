import AtlasData
import TestSupport
import Testing

@testable import AtlasCore

/// The matrix as a model: columns, cells, marks and steps.
@Suite struct MatrixQueryTests {
  static let base = KnowledgeBase.bundled

  private static func answer(
    in base: KnowledgeBase = base, _ change: (inout MatrixQuery) -> Void = { _ in }
  ) throws -> MatrixAnswer {
    var query = MatrixQuery()
    change(&query)
    return try query.answer(in: base)
  }

  private static func cells(_ answer: MatrixAnswer) -> [MatrixAnswer.Cell] {
    answer.columns.flatMap(\.cells).flatMap { [$0] + $0.subtechniques }
  }

  @Test func theWholeMatrixHasEverythingOnce() throws {
    let answer = try MatrixQueryTests.answer()
    #expect(answer.columns.count == 16 && answer.columns.first?.name == "Reconnaissance")
    #expect(answer.columns.map { $0.tactic.map { Self.base.position(of: $0) } } == Array(1...16))
    #expect(answer.techniqueCount == 208 && answer.markedCount == 0 && !answer.hasMarks)
    #expect(answer.columns.flatMap(\.cells).count == 131 && MatrixQueryTests.cells(answer).count == 225)
    #expect(answer.legend.items.isEmpty && answer.unplaced.isEmpty)
    #expect(answer.title == "MITRE ATLAS matrix 2026.09")
    #expect(answer.columns.map(\.shortName).contains("ai-model-access"))
  }

  @Test func stepsOfACaseStudyAreMarkedInTheirTactics() throws {
    for study in Self.base.ids(of: .caseStudy) {
      let answer = try MatrixQueryTests.answer { $0.origins = [study] }
      let steps = Self.base.steps(of: study)
      #expect(answer.unplaced.isEmpty)
      let marked = Set(MatrixQueryTests.cells(answer).filter { $0.mark != nil }.map(\.technique))
      #expect(marked == Set(steps.map(\.target)), "\(study)")
      for column in answer.columns {
        for cell in [column.cells, column.cells.flatMap(\.subtechniques)].joined() where cell.mark != nil {
          let used = steps.filter { $0.target == cell.technique }.compactMap(\.tactic)
          let own = Self.base.tactics(of: cell.technique)
          #expect(used.contains { $0 == column.tactic || !own.contains($0) }, "\(study) \(cell.technique)")
        }
      }
    }
  }

  @Test func severalRecordsCount() throws {
    let studies = Self.base.ids(of: .caseStudy)
    let answer = try MatrixQueryTests.answer { $0.origins = studies }
    for column in answer.columns {
      for cell in column.cells.flatMap({ [$0] + $0.subtechniques }) {
        let users = studies.filter { study in
          Self.base.steps(of: study).contains { $0.target == cell.technique && $0.tactic == column.tactic }
        }
        #expect(cell.mark?.score ?? 0 == Double(users.count))
      }
    }
    #expect(answer.legend.title == "score")
    #expect(answer.legend.items.map(\.paint).contains(.step(4)))
  }

  @Test(arguments: MatrixMeasure.allCases) func measuresHaveFiveStepsAtMost(_ measure: MatrixMeasure) throws {
    let answer = try MatrixQueryTests.answer { $0.measure = measure }
    let cells = MatrixQueryTests.cells(answer)
    #expect(!answer.legend.items.isEmpty && answer.legend.items.count <= 5)
    #expect(answer.legend.items.reduce(0) { $0 + $1.count } == 208)
    // Who has more is never lighter.
    func number(_ cell: MatrixAnswer.Cell) -> Int? {
      guard case .step(let step) = cell.paint else { return nil }
      #expect((0...4).contains(step) && !cell.value.isEmpty)
      return step
    }
    let sorted = cells.filter { number($0) != nil }.sorted { number($0) ?? 0 < number($1) ?? 0 }
    if measure == .caseStudies || measure == .mitigations {
      let values = sorted.compactMap { Int($0.value) }
      #expect(
        zip(sorted, sorted.dropFirst()).allSatisfy {
          number($0) == number($1) || Int($0.value) ?? 0 < Int($1.value) ?? 0
        })
      #expect(values.count == sorted.count)
    }
  }

  @Test func filtersNarrowAndMarksSingleOut() throws {
    let model = try #require(RecordID("AML.M0015"))
    let narrowed = try MatrixQueryTests.answer {
      $0.filter.isSubtechnique = false
      $0.filter.maturities = [.realized]
      $0.origins = [model]
    }
    #expect(MatrixQueryTests.cells(narrowed).allSatisfy { $0.technique.sub == nil })
    let only = try MatrixQueryTests.answer {
      $0.origins = [model]
      $0.showsOnlyMarked = true
    }
    #expect(
      only.techniqueCount == only.markedCount && only.markedCount == Set(Self.base.uses(of: model).map(\.target)).count)
    #expect(only.columns.allSatisfy { !$0.cells.isEmpty })
  }

  @Test func categoriesArePainted() throws {
    let ids = Self.base.ids(of: .technique).prefix(3)
    let answer = try MatrixQueryTests.answer {
      $0.marks = zip(ids, [MatrixCategory.covered, .exposed, .unaddressed]).map { MatrixMark($0, category: $1) }
    }
    #expect(
      answer.legend.items.map(\.paint) == [.category(.covered), .category(.exposed), .category(.unaddressed)])
    #expect(answer.legend.items.map(\.label) == ["covered", "uncovered", "no mitigation"])
  }

  @Test func changesBetweenReleasesAreMarked() throws {
    let old = KnowledgeBase(pages: [
      "a.md": "# AML.T0900: Gone\n\n## Metadata\n\n- **Technique ID:** AML.T0900\n"
    ])
    let answer = try MatrixQueryTests.answer { $0.previous = old }
    #expect(answer.hasMarks && answer.markedCount > 200)
    let categories = Set(MatrixQueryTests.cells(answer).compactMap { $0.mark?.category })
    #expect(categories == [.added, .removed])
  }

  @Test func techniquesOfNoTacticAreNotLost() throws {
    let base = KnowledgeBase(pages: [
      "a.md": "# AML.T0900: Alone\n\n## Metadata\n\n- **Technique ID:** AML.T0900\n"
    ])
    let answer = try MatrixQueryTests.answer(in: base)
    #expect(answer.columns.map(\.name) == ["No tactic"] && answer.columns.first?.tactic == nil)
  }

  /// A mark in the column of a tactic that the technique does not have is in all columns that it has.
  @Test func marksOfOtherTacticsAreNotLost() throws {
    let base = KnowledgeBase(pages: [
      "1": "# AML.TA0001: One\n", "2": "# AML.TA0002: Two\n",
      "t": "# AML.T0900: T\n## Tactics\n- [[AML.TA0001]]\n", "u": "# AML.T0901: U\n## Tactics\n- [[AML.TA0002]]\n",
    ])
    let (technique, tactic) = (RecordID(.technique, 900), RecordID(.tactic, 2))
    let answer = try Self.answer(in: base) { $0.marks = [MatrixMark(technique, tactic: tactic, score: 1)] }
    #expect(answer.unplaced.isEmpty)
    #expect(Self.cells(answer).filter { $0.mark != nil }.map(\.technique) == [technique])
  }

  /// Steps hold shares of equal size, whatever the values.
  @Test(arguments: [1, 2, 7]) func stepsAreEqualShares(_ size: Int) {
    for (measure, count) in [(MatrixMeasure.modified, 5), (.caseStudies, 4), (.mitigations, 4)] {
      let values = (1...count * size).map { Double($0 * $0) }
      let steps = MatrixSteps(values.shuffled() + (measure == .modified ? [] : [0, 0]), of: measure)
      let first = measure == .modified ? 0 : 1
      #expect(values.map(steps.step) == (0..<count * size).map { first + $0 / size })
      if first > 0 { #expect(steps.step(of: 0) == 0) }
    }
  }

  @Test func inksHaveContrast() {
    let paints =
      (0..<5).map { MatrixPaint.step($0) } + MatrixCategory.allCases.map { .category($0) } + [.marked]
    for paint in paints {
      let contrast = Self.contrast(MatrixScale.fill(paint) ?? "", MatrixScale.ink(paint) ?? "")
      #expect(contrast >= 4.5, "\(paint)")
      #expect(MatrixScale.sign(paint) != " ")
    }
    #expect(MatrixScale.fill(.plain) == nil && MatrixScale.ink(.plain) == nil)
  }

  /// The contrast of two colors by WCAG 2.
  private static func contrast(_ one: String, _ other: String) -> Double {
    func luminance(_ color: String) -> Double {
      let number = Int(color.dropFirst(), radix: 16) ?? 0
      let parts = [number >> 16, number >> 8 & 255, number & 255].map { part -> Double in
        let value = Double(part) / 255
        // The power 2.4, closely enough for a limit.
        return value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (light, dark) = (max(luminance(one), luminance(other)), min(luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
  }

  /// The fifth root of the twelfth power.
  private static func power(_ value: Double) -> Double {
    var twelfth = 1.0
    for _ in 0..<12 { twelfth *= value }
    var root = value
    for _ in 0..<60 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
    return root
  }
}
