/// Writes the relations of a release in format 6: by source id and type.
extension YAMLWriter {
  mutating func relations(of release: ReleaseFile, from matrix: Bytes) {
    if !release.tactics.isEmpty {
      map(matrix) { map in
        map.list("sequences", release.tactics.enumerated()) { map, item in
          map.relation("sequences", from: matrix, to: item.element.entry.id)
          map.entry("position", number: item.offset + 1)
        }
      }
    }
    for technique in release.techniques where !technique.tactics.isEmpty || technique.parent != nil {
      let source = Bytes(copying: technique.entry.id.description)
      map(source) { map in
        if !technique.tactics.isEmpty {
          map.list("achieves", technique.tactics) { map, tactic in
            map.relation("achieves", from: source, to: tactic)
          }
        }
        if let parent = technique.parent {
          map.list("specializes", [parent]) { map, parent in map.relation("specializes", from: source, to: parent) }
        }
      }
    }
    for mitigation in release.mitigations where !mitigation.uses.isEmpty {
      let source = Bytes(copying: mitigation.entry.id.description)
      map(source) { map in
        map.list("mitigates", mitigation.uses) { map, use in
          map.relation("mitigates", from: source, to: use.technique)
          if !use.text.isEmpty { map.entry("description", use.text) }
        }
      }
    }
    for study in release.caseStudies where !study.steps.isEmpty {
      let source = Bytes(copying: study.entry.id.description)
      map(source) { map in
        map.list("employs", study.steps.enumerated()) { map, item in
          map.relation("employs", from: source, to: item.element.technique)
          map.step(item.element, number: item.offset)
        }
      }
    }
  }

  private mutating func relation(_ type: Bytes, from source: Bytes, to target: RecordID) {
    entry("source", source)
    entry("target", Bytes(copying: target.description))
    entry("relationship-type", type)
  }

  private mutating func step(_ step: ReleaseFile.Step, number: Int) {
    if !step.text.isEmpty { entry("description", step.text) }
    if let tactic = step.tactic { entry("tactic", Bytes(copying: tactic.description)) }
    entry("step-id", YAMLWriter.stepName(number))
    list("leads-to", step.leadsTo.map(YAMLWriter.stepName))
  }

  /// The name of the step at that index: `S03`.
  private static func stepName(_ index: Int) -> Bytes {
    Bytes(copying: (index < 10 ? "S0" : "S") + String(index))
  }
}
