import AtlasCore
import AtlasData
import AtlasFiles

@main struct Atlas {
  static func main() {
    System.ignoreBrokenPipes()
    let surroundings = Surroundings.process()
    let outcome = Run.run(System.arguments(), .atlas, surroundings, overflow: System.standardOutput)
    System.exit(outcome.deliver(surroundings).rawValue)
  }
}
