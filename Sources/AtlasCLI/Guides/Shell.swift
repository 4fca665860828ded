/// The shells that complete.
///
/// Their scripts hold nothing of the table: they hand the words of the line to `complete`, which costs less than three
/// milliseconds, and so are never out of date. The answer is a line each of word, tab, explanation; or `:files` or `:directories`, which
/// shells complete better themselves.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  static let choices = allCases.map { Choice($0.rawValue) }

  var script: StaticString {
    switch self {
    case .bash: Shell.bashScript
    case .zsh: Shell.zshScript
    case .fish: Shell.fishScript
    }
  }

  /// The answer to a script.
  static func write(_ completion: Completion, _ output: inout Output) {
    switch completion {
    case .files: output.append(":files\n")
    case .directories: output.append(":directories\n")
    case .choices(let choices):
      for choice in choices {
        output.text(choice.word)
        output.append(UInt8(ascii: "\t"))
        output.text(choice.note)
        output.newline()
      }
    }
  }
}
