import AtlasCore
import AtlasData

@main struct Atlas {
  static func main() {
    let base = KnowledgeBase.bundled
    let id = RecordID(CommandLine.arguments.dropFirst().first ?? "") ?? RecordID(.technique, 31)
    print(base.release, base.ids().count, base.fullName(of: id), base.record(id) as Any)
    for x in base.uses(of: id) { print(x.source, base.name(of: x.source), x.text) }
    for x in base.steps(of: id) { print(x.source, base.name(of: x.source), x.number as Any, x.tactic as Any, x.text) }
  }
}
