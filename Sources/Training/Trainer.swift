public import Arrays
public import Randomness

/// What moves the law of one run along its flow: a generator, a cloud of particles, a density on a
/// grid, or another program.
///
/// A trainer knows nothing of metrics, storage, cadence or checkpoints: these belong to the run
/// loop, so that every trainer gets them alike. Its results may depend on the run alone: not on how
/// `advance(to:)` was cut into calls, on the clock, or on what else the machine does.
public protocol Trainer {
  /// Sets up the run, or takes it up again where `state` left it, bit for bit.
  ///
  /// - Throws: what keeps the run from starting; the run then fails with that message.
  init(run: Run, resuming state: TrainerState?) throws

  /// The number of outer iterations made so far.
  var iteration: Int { get }

  /// The time of the flow reached so far: the sum of the Euler steps ε; not a number where there
  /// are none.
  var flowTime: Double { get }

  /// Moves the law on until `iteration` outer iterations have been made.
  ///
  /// A trainer may stop early once a loss is no longer finite; the series then ends there.
  ///
  /// - Returns: the losses and penalties of the iterations just made, one row per iteration.
  mutating func advance(to iteration: Int) throws -> TrainingSeries

  /// Draws from the current law; does not change the state.
  ///
  /// - Parameters:
  ///   - count: the number of samples.
  ///   - stream: where the randomness of the draws comes from; the same stream at the same
  ///     iteration gives the same samples.
  /// - Returns: shape [count, dimension].
  /// - Throws: what keeps the trainer from drawing; the run then fails with that message.
  func samples(count: Int, stream: RandomStream) throws -> Matrix<Float>

  /// What moves particles at `points`, [n, dimension], as the law now is; does not change the state. Nil
  /// where there is no potential to show, which is the default.
  func field(at points: Matrix<Float>) throws -> PotentialField?

  /// The class of each sample that `samples(count:stream:)` gives for this stream: that of the source
  /// point it comes from. Nil where samples come from no classified points, which is the default.
  func classes(count: Int, stream: RandomStream) -> [Int]?

  /// The current law's density, for a trainer that knows it: kept with every snapshot. Nil otherwise,
  /// which is the default; the same axes at every iteration.
  func density() throws -> DensityField?

  /// Everything needed to go on: parameters, optimiser moments, particles, counters.
  func state() throws -> TrainerState
}

extension Trainer {
  /// None.
  public func classes(count: Int, stream: RandomStream) -> [Int]? { nil }

  /// None.
  public func density() throws -> DensityField? { nil }
}
