import Planning
import Specification

/// A run that was assigned, as far as its text was understood.
struct AssignedRun {
  /// What its text says.
  struct Content {
    /// The resolved run.
    let value: Value
    /// Its seed.
    let seed: Int
  }

  /// Why an assignment cannot be carried out.
  private struct Misunderstanding: Error, CustomStringConvertible {
    let description: String
  }

  let assignment: RunAssignment
  /// What its text says, or why it cannot be understood.
  let content: Result<Content, any Error>

  /// The run of an assignment in the language of `vocabulary`.
  ///
  /// Its sweep has checked it: the checks between its sections, which may ask programs, are not made again.
  init(_ assignment: RunAssignment, vocabulary: Vocabulary) {
    self.assignment = assignment
    content = Result {
      let experiment = try Experiment.read(
        text: assignment.config, named: "run \(assignment.runID)",
        vocabulary: vocabulary.ofCheckedRuns)
      let plan = try Plan(experiment: experiment)
      guard plan.runs.count == 1, let planned = plan.runs.first,
        planned.id.description == assignment.runID
      else {
        throw Misunderstanding(
          description: "the run does not have the id that its text gives; was gfrun replaced?")
      }
      return Content(value: plan.resolved(planned), seed: planned.seed)
    }
  }
}
