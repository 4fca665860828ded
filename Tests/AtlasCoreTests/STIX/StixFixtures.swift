@testable import AtlasCore

/// Bundles, and what is in them.
enum StixFixtures {
  /// A bundle as MITRE made them: ids of relationships shared by several, an identity that is not there, and times of the
  /// program that wrote it.
  static let official = """
    {"type": "bundle", "id": "bundle--1", "objects": [
    {"type": "x-mitre-collection", "id": "x-mitre-collection--1", "x_mitre_version": "5.6.0",
     "modified": "2026-05-01T00:00:00.000Z", "created_by_ref": "identity--9", "x_mitre_contents": [
     {"object_ref": "attack-pattern--1", "object_modified": "2026-05-01T00:00:00.000Z"}, {"object_ref": "identity--9"}]},
    {"type": "x-mitre-matrix", "id": "x-mitre-matrix--1", "name": "ATLAS", "tactic_refs": ["x-mitre-tactic--2", "x-mitre-tactic--1"]},
    {"type": "x-mitre-tactic", "id": "x-mitre-tactic--1", "name": "Second Column", "x_mitre_shortname": "second-column",
     "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.TA0001"}]},
    {"type": "x-mitre-tactic", "id": "x-mitre-tactic--2", "name": "First Column", "x_mitre_shortname": "first-column",
     "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.TA0002"}]},
    {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Look Around", "x_mitre_platforms": ["ATLAS"],
     "created": "2025-10-14T17:11:05.532738Z", "modified": "2025-10-14T00:00:00.000Z",
     "kill_chain_phases": [{"kill_chain_name": "mitre-atlas", "phase_name": "second-column"}],
     "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.T0000", "url": "https://example.org"},
      {"source_name": "mitre-attack", "external_id": "T1596"}]},
    {"type": "attack-pattern", "id": "attack-pattern--2", "name": "Closely", "x_mitre_is_subtechnique": true,
     "kill_chain_phases": [{"kill_chain_name": "mitre-atlas", "phase_name": "second-column"}],
     "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.T0000.001"}]},
    {"type": "course-of-action", "id": "course-of-action--1", "name": "Close the Door",
     "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.M0000"}]},
    {"type": "relationship", "id": "relationship--1", "relationship_type": "subtechnique-of",
     "source_ref": "attack-pattern--2", "target_ref": "attack-pattern--1"},
    {"type": "relationship", "id": "relationship--2", "relationship_type": "mitigates", "description": "Doors.",
     "source_ref": "course-of-action--1", "target_ref": "attack-pattern--2"},
    {"type": "relationship", "id": "relationship--2", "relationship_type": "mitigates", "description": "Doors.",
     "source_ref": "course-of-action--1", "target_ref": "attack-pattern--1"}
    ]}
    """

  /// What is read from a bundle.
  static func read(_ text: String) throws -> ReleaseFile.Reading {
    try ReleaseFile.read(anyForm: Bytes(copying: text), path: "b.json")
  }

  /// What is said about a bundle, one line for each diagnostic; or why it is not read.
  static func verdict(_ text: String) -> String {
    do {
      return try read(text).diagnostics.map(\.description).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  /// The objects of a bundle of the records.
  static func objects(_ release: ReleaseFile, only selection: Set<RecordID>? = nil) throws -> [JSONValue] {
    let bundle = Bytes(copying: StixWriter.bundle(release, only: selection))
    return try JSONValue(parsing: bundle)["objects"]?.array ?? []
  }

  /// The knowledge base of pages by their paths.
  static func base(_ pages: [(path: String, text: String)]) -> KnowledgeBase {
    var buffer = PageBuffer(capacity: 1 << 16)
    for page in pages { buffer.add(path: Bytes(copying: page.path), text: Bytes(copying: page.text)) }
    return KnowledgeBase(buffer.corpus())
  }
}
