import ArgumentParser
import Arrays
import Metrics
import PointFiles
import Specification
import Trainers
import Training

/// `gfrun metric NAMES A B`: metrics between the points of two files.
struct MetricCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metric",
    abstract: "Measure between the points of two files.",
    discussion: """
      The metrics are named as in metrics.compute of an experiment: 'w2', 'w2,mmd2', or YAML with \
      the keys of a metric: 'mmd2: {bandwidths: [1.0]}'. 'gfrun list metrics' prints what there is.

      A file is a NumPy array (.npy), a dataset of an HDF5 file (run.h5:/target), an element of \
      one along its first axis (run.h5:/samples[-1] is the last), or text with a point a line; \
      - is standard input. The first axis counts the points, all others are coordinates. Points \
      are measured in double precision.
      """)

  @Argument(help: "The metrics.")
  var names: String

  @Argument(help: "The samples.", completion: .file())
  var samples: String

  @Argument(
    help: "What they are compared with; the median bandwidth of mmd2 is taken on it.",
    completion: .file())
  var target: String

  @Flag(help: "Print as JSON: an object per metric, with its value and error.")
  var json = false

  func validate() throws {
    if samples == "-" && target == "-" {
      throw ValidationError("Only one of the files can be standard input.")
    }
  }

  func run() throws {
    let registry = Registry.builtIn
    let metrics = try request(registry.vocabulary)
    let target = try points(target)
    let samples = try points(samples)
    try compareDimensions(samples.columns, target.columns, metrics, registry.vocabulary)
    let results = try metrics.flatMap { specification in
      try measuring(specification.kind) {
        let metric = try registry.metric(specification, target: MetricTarget(samples: target))
        return zip(metric.quantities, try metric.evaluate(samples, classes: nil))
          .map(MetricPresentation.Result.init)
      }
    }
    let presentation = MetricPresentation(results)
    Console.out(json ? presentation.json : presentation.text)
  }

  private func request(_ vocabulary: Vocabulary) throws -> [Value] {
    do throws(SpecificationFailure) {
      return try MetricRequest(names, argument: 1, vocabulary: vocabulary).metrics
    } catch {
      Diagnostics.talk(error.diagnostics)
      throw ExitStatus.usage.exit
    }
  }

  private func points(_ name: String) throws -> Matrix<Double> {
    do throws(PointFileError) {
      return try PointFile(name).points()
    } catch {
      Console.talk("gfrun: error: \(error)")
      throw ExitStatus(error.problem).exit
    }
  }

  private func compareDimensions(
    _ samples: Int, _ target: Int, _ metrics: [Value], _ vocabulary: Vocabulary
  ) throws {
    guard samples == target else {
      Console.talk(
        "gfrun: error: the points of '\(self.samples)' have dimension \(samples), "
          + "those of '\(self.target)' have \(target)")
      throw ExitStatus.wrongFile.exit
    }
    for kind in metrics.compactMap({ vocabulary.kind(named: $0.kind, in: .metric) })
    where !kind.dimensions.contains(samples) {
      Console.talk(
        "gfrun: error: metric '\(kind.name)' does not compare points of dimension \(samples)")
      throw ExitStatus.wrongFile.exit
    }
  }

  /// Does `work` for a metric; an error is printed with the files it is about.
  private func measuring(
    _ name: String, _ work: () throws -> [MetricPresentation.Result]
  ) throws -> [MetricPresentation.Result] {
    let files = "samples '\(samples)', target '\(target)'"
    do {
      let results = try work()
      guard let result = results.first(where: { !$0.value.isFinite }) else { return results }
      Console.talk(
        "gfrun: error: \(result.name) is \(result.value), beyond double precision (\(files))")
      throw ExitStatus.wrongFile.exit
    } catch let error as MetricError {
      Console.talk("gfrun: error: \(name): \(error) (\(files))")
      switch error {
      case .notCertified, .notConverged, .outOfMemory: throw ExitStatus.runFailed.exit
      default: throw ExitStatus.wrongFile.exit
      }
    } catch let error as RegistryError {
      Console.talk("gfrun: error: \(error)")
      throw ExitStatus.bug.exit
    }
  }
}
