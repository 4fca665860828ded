import AtlasCore

/// Prints the records that a search found, in place of lines.
struct FoundRecords {
  let haystack: Haystack
  let ids: [RecordID]

  func write(_ format: String, _ output: inout Output) {
    switch format {
    case "json" where haystack.base != nil:
      JSON(isIndented: true).write(.array(values), to: &output)
      output.newline()
    case "jsonl" where haystack.base != nil:
      for value in values {
        JSON(isIndented: false).write(value, to: &output)
        output.newline()
      }
    default:
      for id in ids { write(id, isPlain: format == "ids", &output) }
    }
  }

  private var values: [Value] {
    guard let base = haystack.base else { return [] }
    return ids.compactMap(base.record).map { Field.object(Field.Subject(base: base, record: $0)) }
  }

  private func write(_ id: RecordID, isPlain: Bool, _ output: inout Output) {
    if output.isTerminal, !isPlain {
      output.id(id)
      output.append("  ")
      output.text(haystack.fullName(of: id), as: .note)
    } else {
      output.text(id.description, as: .id)
    }
    output.newline()
  }
}
