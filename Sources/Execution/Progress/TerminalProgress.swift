import Glibc
import Planning
import Training

/// Progress for a terminal: a line for the sweep, a bar for each run in hand, rewritten in place;
/// what ended scrolls away above them.
package final class TerminalProgress: ExecutionObserver {
  private var tally = SweepTally()
  private var drawnLines = 0
  private var lastDraw: ContinuousClock.Instant?
  private let write: (String) -> Void
  private let width: () -> Int

  /// A display that hands text with control sequences to `write`.
  ///
  /// - Parameters:
  ///   - write: takes what is to go to the terminal.
  ///   - width: the number of columns of the terminal, asked at each drawing.
  package init(
    write: @escaping (String) -> Void, width: @escaping () -> Int = TerminalProgress.columns
  ) {
    self.write = write
    self.width = width
  }

  /// The width of the terminal on standard error; 80 where it is unknown.
  package static func columns() -> Int {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Redraws after `event`; at most ten times a second while runs merely move on.
  package func observe(_ event: ExecutionEvent) {
    tally.observe(event)
    switch event {
    case .advanced:
      if let lastDraw, .now - lastDraw < .milliseconds(100) { return }
      draw()
    case .finished(let run, let report):
      draw(above: [ProgressText.finished(run, report)])
    case .interrupted:
      draw(above: ["stopping: ending the runs in hand; press Ctrl-C again to stop at once"])
    case .collected(let path):
      draw(above: ["wrote \(path)"], last: true)
    case .began, .started: draw()
    }
  }

  private func draw(above messages: [String] = [], last: Bool = false) {
    let columns = max(width(), 40)
    var text = drawnLines > 0 ? "\u{1B}[\(drawnLines)A\r\u{1B}[J" : ""
    for message in messages { text += message + "\n" }
    let lines = last ? [] : [summary(columns)] + tally.active.map { bar($0, columns) }
    for line in lines { text += line + "\n" }
    write(text)
    drawnLines = lines.count
    lastDraw = .now
  }

  private func summary(_ columns: Int) -> String {
    var parts = ["\(tally.done) of \(tally.runs) done", "\(tally.toDo) to do"]
    if tally.diverged > 0 { parts.append("\(tally.diverged) diverged") }
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    parts.append("\(Quantity.duration(tally.elapsed)) elapsed")
    if let remaining = tally.remaining {
      parts.append("about \(Quantity.duration(remaining)) left")
    }
    return clip("\(tally.experiment): \(parts.joined(separator: ", "))", columns)
  }

  private func bar(_ active: SweepTally.ActiveRun, _ columns: Int) -> String {
    let labelWidth = min(36, columns / 3)
    let barWidth = max(8, min(30, columns / 4))
    var line = "  " + ProgressText.fit(active.run.label, labelWidth) + " "
    line += ProgressText.bar(active.fraction, width: barWidth)
    let percent = "\(Int(active.fraction * 100))"
    line += " " + String(repeating: " ", count: 3 - percent.count) + percent + " %"
    if let metric = active.progress?.metric {
      line += "  \(metric.name) \(Quantity.number(metric.value))"
    }
    if let remaining = active.remaining(at: .now) {
      line += "  \(Quantity.duration(remaining)) left"
    }
    return clip(line, columns)
  }

  private func clip(_ line: String, _ columns: Int) -> String {
    line.count < columns ? line : String(line.prefix(columns - 1))
  }
}
