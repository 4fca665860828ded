import AtlasCore
import Foundation

@main struct EmbedTool {
  static func main() throws {
    let arguments = CommandLine.arguments
    let list = try String(contentsOfFile: arguments[2], encoding: .utf8)
    var text = ""
    for path in list.split(separator: "\n") { text += try String(contentsOfFile: String(path), encoding: .utf8) }
    let source = "package enum Bundle {\n  package static let text: StaticString = ##\"\"\"\n\(text)\n\"\"\"##\n}\n"
    try source.write(toFile: arguments[3], atomically: true, encoding: .utf8)
  }
}
