package import YAML

/// A statement about the results of an experiment, read and ready to be tested.
package struct Claim: Sendable {
  /// The claim, in words.
  package let name: String
  /// Where it was written.
  package let place: SourceLocation
  /// What is compared; nil where the claim is how runs end.
  package let metric: Metric?
  /// When the metric of these runs is read.
  package let at: Reading
  /// The runs that the claim is about.
  package let subject: Sweep.Selector
  /// What is claimed of them.
  package let relation: Relation
  /// What they are compared with; nil where the claim is how runs end.
  package let reference: Reference?
  /// When the metric of those that they are compared with is read.
  package let thanAt: Reading
  /// What the reference is multiplied by.
  package let factor: Double
  /// One claim is made for each combination of the values of these.
  package let splits: [Split]
  /// What decides.
  package let test: Test
  /// The confidence of each one-sided test.
  package let confidence: Double

  /// The selectors, whose conditions must be such as runs can meet.
  package var selectors: [Sweep.Selector] {
    guard case .runs(let selector) = reference else { return [subject] }
    return [subject, selector]
  }
}

extension Claim {
  /// Something that a run records.
  package struct Metric: Sendable {
    /// Where in a run file it is.
    package enum Series: Sendable {
      /// Under /metrics, with one value per evaluation.
      case metric
      /// Under /training, with one value per iteration.
      case training
    }

    /// Where in a run file it is.
    package let series: Series
    /// Its name there.
    package let name: String
    /// Where the name was written.
    package let place: SourceLocation

    /// The name as a file writes it.
    package var text: String {
      switch series {
      case .metric: name
      case .training: "training/" + name
      }
    }
  }

  /// When a metric is read.
  package enum Moment: Sendable, Equatable {
    /// At the last evaluation.
    case last
    /// At the first evaluation.
    case first
    /// At the evaluation with the least value.
    case best
    /// At the evaluation of this iteration.
    case iteration(Int)
    /// At the last evaluation after this many seconds of training.
    case time(Double)
    /// The mean over the evaluations between two iterations, both included.
    case mean(ClosedRange<Int>)
    /// Not the metric but when it is first below a number.
    case firstBelow(Double, in: Clock)

    /// Whether it takes seconds of training.
    var isInSeconds: Bool {
      switch self {
      case .time, .firstBelow(_, in: .seconds): true
      default: false
      }
    }
  }

  /// When one side of a claim is read.
  package struct Reading: Sendable {
    /// When the metric is read.
    package let moment: Moment
    /// Where the moment was written.
    package let place: SourceLocation
  }

  /// What the time until an event is counted in.
  package enum Clock: String, Sendable {
    /// Iterations of the flow.
    case iterations
    /// Seconds of training.
    case seconds
  }

  /// What is claimed.
  package enum Relation: Sendable, Equatable {
    /// The mean is below that of the reference.
    case lessThan
    /// The mean is above that of the reference.
    case greaterThan
    /// The means differ by less than a tolerance.
    case within(Tolerance)
    /// More than half of the seeds diverge.
    case diverged
    /// More than half of the seeds reach their last iteration.
    case completed
  }

  /// How far apart two means may be.
  package enum Tolerance: Sendable, Equatable {
    /// In the units of the metric.
    case absolute(Double)
    /// As a fraction of the reference.
    case relative(Double)
  }

  /// What runs are compared with.
  package enum Reference: Sendable {
    /// A number.
    case number(Double)
    /// The runs of another configuration.
    case runs(Sweep.Selector)
  }

  /// A path, or the case, with one claim for each of its values.
  package struct Split: Sendable {
    /// What tells the claims apart.
    package enum Subject: Sendable, Hashable {
      /// The name of the case.
      case caseName
      /// The value at a path.
      case path(Path)
    }

    /// What tells the claims apart.
    package let subject: Subject
    /// Where it was written.
    package let place: SourceLocation

    /// The name as a file writes it.
    package var text: String {
      switch subject {
      case .caseName: "case"
      case .path(let path): path.text
      }
    }
  }

  /// What decides whether a claim holds.
  package enum Test: String, Sendable {
    /// A test over seeds.
    case overSeeds = "over-seeds"
    /// Every run must bear the claim out.
    case everyRun = "every-run"
  }
}
