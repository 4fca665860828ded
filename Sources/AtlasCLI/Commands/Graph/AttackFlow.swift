import AtlasCore
import AtlasFiles

/// A case study as a bundle of Attack Flow 2.0, an extension of STIX 2.1.
///
/// Its ids are made from the id of the case study and the places of the steps, so that a flow written again has the same.
/// Source: https://center-for-threat-informed-defense.github.io/attack-flow/language/.
struct AttackFlow {
  let base: KnowledgeBase
  let study: RecordID

  private static let published = "2022-08-02T19:34:35.143Z"
  private static let author = "identity--d673f8cb-c168-42da-8ed4-0cb26725f86c"
  private static let definition = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4"

  /// The bundle: the extension, its author, the flow, and an action for each step.
  var bundle: Value {
    let steps = base.steps(of: study)
    return .keyed(
      ("type", .text("bundle")), ("id", .text(id("bundle", "bundle"))),
      (
        "objects",
        .array(
          [AttackFlow.extensionDefinition, AttackFlow.identity, flow]
            + steps.enumerated().map { action($1, at: $0, of: steps.count) })
      ))
  }

  private static let extensionDefinition: Value = .keyed(
    ("type", .text("extension-definition")), ("spec_version", .text("2.1")), ("id", .text(definition)),
    ("created_by_ref", .text(author)), ("created", .text(published)), ("modified", .text(published)),
    ("name", .text("Attack Flow")),
    ("description", .text("Extends STIX 2.1 with features to create Attack Flows.")),
    (
      "schema",
      .text("https://center-for-threat-informed-defense.github.io/attack-flow/stix/attack-flow-schema-2.0.0.json")
    ),
    ("version", .text("2.0.0")), ("extension_types", .array([.text("new-sdo")])))

  private static let identity: Value = .keyed(
    ("type", .text("identity")), ("spec_version", .text("2.1")), ("id", .text(author)),
    ("created_by_ref", .text(author)), ("created", .text(published)), ("modified", .text(published)),
    ("name", .text("MITRE Center for Threat-Informed Defense")), ("identity_class", .text("organization")))

  private static let extensions: Value = .keyed(
    (
      "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4", .keyed(("extension_type", .text("new-sdo")))
    ))

  private var flow: Value {
    let record = base.record(study)
    var pairs = head("attack-flow", "flow", record)
    pairs.append(("name", .string(base.fullNameBytes(of: study))))
    if let description = record?.descriptionBytes, !description.isEmpty {
      pairs.append(("description", .portable(description, base)))
    }
    pairs.append(("scope", .text(record?.details.caseStudy?.type == .incident ? "incident" : "other")))
    pairs.append(("start_refs", .array([.text(id("attack-action", "step-1"))])))
    if let url = record?.url {
      pairs.append(
        (
          "external_references",
          .array([
            .keyed(("source_name", .text("mitre-atlas")), ("external_id", .id(study)), ("url", .text(url)))
          ])
        ))
    }
    return .object(pairs)
  }

  private func action(_ step: Relation, at place: Int, of count: Int) -> Value {
    var pairs = head("attack-action", "step-\(place + 1)", base.record(study))
    pairs.append(("name", .string(base.fullNameBytes(of: step.target))))
    if let tactic = step.tactic { pairs.append(("tactic_id", .id(tactic))) }
    pairs.append(("technique_id", .id(step.target)))
    if !step.textBytes.isEmpty { pairs.append(("description", .portable(step.textBytes, base))) }
    if place + 1 < count {
      pairs.append(("effect_refs", .array([.text(id("attack-action", "step-\(place + 2)"))])))
    }
    return .object(pairs)
  }

  /// What every object has.
  private func head(_ type: String, _ part: String, _ record: Record?) -> [(key: StaticString, value: Value)] {
    let release = base.release.knownDate
    let created = AttackFlow.timestamp(record?.created ?? record?.modified ?? release)
    // STIX forbids a change before the creation, which some records have.
    let modified = max(created, AttackFlow.timestamp(record?.modified ?? record?.created ?? release))
    return [
      ("type", .text(type)), ("spec_version", .text("2.1")), ("id", .text(id(type, part))),
      ("created", .text(created)), ("modified", .text(modified)), ("extensions", AttackFlow.extensions),
    ]
  }

  private func id(_ type: String, _ part: String) -> String {
    "\(type)--\(StixID.uuid(of: "attack-flow \(study) \(part)"))"
  }

  private static func timestamp(_ date: PartialDate?) -> String {
    let (year, month, day) = (date?.year ?? 1970, date?.month ?? 1, date?.day ?? 1)
    return "\(String(year, paddedTo: 4))-\(String(month, paddedTo: 2))-\(String(day, paddedTo: 2))T00:00:00.000Z"
  }
}
