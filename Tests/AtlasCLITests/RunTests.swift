import Testing

@testable import AtlasCLI

/// From words to streams and status.
@Suite struct RunTests {
  @Test func printsWhatWasFound() {
    let result = run(["show", "a", "b"])
    #expect(result == ("a\nb\n", "", 0))
  }

  @Test func aMissKeepsWhatWasWritten() {
    let result = run(["show", "a", "nothing"])
    #expect(result == ("a\n", "atlas: nothing is not here\n", 1))
  }

  @Test func aFailurePrintsNothing() {
    let result = run(["show", "a", "broken"])
    #expect(result == ("", "atlas: it broke\n", 2))
  }

  @Test func notesGoToStandardError() {
    let result = run(["show", "old"])
    #expect(result == ("old\n", "atlas: old is new\n", 0))
  }

  @Test func alone() {
    #expect(run([]).status == 2)
    var terminal = Environment.none
    terminal.outputIsTerminal = true
    let start = run([], terminal)
    #expect(start.status == 0)
    #expect(start.output.contains("atlas show AML.T0031"))
  }

  @Test func version() { #expect(run(["--version"]).output == "atlas 1.2.3\n") }

  @Test func operandsAreSanitized() {
    #expect(run(["show", "\u{1B}[2J\u{202E}"]).output == "\\u{1B}[2J\\u{202E}\n")
  }
}
