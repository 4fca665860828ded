import AtlasCore
import AtlasData
import AtlasFiles

@main struct Atlas {
  static func main() {
    System.ignoreBrokenPipes()
    let environment = Environment.process()
    let outcome = Execution.run(System.arguments(), .atlas, environment, overflow: System.standardOutput)
    System.exit(outcome.deliver(environment).rawValue)
  }
}
