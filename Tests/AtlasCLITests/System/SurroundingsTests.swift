import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// Odd places to run in.
@Suite struct SurroundingsTests {
  /// A chroot need not have `/proc`, from which Swift's standard library reads the arguments.
  @Test func withoutProc() throws {
    let hide = "unshare -m sh -c 'mount -t tmpfs none /proc && "
    guard try Shell.run(hide + "true'").status == 0 else { return }
    let outcome = try Shell.run(hide + "atlas show AML.T0031 --format ids; atlas scan Data/ATLAS.md'")
    #expect(outcome.status == 0 && outcome.output == "AML.T0031\n", "\(outcome.errors)")
  }

  /// Whatever the browser is called, no shell has a say.
  @Test(arguments: ["-v", "-v %s", "/", "/etc/passwd", "if", "cd", ".", "./-x", "-x/y", "a;b", "$(id)"])
  func aBrowserThatIsNone(_ browser: String) throws {
    let outcome = try Shell.run("atlas open t0031", variables: ["BROWSER": browser])
    let name = browser.split(separator: " ")[0]
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(
      outcome.errors
        == "atlas: cannot open https://atlas.mitre.org/techniques/AML.T0031: \(name) not found; set $BROWSER, or use --print\n"
    )
  }

  @Test func aBrowserWithADashInItsName() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("-show", "#!/bin/sh\necho \"$@\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    for line in [
      "cd \(folder.root); BROWSER='./-show a' atlas open t0031",
      "PATH=\(folder.root):$PATH BROWSER='-show a' atlas open t0031",
    ] {
      let outcome = try Shell.run(line)
      #expect(outcome.output == "a https://atlas.mitre.org/techniques/AML.T0031\n", "\(outcome.errors)")
    }
  }

  /// One of several imports at once stores the release; the others say so, in one line each.
  @Test func importsAtOnce() throws {
    let work = try ScratchFolder()
    for version in ["1", "2"] {
      let text = String(repeating: version, count: 100_000)
      _ = try work.write("\(version).yaml", TinyRelease.yaml(replacing: [("Closer.", text)]))
    }
    let either = "$(test $(($$ % 2)) = 0 && echo --pages)"
    for flags in ["", "--pages", either, "--to vault"] {
      let one = "atlas import {}.yaml \(flags) >/dev/null 2>err.$$; echo \"$? $(wc -l < err.$$)\"; rm err.$$"
      let line = "cd \(work.root); printf '1\\n2\\n1\\n2\\n1\\n2\\n' | xargs -P 6 -I'{}' sh -c '\(one)'"
      let outcome = try Shell.run(line, variables: ["XDG_DATA_HOME": work.path("data")])
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == 6)
      #expect(lines.allSatisfy { ["0 0", "0 1", "2 1"].contains($0) }, "\(flags): \(outcome.output) \(outcome.errors)")
      #expect(lines.contains { $0.hasPrefix("0") } && outcome.errors == "")
      #expect(work.files().allSatisfy { !$0.contains(".atlas-staged-") })
    }
    #expect(work.atlas("list", "--release", "2026.01").status == 0)
  }
}
