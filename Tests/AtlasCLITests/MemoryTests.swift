#if os(Linux)
  import AtlasCore
  import AtlasData
  import Foundation
  import TestSupport
  import Testing

  @testable import AtlasCLI

  /// What is made for one request goes with it: a server can answer for days.
  @Suite struct MemoryTests {
    /// Requests of every kind that reads records; the later ones, which read all of them, are made less often.
    static let often = [
      "show t0031", "t0051.001 --json", "show m0003 --format markdown", "mitigations --for t0031", "show t9999",
      "open --print t0031", "tactics --format ids", "help show", "frob", "show t0031 --fields id --format csv",
    ]
    static let seldom = [
      "show 'LLM Prompt Injection'", "show zzzz", "techniques --for m0015 --format csv", "after t0093", "--version",
      "case-studies --for t0051 --include-related", "list --json",
      "techniques --tactic impact --maturity realized --sort modified", "list --name poison",
      "search -n 'model inversion'", "search --json -i inject", "find how do attackers steal a model",
      "coverage --have m0015,m0020 --format json", "map T1078", "case-studies --since 2025 --target chat",
      "history AML.T0019", "scan -", "lint --format json", "diff bundled bundled", "export --format jsonl",
    ]

    @Test func tenThousandRequestsLeaveNothing() async {
      await #expect(processExitsWith: .success) {
        func request(_ line: String) {
          let outcome = Execution.run(
            Tool.words(line), .atlas, Tool.input("AML.T0051: LLM Jailbreak\natlas.aml.t0104 AML.T0019\n"))
          precondition(outcome.status != .failure || ["frob", "show t9999", "show zzzz"].contains(line), line)
        }
        func residentBytes() -> Int {
          let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
          return (Int(statm.split(separator: " ").dropFirst().first ?? "") ?? 0) * Int(getpagesize())
        }
        // Several rounds, until the allocator has what it keeps.
        for _ in 0..<5 { for line in MemoryTests.often + MemoryTests.seldom { request(line) } }
        let before = residentBytes()
        for number in 0..<10_000 {
          let isSeldom = number % 100 == 0
          request(
            isSeldom
              ? MemoryTests.seldom[number / 100 % MemoryTests.seldom.count]
              : MemoryTests.often[number % MemoryTests.often.count])
        }
        let growth = residentBytes() - before
        print("resident memory grew by \(growth) bytes")
        guard before > 0, growth < 1 << 20 else { exit(1) }
      }
    }

    /// Crosswalks with as many problems as are reported, one with many rows more than the other.
    @Test func mapTakesLessThanFiveTimesTheCrosswalk() async {
      await #expect(processExitsWith: .success) {
        func write(_ path: String, rows: Int) throws -> Int {
          let wrong = String(
            repeating: "Risk 1,AML.T9999,LLM Prompt Injection\n", count: CrosswalkSheet.maximumProblems)
          let right = String(repeating: "Risk 2,AML.T0051,LLM Prompt Injection\n", count: rows)
          try ("risk,id,name\n" + wrong + right).write(toFile: path, atomically: false, encoding: .utf8)
          return right.utf8.count
        }
        /// The most memory that the process has used so far, in bytes.
        func peak(after path: String) -> Int {
          let sink = FileHandle(forWritingAtPath: "/dev/null")
          let outcome = Execution.run(
            ["map", "--with", path], .atlas, Tool.input(""), overflow: sink?.fileDescriptor)
          precondition(outcome.status == .nothing)
          let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
          let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
          return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) << 10
        }
        let folder = try ScratchFolder()
        let (one, other) = (folder.path("short.csv"), folder.path("long.csv"))
        let (short, long) = (try write(one, rows: 0), try write(other, rows: 60_000))
        let before = peak(after: one)
        guard before > 0, peak(after: other) - before < 5 * (long - short) else { exit(1) }
      }
    }
  }
#endif
