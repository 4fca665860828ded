/// A step of a procedure in format 6, in which steps are unordered and name their successors.
struct Format6Step {
  var place: YAMLValue
  var step: ReleaseFile.Step
  /// The name of the step within its case study: `S03`.
  var name: Bytes?
  /// The names of the steps that it leads to.
  var leadsTo: [(name: Bytes, place: YAMLValue)] = []

  /// The name of a step, and the names of the steps that it leads to.
  typealias Names = (own: Bytes?, leadsTo: [(name: Bytes, place: YAMLValue)])

  /// Makes steps lead to what follows a step that is left out, instead of to that step.
  static func bridge(_ skipped: [Names], in steps: inout [Format6Step]) {
    var gaps: [Bytes: [(name: Bytes, place: YAMLValue)]] = [:]
    for names in skipped { if let name = names.own { gaps[name] = names.leadsTo } }
    for row in steps.indices where steps[row].leadsTo.contains(where: { gaps[$0.name] != nil }) {
      var seen: Set<Bytes> = []
      var waiting = Array(steps[row].leadsTo.reversed())
      steps[row].leadsTo = []
      while let next = waiting.popLast() {
        guard seen.insert(next.name).inserted else { continue }
        if let beyond = gaps[next.name] { waiting += beyond.reversed() } else { steps[row].leadsTo.append(next) }
      }
    }
  }

  /// Sorts steps so that each comes before the steps it leads to; branches are ordered by name.
  static func ordered(
    _ steps: [Format6Step], of study: RecordID, _ reader: inout ReleaseReader
  ) throws(ReleaseError) -> [ReleaseFile.Step] {
    var rows: [Bytes: Int] = [:]
    for (row, step) in steps.enumerated() {
      guard let name = step.name else { continue }
      if rows.updateValue(row, forKey: name) != nil {
        throw reader.error(.duplicateStep(YAMLError.excerpt(name), of: study), at: step.place)
      }
    }
    var following = Array(repeating: [Int](), count: steps.count)
    var waitsFor = Array(repeating: 0, count: steps.count)
    for (row, step) in steps.enumerated() {
      for next in step.leadsTo {
        guard let target = rows[next.name] else {
          throw reader.error(.unknownStep(YAMLError.excerpt(next.name), of: study), at: next.place)
        }
        following[row].append(target)
        waitsFor[target] += 1
      }
    }
    var order: [Int] = []
    // Steps whose predecessors are all placed; the last one is next.
    var ready = steps.indices.filter { waitsFor[$0] == 0 }.sorted { precedes(steps, $1, $0) }
    while let row = ready.popLast() {
      order.append(row)
      for next in following[row] {
        waitsFor[next] -= 1
        if waitsFor[next] == 0 { ready.append(next) }
      }
      ready.sort { precedes(steps, $1, $0) }
    }
    guard order.count == steps.count else {
      let row = steps.indices.first { waitsFor[$0] > 0 } ?? 0
      throw reader.error(.stepCycle(YAMLError.excerpt(steps[row].name ?? .empty), of: study), at: steps[row].place)
    }
    var places = Array(repeating: 0, count: steps.count)
    for (place, row) in order.enumerated() { places[row] = place }
    var result: [ReleaseFile.Step] = []
    for (place, row) in order.enumerated() {
      var step = steps[row].step
      step.leadsTo = following[row].map { places[$0] }.sorted()
      if step.leadsTo != (place + 1 < steps.count ? [place + 1] : []) {
        reader.note(
          .note, at: steps[row].place,
          "step \(place + 1) of \(study) does not lead to the next step only; pages number the steps consecutively")
      }
      result.append(step)
    }
    return result
  }

  /// Whether one of two unrelated steps comes first: by the number in the name, then by the order of the file.
  private static func precedes(_ steps: [Format6Step], _ left: Int, _ right: Int) -> Bool {
    (number(steps[left]), left) < (number(steps[right]), right)
  }

  private static func number(_ step: Format6Step) -> Int {
    var rest = step.name ?? .empty
    rest.eat(while: { !$0.isDigit })
    return rest.eatNumber() ?? .max
  }
}
