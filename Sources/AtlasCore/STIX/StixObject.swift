/// An object of a STIX bundle while it is written: the properties that have a value, in order.
///
/// STIX has neither null nor empty lists: a property without a value is absent.
struct StixObject {
  let id: String
  let times: StixTimes
  private(set) var properties: [(key: StaticString, value: Value)] = []

  /// The properties as a JSON object.
  var value: Value { .object(properties) }

  /// The properties that every object has.
  ///
  /// - Parameters:
  ///   - type: the type.
  ///   - id: the id, which starts with the type.
  ///   - creator: the id of the identity that the object comes from; nil if it is not in the bundle.
  ///   - times: when the object was created and last modified.
  init(_ type: String, id: String, by creator: String?, _ times: StixTimes) {
    self.id = id
    self.times = times
    properties.reserveCapacity(20)
    add("type", .text(type))
    add("spec_version", .text("2.1"))
    add("id", .text(id))
    if let creator { add("created_by_ref", .text(creator)) }
    add("created", .text(times.created))
    add("modified", .text(times.modified))
  }

  mutating func add(_ key: StaticString, _ value: Value) { properties.append((key, value)) }

  mutating func add(_ key: StaticString, _ text: Bytes?) {
    if let text, !text.isEmpty { add(key, .string(text)) }
  }

  mutating func add(_ key: StaticString, _ date: PartialDate?) {
    if let date { add(key, .text(date.iso)) }
  }

  mutating func add(_ key: StaticString, _ texts: [Bytes]) {
    if !texts.isEmpty { add(key, .strings(texts)) }
  }
}

/// The times that every object of a bundle must have.
struct StixTimes {
  let created: String
  /// Never before `created`, as STIX demands.
  let modified: String

  /// The times for dates of which one or both may be unknown.
  ///
  /// - Parameters:
  ///   - created: the date of the first version.
  ///   - modified: the date of the last change; the other date counts if it is later, as in two techniques of 5.6.0.
  ///   - release: the date that stands for both if both are unknown.
  init(_ created: PartialDate?, _ modified: PartialDate?, release: PartialDate?) {
    let first = created ?? modified ?? release
    self.created = first.map(StixTimes.timestamp) ?? StixTimes.start
    // Timestamps have one length, so that the order of texts is that of times.
    self.modified = max(self.created, modified.map(StixTimes.timestamp) ?? self.created)
  }

  /// The day of the first techniques of ATLAS.
  ///
  /// Objects that stand for no record have it, because an object must be the same in every bundle.
  private static let start = "2021-05-13T00:00:00.000Z"

  /// The start of a day, or of the first day of a month or a year.
  static func timestamp(_ date: PartialDate) -> String {
    let tail = date.day != nil ? "" : date.month != nil ? "-01" : "-01-01"
    return date.iso + tail + "T00:00:00.000Z"
  }
}
