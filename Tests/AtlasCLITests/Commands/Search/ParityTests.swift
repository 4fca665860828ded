import Foundation
import TestSupport
import Testing

/// `atlas search` against grep and ripgrep, as whole processes over all of the corpus: the same lines, counts, offsets,
/// contexts and exit codes, where files are named by the ids of their records.
@Suite struct ParityTests {
  private static let patterns = [
    "'prompt injection'", "'poison(ed|ing)'", "'^#+ '", "'AML\\.T00[0-9]{2}'", "zzzz", "'[Tt]he '", "'\\bmodel\\b'",
    "'—'",
    "'[[:upper:]]{4,}'", "'a.*[.]$'",
  ]

  /// What both programs and this one mean the same by.
  private static let common = [
    "", "-n", "-i", "-w", "-x", "-v", "-nv", "-l", "-q", "-m1", "-nm2", "-A1", "-nB2", "-nC1", "-nb", "-nw -A2 -B1",
    "-A 1000000000000", "-F", "-vm1", "-ni", "-m0",
  ]

  private static let ripgrepAlone = [
    "-c", "-vc", "--count-matches", "-oc", "-c --include-zero", "-on", "-ob", "-o -A1 -n", "-vo", "--column",
    "-b --column -A1",
    "-o --column", "-N --column", "-S", "--files-without-match", "-I", "-In", "-s", "-i -s",
    "-iS",
    "--no-heading -H",
  ]

  private static let grepAlone = ["-c --include-zero", "-on", "-o -b -i", "-nx", "-C3 -A0", "-A0 -C2 -n"]

  /// Patterns of several parts, and flags that give them.
  private static let special: [(tools: String, arguments: String)] = [
    ("both", "-n -e inject -e poison"), ("both", "-n -F -e 'a.b' -e '[['"), ("both", "-c --include-zero -e ''"),
    ("both", "-n -e '^$'"), ("both", "-nv -e ''"), ("both", "-l -F -e '('"), ("both", "-n -f ../patterns"),
    ("both", "-n -f ../none"), ("both", "-n -F -f ../patterns -e zzzz"), ("both", "-n -i -e 'É|ü|ß'"),
    ("both", "-n -w -e 'AI|ML'"), ("both", "-nx -e '---'"), ("both", "-n -e '-e'"), ("both", "-n -- '--'"),
    ("both", "-n -e '(a|e|i)+[^a-z]{3}'"), ("both", "-nw -e '[a-z]*ing'"), ("both", "-n -e '.{250,}'"),
    ("grep", "-on -e 'AI|AI Model'"), ("grep", "-on -e '(inject|injection)s?'"), ("grep", "-n -e '\\<the\\>'"),
    ("rg", "-n -e '(?i)TAY'"), ("rg", "-n -e '\\d{4}-\\d{2}'"), ("rg", "-on -e '\\w+ing\\b'"),
    ("rg", "-n -e 'a(?:b|c)'"),
    ("rg", "-ob -e '[^\\x00-\\x7F]+'"), ("rg", "-on -e '[\\w.-]+@[\\w.-]+'"), ("rg", "--count-matches -e 'e'"),
    ("rg", "-n -S -e 'Tay'"), ("rg", "-n -S -e 'tay'"), ("rg", "-c -m3 -e the"),
  ]

  /// Every comparison: the program, and the arguments of both.
  private static let cases: [(tool: String, arguments: String)] = {
    var cases: [(String, String)] = []
    for (number, pattern) in patterns.enumerated() {
      // Every flag with some of the patterns, every pattern with some of the flags.
      for (index, flags) in common.enumerated() where (index + number) % 3 == 0 {
        cases += [("rg", "\(flags) -e \(pattern)"), ("grep", "\(flags) -e \(pattern)")]
      }
      for (index, flags) in ripgrepAlone.enumerated() where (index + number) % 3 == 0 {
        cases.append(("rg", "\(flags) -e \(pattern)"))
      }
      for (index, flags) in grepAlone.enumerated() where (index + number) % 2 == 0 {
        cases.append(("grep", "\(flags) -e \(pattern)"))
      }
    }
    for (tools, arguments) in special {
      if tools != "grep" { cases.append(("rg", arguments)) }
      if tools != "rg" { cases.append(("grep", arguments)) }
    }
    return cases
  }()

  /// Runs comparisons in one shell, which says of each that fails what differs.
  private static func script(_ cases: [(tool: String, arguments: String)]) -> String {
    let runs = cases.map { "compare \($0.tool) \($0.arguments)" }.joined(separator: "\n")
    return """
      export LC_ALL=C.UTF-8
      folder=$(mktemp -d)
      trap 'rm -rf "$folder"' EXIT
      mkdir "$folder/pages"
      for page in Data/*/AML.*.md; do name=${page##*/}; cp "$page" "$folder/pages/${name%.md}"; done
      printf 'prompt\\nmodel stealing\\n' >"$folder/patterns"
      : >"$folder/none"
      cd "$folder/pages"
      ids=$(atlas list --format ids --sort id)
      compare() {
        tool=$1; shift
        atlas search --front-matter "$@" >../ours 2>../errors; ours=$?
        case $tool in
          rg) rg --no-config --color never --no-heading -j1 -H "$@" $ids >../theirs 2>>../errors; theirs=$? ;;
          grep)
            syntax=-E
            for word do
              shift
              case $word in
                -F) syntax=-F ;;
                --include-zero) ;;
                *) set -- "$@" "$word" ;;
              esac
            done
            grep $syntax -H --color=never "$@" $ids >../theirs 2>>../errors; theirs=$? ;;
        esac
        if [ "$ours" != "$theirs" ] || ! cmp -s ../ours ../theirs; then
          echo "$tool $*: exit $ours, theirs $theirs"
          head -c 300 ../errors
          diff ../ours ../theirs | head -6 | cut -c1-160
        fi
      }
      \(runs)
      echo "compared \(cases.count)"
      """
  }

  @Test func thereAreEnough() { #expect(ParityTests.cases.count >= 150) }

  @Test(arguments: 0..<4) func answersAreThoseOfThePeers(_ part: Int) throws {
    guard Shell.has("rg"), Shell.has("grep") else { return }
    let cases = ParityTests.cases.enumerated().filter { $0.offset % 4 == part }.map(\.element)
    let outcome = try Shell.run(ParityTests.script(cases))
    #expect(outcome.output == "compared \(cases.count)\n", "\(outcome.errors)")
  }

  /// ripgrep's events, but for times and what depends on the length of the path.
  @Test func eventsAreThoseOfRipgrep() throws {
    guard Shell.has("rg"), Shell.has("jq") else { return }
    let filter = """
      walk(if type == "object" then del(.elapsed, .elapsed_total, .bytes_printed, .human) else . end)
      """
    for flags in ["insert", "-i 'MODEL' -A1", "-v -e e", "-w 'AI|ML'", "zzzz", "-C2 -e 'backdoor'", "'inject?'"] {
      let line = """
        folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; mkdir "$folder/pages"
        for page in Data/mitigations/AML.M000*.md; do name=${page##*/}; cp "$page" "$folder/pages/${name%.md}"; done
        cd "$folder/pages"; ids=$(ls)
        atlas search --json --front-matter \(flags) $ids | jq -cS '\(filter)' >../ours
        rg --no-config --json -j1 \(flags) $ids | jq -cS '\(filter)' >../theirs
        wc -l <../theirs; diff ../ours ../theirs | cut -c1-300
        """
      let outcome = try Shell.run(line)
      #expect(Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0 > 0, "\(flags): \(outcome)")
    }
  }
}
