package import Specification

/// One statement that can be tested: a claim, or what it says for one value of `for-each`.
package struct PlannedClaim: Sendable {
  /// What the claim says.
  package let claim: Claim
  /// What tells this statement from the others of the claim: `flow.persistency=3`.
  package let split: [String]
  /// The name under which run files have the metric; nil where the claim is how runs end.
  package let series: String?
  /// The runs that the claim is about: of one configuration, with different seeds.
  package let subject: [PlannedRun]
  /// The runs they are compared with, likewise; nothing where that is a number.
  package let reference: [PlannedRun]

  /// The claim in words, with what it is about.
  package var name: String {
    split.isEmpty ? claim.name : "\(claim.name) [\(split.joined(separator: ", "))]"
  }
}
