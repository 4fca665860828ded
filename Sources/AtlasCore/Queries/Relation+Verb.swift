extension Relation.Kind {
  /// What the source does to the target, in machine formats and in text: `mitigates`.
  public var verb: String {
    switch self {
    case .tacticTechnique: "has technique"
    case .subtechnique: "has sub-technique"
    case .mitigates: "mitigates"
    case .employs: "employs"
    case .tacticCaseStudy: "has case study"
    }
  }
}
