/// How a run ended, or that it has not.
package enum RunStatus: String, Sendable, CaseIterable {
  /// It reached its last iteration.
  case complete
  /// Its law left the finite numbers: an outcome, not an error.
  case diverged
  /// Something broke.
  case failed
  /// It goes on; the file holds what there was at the last checkpoint.
  case running

  /// Whether the run has its result: complete, or diverged, which is one too.
  package var isFinal: Bool { self == .complete || self == .diverged }
}

/// Everything a run leaves behind: the content of one run file.
package struct RunRecord: Sendable, Equatable {
  /// The name of the experiment.
  package var experiment: String
  /// The id of the run: 12 hexadecimal digits.
  package var runID: String
  package var status: RunStatus
  /// Why the run diverged or failed.
  package var message: String?
  package var seed: Int
  /// The iterations that were done.
  package var iterations: Int
  package var provenance: Provenance
  /// The resolved run as YAML.
  package var config: String
  /// The experiment file as the user wrote it.
  package var source: String
  package var samples: SampleRecord
  /// The law's density at each snapshot, where the trainer knows it.
  package var density: DensityRecord?
  package var metrics: MetricRecord
  package var training: TrainingRecord
  /// The final parameters, where they were asked for.
  package var model: [ModelParameter]
  /// What it takes to go on; nil once the run has ended.
  package var checkpoint: CheckpointRecord?

  package init(
    experiment: String, runID: String, status: RunStatus, message: String? = nil, seed: Int,
    iterations: Int, provenance: Provenance, config: String, source: String,
    samples: SampleRecord = SampleRecord(), density: DensityRecord? = nil,
    metrics: MetricRecord = MetricRecord(),
    training: TrainingRecord = TrainingRecord(), model: [ModelParameter] = [],
    checkpoint: CheckpointRecord? = nil
  ) {
    self.experiment = experiment
    self.runID = runID
    self.status = status
    self.message = message
    self.seed = seed
    self.iterations = iterations
    self.provenance = provenance
    self.config = config
    self.source = source
    self.samples = samples
    self.density = density
    self.metrics = metrics
    self.training = training
    self.model = model
    self.checkpoint = checkpoint
  }
}

/// When, where and with what a run was made: what no bit of the results may depend on, kernels
/// aside.
package struct Provenance: Sendable, Equatable {
  /// When the run started, ISO 8601 in UTC.
  package var created: String
  /// When it ended, ISO 8601 in UTC; nil while it goes on.
  package var finished: String?
  /// The seconds it took, over all its attempts.
  package var wallSeconds: Double
  package var host: String
  package var cpuModel: String
  /// The instruction set that the numerical kernels used.
  package var kernelSet: String
  /// The commit of the program's sources, where known.
  package var gitCommit: String?
  /// Whether the sources were changed since that commit.
  package var gitDirty: Bool
  package var commandLine: String
  package var gfrunVersion: String

  package init(
    created: String, finished: String? = nil, wallSeconds: Double, host: String,
    cpuModel: String, kernelSet: String, gitCommit: String? = nil, gitDirty: Bool = false,
    commandLine: String, gfrunVersion: String
  ) {
    self.created = created
    self.finished = finished
    self.wallSeconds = wallSeconds
    self.host = host
    self.cpuModel = cpuModel
    self.kernelSet = kernelSet
    self.gitCommit = gitCommit
    self.gitDirty = gitDirty
    self.commandLine = commandLine
    self.gfrunVersion = gfrunVersion
  }
}

/// Draws from the law on its way, and the draws of the target they are held against.
package struct SampleRecord: Sendable, Equatable {
  /// The shape of one sample: [dimension], or [channel, y, x].
  package var sampleShape: [Int]
  /// The samples of one snapshot.
  package var count: Int
  /// The iteration of each snapshot.
  package var iterations: [Int]
  /// The time of the flow at each snapshot: the sum of its steps ε.
  package var flowTime: [Double]
  /// The seconds of training so far at each snapshot.
  package var wallTime: [Double]
  /// Shape [snapshots, count] + sampleShape, in C order.
  package var snapshots: [Float]
  /// Shape [target samples] + sampleShape, in C order.
  package var target: [Float]

  package init(
    sampleShape: [Int] = [], count: Int = 0, iterations: [Int] = [], flowTime: [Double] = [],
    wallTime: [Double] = [], snapshots: [Float] = [], target: [Float] = []
  ) {
    self.sampleShape = sampleShape
    self.count = count
    self.iterations = iterations
    self.flowTime = flowTime
    self.wallTime = wallTime
    self.snapshots = snapshots
    self.target = target
  }

  /// The numbers of one sample.
  package var width: Int { sampleShape.reduce(1, *) }
  /// The draws of the target.
  package var targetCount: Int { target.count / max(1, width) }
}

/// The training series of a run: losses, penalties, gradient norms.
package struct TrainingRecord: Sendable, Equatable {
  /// The iteration of each step that was recorded.
  package var iterations: [Int]
  package var series: [TrainingColumn]

  package init(iterations: [Int] = [], series: [TrainingColumn] = []) {
    self.iterations = iterations
    self.series = series
  }
}

/// One training series, with one value per recorded step.
package struct TrainingColumn: Sendable, Equatable {
  package var name: String
  package var values: [Double]

  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// One array of parameters of one network.
package struct ModelParameter: Sendable, Equatable {
  package var network: String
  package var name: String
  package var shape: [Int]
  /// In C order.
  package var values: [Float]

  package init(network: String, name: String, shape: [Int], values: [Float]) {
    self.network = network
    self.name = name
    self.shape = shape
    self.values = values
  }
}
