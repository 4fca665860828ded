import Foundation

/// A release file of two techniques, a mitigation and a case study, in format 6.
package enum TinyRelease {
  package static func yaml(version: String = "2026.01", replacing: [(String, String)] = []) -> String {
    let text = """
      format-version: 6.0.0
      collection: {id: ATLAS-collection, name: ATLAS, version: '\(version)', modified-date: '2026-01-31'}
      matrix: {id: ATLAS-matrix, name: ATLAS}
      tactics:
        AML.TA0002: {id: AML.TA0002, name: First Column, description: Where it all begins.}
      techniques:
        AML.T0000:
          id: AML.T0000
          name: Look Around
          description: "They look around, see [Closely](/techniques/AML.T0000.001).\\n\\n# Not a heading\\n\\n- a list"
          maturity: Realized
          platforms: [Predictive AI]
        AML.T0000.001: {id: AML.T0000.001, name: Closely, description: Closer., maturity: Feasible, platforms: [Predictive AI]}
      mitigations:
        AML.M0000: {id: AML.M0000, name: Close the Door, description: Doors that are closed., categories: [Policy], lifecycle-phases: [Deployment]}
      case-studies:
        AML.CS0000: {id: AML.CS0000, name: The First Case, description: It happened once., type: Incident, date: '2020-04-01', date-granularity: Month}
      relationships:
        ATLAS-matrix:
          sequences: [{source: ATLAS-matrix, target: AML.TA0002, position: 1}]
        AML.T0000:
          achieves: [{source: AML.T0000, target: AML.TA0002}]
        AML.T0000.001:
          achieves: [{source: AML.T0000.001, target: AML.TA0002}]
          specializes: [{source: AML.T0000.001, target: AML.T0000}]
        AML.M0000:
          mitigates: [{source: AML.M0000, target: AML.T0000, description: Closed doors show little.}]
        AML.CS0000:
          employs:
          - {source: AML.CS0000, target: AML.T0000, tactic: AML.TA0002, step-id: S00, leads-to: [S01], description: They looked.}
          - {source: AML.CS0000, target: AML.T0000.001, tactic: AML.TA0002, step-id: S01, description: Then closely.}

      """
    return replacing.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
