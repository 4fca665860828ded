/// Instructions for language-model agents that run commands: `atlas help agents`.
enum AgentGuide {
  /// The word after `help` that asks for it.
  static let topic = "agents"

  /// Questions, and the commands that answer them; tests run these.
  static let questions = [
    Example(
      "atlas find --format jsonl --fields id,name,line how do attackers steal a model", "Which records are about this?"),
    Example("atlas show AML.T0051 --format markdown", "What does a record say? (full, with relations; up to 17 kB)"),
    Example("atlas show AML.T0051 --format jsonl --fields id,fullName,description", "… only some fields of it"),
    Example("atlas techniques --tactic impact --maturity realized --format ids", "Which techniques meet conditions?"),
    Example(
      "atlas mitigations --for AML.T0051 --format tsv --fields id,name,for", "What mitigates a technique, and how?"),
    Example("atlas techniques --for AML.M0015 --format ids", "What does a mitigation address?"),
    Example("atlas case-studies --for AML.T0051 --format ids", "Which incidents used a technique?"),
    Example("atlas after AML.T0093 --format tsv --limit 5", "What followed a technique in incidents?"),
    Example("atlas techniques --no-mitigation --format ids", "Which techniques have no mitigation?"),
    Example("atlas coverage --have M0015,M0020 --summary", "What do our mitigations cover; what next?"),
    Example("atlas map T1078 --format tsv", "What corresponds to an ATT&CK id?"),
    Example("atlas scan README.md --format json", "Are the ids and names in this file right? (- reads text)"),
    Example("atlas history AML.T0019", "Was an id or a name changed?"),
  ]

  static var text: String {
    """
    # atlas: instructions for agents

    atlas answers from MITRE ATLAS, the knowledge base of attacks on AI systems: tactics,
    techniques, mitigations and case studies. It works offline and changes nothing when you
    ask. If your host has the tools of `atlas mcp`, prefer them.

    ## Which question is which command

    \(questions.map { "- \($0.note)\n      \($0.line)" }.joined(separator: "\n"))

    `atlas COMMAND --help` has the flags of a command, after examples.

    ## Words that name records

    An id in any case (AML.T0051, t0051), a name, a unique beginning of a name, a former
    name, a retired id, or the URL of the official page. A sub-technique's name is
    "Parent: Child". Do not guess ids: use `atlas find`, or `atlas show "NAME"`.

    ## Formats

    Choose the smallest that serves. `--format ids` is one id per line, and pipes into `-`:
    `atlas … --format ids | atlas show -`. `--format tsv` and `jsonl` take `--fields a,b`;
    `--fields` alone lists the fields. `--limit N` and `--count` keep lists short. Avoid
    `list --json` and `techniques --json`, which print whole records (1 MB).

    ## Exit statuses

    0  found, or done
    1  no results, differences or findings: an answer, not an error; stderr says which
    2  usage error, an unknown record, or failure; stderr says what to do instead

    ## What an answer means

    - Give the release with each claim: `atlas --version` prints it, and JSON has `release`.
    - Wording "summary" is written for atlas: do not present it as a quotation of MITRE.
      Wording "official" is MITRE's text, from an imported release; "own" is the user's.
    - Cite a record as id, name and release, with its `url`.
    - An empty list means: none mapped in this release. It does not mean that none exists.
    - An id "not in release X" may be of a later release. It is not thereby wrong.
    - Relations are direct. `--include-related` adds parents and sub-techniques, and marks
      those rows; say so when you use them.

    """
  }
}
