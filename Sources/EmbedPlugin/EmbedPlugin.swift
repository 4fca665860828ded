import Foundation
import PackagePlugin

/// Hands the pages of a target to EmbedTool, which compiles them into one Swift file.
@main struct EmbedPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let pages = target.sourceModule?.sourceFiles(withSuffix: ".md").map(\.url) else { return [] }
    let output = context.pluginWorkDirectoryURL.appending(path: "Bundle.swift")
    // The list of pages goes by file: a corpus a thousand times the size would not fit on a command line. It is
    // written only when it differs, so that an unchanged list does not rebuild anything.
    let list = context.pluginWorkDirectoryURL.appending(path: "pages.txt")
    let text = pages.map { $0.path(percentEncoded: false) }.sorted().joined(separator: "\n")
    if (try? String(contentsOf: list, encoding: .utf8)) != text {
      try text.write(to: list, atomically: true, encoding: .utf8)
    }
    return [
      .buildCommand(
        displayName: "Embedding \(pages.count) pages",
        executable: try context.tool(named: "EmbedTool").url,
        arguments: [target.directoryURL, list, output].map { $0.path(percentEncoded: false) },
        inputFiles: pages + [list],
        outputFiles: [output])
    ]
  }
}
