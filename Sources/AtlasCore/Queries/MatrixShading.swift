/// Gives the cells of a matrix their values and paints, and explains these in a legend.
struct MatrixShading {
  private let base: KnowledgeBase
  private let measure: MatrixMeasure?
  /// Whether only marked cells have a value.
  private let hasMarks: Bool
  /// A letter for each platform; empty for other measures.
  private let platforms: [(name: String, letter: Character)]

  /// A value of a cell: its place in the order, and its text.
  private typealias Reading = (order: Double, text: String)

  init(base: KnowledgeBase, measure: MatrixMeasure?, hasMarks: Bool) {
    self.base = base
    self.measure = measure
    self.hasMarks = hasMarks
    platforms = measure == .platform ? MatrixShading.letters(of: RecordProperty.platform.values(in: base)) : []
  }

  /// Paints the cells, and returns what the paints mean.
  func paint(_ columns: inout [MatrixAnswer.Column]) -> MatrixAnswer.Legend {
    let cells = columns.flatMap { MatrixAnswer.flat($0.cells) }
    let readings = cells.map(reading)
    // A technique in several columns weighs once.
    var seen: [RecordID: Bool] = [:]
    let orders = zip(cells, readings).compactMap { cell, reading in
      seen.updateValue(true, forKey: cell.technique) == nil ? reading?.order : nil
    }
    let steps = MatrixSteps(orders, of: measure)
    var painted: [(cell: MatrixAnswer.Cell, reading: Reading?)] = []
    // Cells are painted in the order in which they were read.
    var next = readings.makeIterator()
    func paint(_ cell: MatrixAnswer.Cell) -> MatrixAnswer.Cell {
      var cell = cell
      let reading = next.next() ?? nil
      cell.value = reading?.text ?? ""
      if measure == nil, let category = cell.mark?.category {
        cell.paint = .category(category)
      } else if let reading {
        cell.paint = .step(steps.step(of: reading.order))
      } else if cell.mark != nil {
        cell.paint = .marked
      }
      if cell.paint != .plain { painted.append((cell, reading)) }
      cell.subtechniques = cell.subtechniques.map(paint)
      return cell
    }
    columns = columns.map { column in
      MatrixAnswer.Column(
        tactic: column.tactic, name: column.name, shortName: column.shortName, cells: column.cells.map(paint))
    }
    return legend(painted)
  }

  private func legend(_ painted: [(cell: MatrixAnswer.Cell, reading: Reading?)]) -> MatrixAnswer.Legend {
    let paints = (0..<5).map { MatrixPaint.step($0) } + MatrixCategory.allCases.map { .category($0) } + [.marked]
    let items = paints.compactMap { paint -> MatrixAnswer.Legend.Item? in
      let own = painted.filter { $0.cell.paint == paint }
      guard !own.isEmpty else { return nil }
      let readings = own.compactMap(\.reading)
      let label: String
      switch paint {
      case .category(let category): label = category.label
      case .step:
        let least = readings.min { $0.order < $1.order }
        let most = readings.max { $0.order < $1.order }
        label = measure == .platform ? MatrixShading.count(least, most) : MatrixShading.range(least?.text, most?.text)
      case .marked, .plain: label = measure == nil ? "marked" : "unknown"
      }
      return MatrixAnswer.Legend.Item(
        paint: paint, label: label, count: Set(own.map(\.cell.technique)).count)
    }
    return MatrixAnswer.Legend(title: items.isEmpty ? "" : title(items), items: items)
  }

  private func title(_ items: [MatrixAnswer.Legend.Item]) -> String {
    guard let measure else {
      return items.contains { if case .step = $0.paint { true } else { false } } ? "score" : ""
    }
    let letters = platforms.map { "\($0.letter) \($0.name)" }.joined(separator: ", ")
    return letters.isEmpty ? measure.title : "\(measure.title) (\(letters))"
  }

  private static func range(_ least: String?, _ most: String?) -> String {
    least == most ? least ?? "" : "\(least ?? "")–\(most ?? "")"
  }

  private static func count(_ least: Reading?, _ most: Reading?) -> String {
    range(least.map { "\(Int($0.order))" }, most.map { "\(Int($0.order))" })
  }

  // MARK: Values

  private func reading(of cell: MatrixAnswer.Cell) -> Reading? {
    guard let measure else {
      return cell.mark?.score.map { (order: $0, text: MatrixShading.text(of: $0)) }
    }
    guard !hasMarks || cell.mark != nil else { return nil }
    let id = cell.technique
    switch measure {
    case .maturity: return base.maturity(of: id).map { (Double($0.rank), $0.rawValue) }
    case .caseStudies: return MatrixShading.count(base.caseStudies(of: id).count)
    case .mitigations: return MatrixShading.count(base.uses(of: id).count)
    case .platform:
      let names = base.record(id)?.details.technique?.platforms ?? []
      let letters = platforms.filter { names.contains($0.name) }.map(\.letter)
      return letters.isEmpty ? nil : (Double(letters.count), String(letters))
    case .modified:
      return base.record(id)?.modified.map { date in
        (Double((date.year * 100 + (date.month ?? 0)) * 100 + (date.day ?? 0)), date.iso)
      }
    }
  }

  private static func count(_ count: Int) -> Reading { (Double(count), "\(count)") }

  /// A score as text: whole numbers without a fraction.
  static func text(of score: Double) -> String {
    Int(exactly: score).map { "\($0)" } ?? "\(score)"
  }

  /// A letter for each name: its first one that no name before it has, or else a digit.
  private static func letters(of names: [String]) -> [(name: String, letter: Character)] {
    var taken: Set<Character> = []
    return names.map { name in
      let letters = name.uppercased().filter { $0.isASCII && $0.isLetter }
      let others = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      let letter = (letters + others).first { !taken.contains($0) } ?? "?"
      taken.insert(letter)
      return (name, letter)
    }
  }
}

/// Divides values among five steps.
struct MatrixSteps {
  private let measure: MatrixMeasure?
  /// The greatest value of each step but the last, for measures that are divided by rank.
  private var limits: [Double] = []
  private var (least, most) = (0.0, 0.0)

  /// The steps for the values of all techniques.
  ///
  /// Scores are divided evenly between the least and the greatest, as Navigator's gradient divides them. Counts are
  /// divided so that each step has as many techniques as the others: a few techniques have most of the case studies.
  init(_ orders: [Double], of measure: MatrixMeasure?) {
    self.measure = measure
    least = orders.min() ?? 0
    most = orders.max() ?? 0
    guard measure == .caseStudies || measure == .mitigations || measure == .modified else { return }
    let sorted = orders.filter { measure == .modified || $0 > 0 }.sorted()
    let count = measure == .modified ? 5 : 4
    guard !sorted.isEmpty else { return }
    limits = (1..<count).map { sorted[max($0 * sorted.count / count - 1, 0)] }
  }

  /// The step of a value, from 0 to 4.
  func step(of value: Double) -> Int {
    switch measure {
    case nil: most > least ? min(Int((value - least) / (most - least) * 5), 4) : 4
    case .maturity: (Int(value) - 1) * 2
    case .platform: min(Int(value) - 1, 4)
    case .caseStudies, .mitigations: value == 0 ? 0 : 1 + limits.count { value > $0 }
    case .modified: limits.count { value > $0 }
    }
  }
}
