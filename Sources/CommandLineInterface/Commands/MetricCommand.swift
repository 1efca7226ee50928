import ArgumentParser
import Arrays
import Metrics
import PointFiles
import Specification
import Trainers
import Training

/// `gfrun metric NAMES A B`: metrics between the points of two files.
struct MetricCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "metric",
      abstract: "Measure between the points of two files.",
      discussion: Discussion.text(
        """
        The metrics are named as in metrics.compute of an experiment: 'w2', 'w2,mmd2', or YAML with \
        the keys of a metric: 'mmd2: {bandwidths: [1.0]}'. '\(Program.current.name) list metrics' prints what there is.

        A file is a NumPy array (.npy), a dataset of an HDF5 file (run.h5:/target), an element of \
        one along its first axis (run.h5:/samples[-1] is the last), or text with a point a line; \
        - is standard input. The first axis counts the points, all others are coordinates. Points \
        are measured in double precision.

        The files may hold different numbers of points, except for 'nn-accuracy'. 'w1', 'w2' and \
        'sinkhorn-divergence' can weigh them, by files with a number per point.
        """,
        examples: [
          "metric w2 run.h5:/samples[-1] run.h5:/target":
            "between the last samples of a run and its target",
          "metric w1,mmd2 a.npy b.txt": "several metrics of other files",
          "metric 'mmd2: {bandwidths: [1.0]}' a.npy b.npy --json":
            "with keys of its own, for programs",
        ],
        exits: [
          0: "measured", 1: "a value could not be certified", 65: "a file holds no such points",
          66: "a file is missing",
        ]))
  }

  @Argument(help: "The metrics.", completion: .metricNames)
  var names: String

  @Argument(help: "The samples.", completion: .file())
  var samples: String

  @Argument(
    help: "What they are compared with; the median bandwidth of mmd2 is taken on it.",
    completion: .file())
  var target: String

  @Option(
    help: ArgumentHelp("Weights of the samples, in any unit.", valueName: "file"),
    completion: .file())
  var sampleWeights: String?

  @Option(
    help: ArgumentHelp("Weights of the target's points.", valueName: "file"), completion: .file())
  var targetWeights: String?

  @Flag(help: "Print as JSON: an object per metric, with its value and error.")
  var json = false

  func validate() throws {
    if [samples, target, sampleWeights, targetWeights].count(where: { $0 == "-" }) > 1 {
      throw ValidationError("Only one of the files can be standard input.")
    }
  }

  func run() throws {
    let registry = Program.current.registry
    let metrics = try request(registry.vocabulary)
    let points = try points(target)
    let target = MetricTarget(samples: points, weights: try weights(targetWeights))
    let samples = try self.points(samples)
    let weights = try weights(sampleWeights)
    try compareDimensions(samples.columns, points.columns, metrics, registry.vocabulary)
    let results = try metrics.flatMap { specification in
      try measuring(specification.kind) {
        let metric = try registry.metric(specification, target: target)
        return zip(metric.quantities, try evaluate(metric, specification.kind, samples, weights))
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
      Console.error("\(error)")
      throw ExitStatus(error.problem).exit
    }
  }

  /// The weights in a file; nil where none is named.
  private func weights(_ name: String?) throws -> [Double]? {
    guard let name else { return nil }
    let column = try points(name)
    guard column.columns == 1 else {
      Console.error(
        "'\(name)' has \(column.columns) numbers per row; expected a weight per point"
      )
      throw ExitStatus.wrongFile.exit
    }
    return column.elements
  }

  /// The values of a metric; a metric that cannot weigh points refuses weights of either cloud.
  private func evaluate(
    _ metric: any Metric, _ name: String, _ samples: Matrix<Double>, _ weights: [Double]?
  ) throws -> [MetricValue] {
    guard weights != nil || targetWeights != nil else {
      return try metric.evaluate(samples, classes: nil)
    }
    guard let metric = metric as? any WeightedMetric else {
      Console.error("metric '\(name)' takes no weights")
      throw ExitStatus.usage.exit
    }
    return [try metric.evaluate(samples, weights: weights)]
  }

  private func compareDimensions(
    _ samples: Int, _ target: Int, _ metrics: [Value], _ vocabulary: Vocabulary
  ) throws {
    guard samples == target else {
      Console.error(
        "the points of '\(self.samples)' have dimension \(samples), "
          + "those of '\(self.target)' have \(target)")
      throw ExitStatus.wrongFile.exit
    }
    for kind in metrics.compactMap({ vocabulary.kind(named: $0.kind, in: .metric) })
    where !kind.dimensions.contains(samples) {
      Console.error(
        "metric '\(kind.name)' does not compare points of dimension \(samples)")
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
      Console.error(
        "\(result.name) is \(result.value), beyond double precision (\(files))")
      throw ExitStatus.wrongFile.exit
    } catch let error as MetricError {
      Console.error("\(name): \(error) (\(files))")
      switch error {
      case .notCertified, .notConverged, .outOfMemory: throw ExitStatus.runFailed.exit
      default: throw ExitStatus.wrongFile.exit
      }
    } catch let error as RegistryError {
      Console.error("\(error)")
      throw ExitStatus.bug.exit
    }
  }
}
