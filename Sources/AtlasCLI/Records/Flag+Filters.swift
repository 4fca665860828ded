import AtlasCore

/// The flags of the filters.
extension Flag {
  private static let group = "Filters"

  static let kind = Flag(
    "kind", nil, .choices(RecordKind.allCases.map { Choice($0.name) }), name: "KIND", repeats: true, group: group,
    help: "Only records of this kind.")

  static let tactic = Flag(
    "tactic", nil, .record([.tactic]), name: "TACTIC", repeats: true, group: group,
    help: "Only techniques of this tactic, by id or name.")
  static let platform = Flag(
    "platform", nil, .property(.platform), name: "PLATFORM", repeats: true, group: group,
    help: "Only techniques for this platform; prefixes are accepted.")
  static let maturity = Flag(
    "maturity", nil,
    .choices([
      Choice("feasible", "shown in research"), Choice("demonstrated", "against a real system"),
      Choice("realized", "by an adversary"),
    ]), name: "LEVEL", repeats: true, group: group,
    help: "Only techniques of this maturity.")
  static let parent = Flag(
    "parent", nil, .record([.technique]), name: "ID", repeats: true, group: group,
    help: "Only sub-techniques of this technique, by id or name.")
  static let sub = Flag("sub", group: group, help: "Only sub-techniques.")
  static let noSub = Flag("no-sub", group: group, help: "No sub-techniques.")
  static let hasMitigation = Flag(
    "has-mitigation", group: group, help: "Only techniques that a mitigation addresses directly.")
  static let noMitigation = Flag(
    "no-mitigation", group: group,
    help: "Only techniques without one; with --include-related, not even through the parent or a sub-technique.")
  static let attack = Flag(
    "attack", nil, .property(.attack), name: "ID", repeats: true, group: group,
    help: "Only records that refer to this ATT&CK record or a sub-technique of it, such as T1078.")

  static let category = Flag(
    "category", nil, .property(.category), name: "CATEGORY", repeats: true, group: group,
    help: "Only mitigations of this category; prefixes are accepted.")
  static let phase = Flag(
    "phase", nil, .property(.phase), name: "PHASE", repeats: true, group: group,
    help: "Only mitigations for this lifecycle phase; prefixes are accepted.")

  static let type = Flag(
    "type", nil,
    .choices([Choice("incident", "by an adversary"), Choice("exercise", "by researchers or a red team")]),
    name: "TYPE", repeats: true, group: group, help: "Only case studies of this type.")
  static let actor = Flag(
    "actor", nil, .property(.actor), name: "ACTOR", repeats: true, group: group,
    help: "Only case studies of this actor; a name or word prefix.")
  static let target = Flag(
    "target", nil, .property(.target), name: "TARGET", repeats: true, group: group,
    help: "Only case studies with this target; a name or word prefix.")
  static let since = Flag(
    "since", nil, .date, name: "DATE", group: group,
    help: "Only case studies that happened on DATE or later; DATE can be 2024 or 2024-05.")
  static let until = Flag(
    "until", nil, .date, name: "DATE", group: group,
    help: "Only case studies that happened on DATE or earlier; 2024 ends with its last day.")

  static let name = Flag(
    "name", nil, .text, name: "PATTERN", repeats: true, group: group,
    help: "Only records whose full name matches this pattern, as in `atlas search -i`.")
  static let modifiedSince = Flag(
    "modified-since", nil, .date, name: "DATE", group: group, help: "Only records modified on DATE or later.")
  static let createdSince = Flag(
    "created-since", nil, .date, name: "DATE", group: group, help: "Only records created on DATE or later.")
}
