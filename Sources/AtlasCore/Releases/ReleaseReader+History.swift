/// Reads former names and retired ids, which only files from `ReleaseWriter` have.
extension ReleaseReader {
  mutating func readHistory(_ value: YAMLValue) throws(ReleaseError) {
    for element in try elements(value, "x-history") {
      var id: RecordID?
      var (name, since): (Bytes, Bytes) = (.empty, .empty)
      var outcome: History.Outcome?
      for (key, value) in try pairs(element, "x-history") {
        switch key.text ?? .empty {
        case "id": id = try self.id(value, "id")
        case "name": name = try line(value, "name")
        case "release": since = try line(value, "release")
        case "renamed-to": outcome = .renamed(to: try line(value, "renamed-to"))
        case "retired-into":
          var into: [RecordID] = []
          for successor in try elements(value, "retired-into") { into.append(try self.id(successor, "retired-into")) }
          outcome = .retired(into: into)
        default: leaveOut(field: key, of: "a change")
        }
      }
      guard let id else { throw error(.missing(field: "id", of: "a change"), at: element) }
      guard let outcome else {
        throw error(.missing(field: "renamed-to` or `retired-into", of: "the change of \(id)"), at: element)
      }
      release.history.append(History.Change(id: id, name: name, release: since, outcome: outcome))
    }
  }
}
