import Foundation
import Planning
import Results

/// Several workers that share the runs of a queue.
struct WorkerCrew: Sendable {
  let setting: SweepSetting
  let options: ExecutionOptions
  let launcher: any WorkerLaunching
  /// The resolved text of a run.
  let config: @Sendable (PlannedRun) -> String

  /// Has `slots` threads keep a worker each until no run is left, and waits for them.
  func work(on queue: RunQueue, slots: Int) {
    let (group, flush) = (DispatchGroup(), FolderFlush(setting.folder))
    for _ in 0..<slots {
      group.enter()
      let thread = Thread {
        WorkerSlot(
          config: config, setting: setting, options: options, launcher: launcher, queue: queue,
          flush: flush
        ).work()
        group.leave()
      }
      thread.start()
    }
    group.wait()
    do throws(ResultsError) { try flush.flush() } catch { queue.stop(because: error) }
  }
}
