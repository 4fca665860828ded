import AtlasCore

/// A record of a list, and how it came into one that was narrowed to those related to others, or that answers a question.
struct ListedRecord {
  let id: RecordID
  /// The ways in which it is related; nil where nothing was asked about relations.
  var links: [RelatedRecord.Path]?
  /// How well it answers; nil where there is no question.
  var answer: Ranking.Answer?
}
