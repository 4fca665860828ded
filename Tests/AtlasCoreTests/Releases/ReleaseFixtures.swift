@testable import AtlasCore
import Foundation

/// A very small release in each of the forms that the official files have had; the sentences are our own.
enum ReleaseFixtures {
  /// Format 6: records by id, relations apart, the steps out of order.
  static let keyed = """
    format-version: 6.0.0
    collection:
      name: ATLAS
      description: A tiny release
      references: []
      created-date: '2020-10-23'
      modified-date: '2026-01-31'
      version: '2026.01'
      id: ATLAS-collection
      uuid: 00000000-0000-0000-0000-000000000001
      object-type: collection
    matrix:
      name: ATLAS
      id: ATLAS-matrix
      object-type: matrix
    tactics:
      AML.TA0001:
        name: Second Column
        description: What comes next, see [First Column](/tactics/AML.TA0002).
        references: []
        created-date: '2021-05-13'
        id: AML.TA0001
        object-type: tactic
      AML.TA0002:
        name: First Column
        description: Where it all begins.
        attack-reference:
          id: TA0043
          url: https://attack.mitre.org/tactics/TA0043/
        id: AML.TA0002
        uuid: 00000000-0000-0000-0000-000000000002
        object-type: tactic
    techniques:
      AML.T0000:
        name: Look Around
        description: |
          They look around.

          - here
          - [there](/techniques/AML.T0000.001)
        references:
        - id: ref-1
          title: 'A book: its title'
          url: https://example.org/book
        platforms:
        - Predictive AI
        - Enterprise
        id: AML.T0000
        object-type: technique
        maturity: Realized
      AML.T0000.001:
        name: Closely
        description: Closer.
        platforms: []
        modified-date: '2025-12-01'
        id: AML.T0000.001
        object-type: technique
        maturity: Feasible
    mitigations:
      AML.M0000:
        name: Close the Door
        description: Doors that are closed.
        lifecycle-phases:
        - Deployment
        categories:
        - Policy
        - Technical - AI
        id: AML.M0000
        object-type: mitigation
    case-studies:
      AML.CS0000:
        name: The First Case
        description: It happened once.
        type: Incident
        actor: Someone
        target: Something
        reporter: Somebody else
        date: '2020-04-16'
        date-granularity: Month
        id: AML.CS0000
        object-type: case-study
    relationships:
      ATLAS-matrix:
        sequences:
        - {source: ATLAS-matrix, target: AML.TA0001, relationship-type: sequences, position: 2}
        - {source: ATLAS-matrix, target: AML.TA0002, relationship-type: sequences, position: 1}
      AML.T0000:
        achieves:
        - {source: AML.T0000, target: AML.TA0002, relationship-type: achieves}
      AML.T0000.001:
        achieves:
        - {source: AML.T0000.001, target: AML.TA0002, relationship-type: achieves}
        specializes:
        - {source: AML.T0000.001, target: AML.T0000, relationship-type: specializes}
      AML.M0000:
        mitigates:
        - source: AML.M0000
          target: AML.T0000
          relationship-type: mitigates
          description: 'Closed doors:

            they show little.'
      AML.CS0000:
        employs:
        - source: AML.CS0000
          target: AML.T0000.001
          relationship-type: employs
          description: Then they looked closely.
          tactic: AML.TA0001
          step-id: S01
          leads-to: [S02]
        - source: AML.CS0000
          target: AML.T0000
          relationship-type: employs
          description: At last they looked again.
          tactic: AML.TA0001
          step-id: S02
          leads-to: []
        - source: AML.CS0000
          target: AML.T0000
          relationship-type: employs
          description: They looked.
          tactic: AML.TA0002
          step-id: S00
          leads-to:
          - S01

    """

  /// Release 5: lists under `matrices`, dates with underscores.
  static let five = """
    ---
    id: ATLAS
    name: A tiny release
    version: 5.9.9
    matrices:
    - id: ATLAS
      name: ATLAS Matrix
      tactics:
      - id: AML.TA0002
        name: First Column
        description: Where it all begins.
        object-type: tactic
        ATT&CK-reference:
          id: TA0043
          url: https://attack.mitre.org/tactics/TA0043/
      - id: AML.TA0001
        name: Second Column
        description: What comes next, see [First Column](/tactics/AML.TA0002).
        object-type: tactic
        created_date: 2021-05-13
      techniques:
      - id: AML.T0000
        name: Look Around
        description: "They look around.\\n\\n- here\\n- [there](/techniques/AML.T0000.001)\\n"
        object-type: technique
        tactics:
        - AML.TA0002
        maturity: realized
        references:
        - title: 'A book: its title'
          url: https://example.org/book
      - id: AML.T0000.001
        name: Closely
        description: Closer.
        object-type: technique
        subtechnique-of: AML.T0000
        modified_date: 2025-12-01
        maturity: feasible
      mitigations:
      - id: AML.M0000
        name: Close the Door
        description: Doors that are closed.
        object-type: mitigation
        techniques:
        - id: AML.T0000
          use: 'Closed doors:

            they show little.

            '
        ml-lifecycle:
        - Deployment
        category:
        - Policy
        - Technical - AI
    case-studies:
    - id: AML.CS0000
      name: The First Case
      object-type: case-study
      summary: It happened once.
      incident-date: 2020-04-16
      incident-date-granularity: MONTH
      procedure:
      - tactic: AML.TA0002
        technique: AML.T0000
        description: They looked.
      - tactic: AML.TA0001
        technique: AML.T0000.001
        description: Then they looked closely.
      - tactic: AML.TA0001
        technique: AML.T0000
        description: At last they looked again.
      target: Something
      actor: Someone
      reporter: Somebody else
      case-study-type: incident

    """

  /// Release 3: lists at the top, few fields, references that are null, keys in the order of the alphabet.
  static let three = """
    ---
    case-studies:
    - id: AML.CS0000
      incident-date: 2020-01-01
      incident-date-granularity: YEAR
      name: The First Case
      object-type: case-study
      procedure:
      - description: 'They looked.

          '
        tactic: AML.TA0002
        technique: AML.T0000
      references: null
      reported-by: Somebody else
      summary: It happened once.
    id: ATLAS
    name: A tiny release
    tactics:
    - description: Where it all begins.
      id: AML.TA0002
      name: First Column
      object-type: tactic
    techniques:
    - description: They look around.
      id: AML.T0000
      name: Look Around
      object-type: technique
      references:
      - sourceDescription: A book
        url: null
      - title: null
        url: https://example.org/book
      tactics:
      - AML.TA0002
    - description: Closer.
      id: AML.T0000.001
      name: Closely
      object-type: technique
      specializes: AML.T0000
    version: 3.0.0

    """

  /// The directory of official files beside the project, which not everyone has.
  static let official: URL? = {
    var directory = URL(filePath: #filePath)
    for _ in 0..<4 { directory.deleteLastPathComponent() }
    let releases = directory.appending(path: "../shared/releases").standardizedFileURL
    return FileManager.default.fileExists(atPath: releases.path()) ? releases : nil
  }()

  /// The official files beside the project; none where there is no such directory.
  static let officialNames = ["ATLAS-4.5.0.yaml", "ATLAS-5.6.0.yaml", "ATLAS-2026.09.yaml"].filter { name in
    official.map { FileManager.default.fileExists(atPath: $0.appending(path: name).path()) } ?? false
  }

  static func bytes(_ name: String) throws -> Bytes {
    guard let official else { return .empty }
    return Bytes(copying: Array(try Data(contentsOf: official.appending(path: name))))
  }
}

/// A release from the text of a file, without the diagnostics.
func release(_ yaml: String) throws -> ReleaseFile {
  try ReleaseFile.read(Bytes(copying: yaml), path: "r.yaml").release
}

/// What is said about a file that is read, one line for each diagnostic; or why it is not.
func verdict(_ yaml: String) -> String {
  do {
    return try ReleaseFile.read(Bytes(copying: yaml), path: "r.yaml").diagnostics.map(\.description)
      .joined(separator: "\n")
  } catch {
    return "\(error)"
  }
}

extension ReleaseFile {
  /// Gives each kind of text of `ReleaseFixtures.keyed` another one.
  mutating func replaceTexts(with next: () -> Bytes) {
    tactics[0].entry.description = next()
    techniques[1].entry.description = next()
    mitigations[0].uses = [
      Use(technique: RecordID(.technique, 0), text: next()),
      Use(technique: RecordID(.technique, 0, sub: 1), text: next()),
    ]
    caseStudies[0].entry.description = next()
    for step in caseStudies[0].steps.indices { caseStudies[0].steps[step].text = next() }
  }
}
