import Foundation
import Planning

/// Several workers that share the runs of a queue.
struct WorkerCrew: Sendable {
  let setting: SweepSetting
  let options: ExecutionOptions
  let launcher: any WorkerLaunching
  /// The resolved text of a run.
  let config: @Sendable (PlannedRun) -> String

  /// Has `slots` threads keep a worker each until no run is left, and waits for them.
  func work(on queue: RunQueue, slots: Int) {
    let group = DispatchGroup()
    for _ in 0..<slots {
      group.enter()
      let thread = Thread {
        WorkerSlot(
          config: config, setting: setting, options: options, launcher: launcher, queue: queue
        ).work()
        group.leave()
      }
      thread.start()
    }
    group.wait()
  }
}
