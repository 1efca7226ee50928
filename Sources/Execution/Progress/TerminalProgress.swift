import Glibc
import Planning
import Results
import Training

/// Progress for a terminal: a line for the sweep, a bar for each run in hand, rewritten in place;
/// what ended scrolls away above them.
package final class TerminalProgress: ExecutionObserver {
  private var tally = SweepTally()
  private var drawnLines = 0
  private var lastDraw: ContinuousClock.Instant?
  private let write: (String) -> Void
  private let size: () -> Size

  /// The room that a terminal has.
  package struct Size: Sendable, Equatable {
    /// Characters in a line.
    package let columns: Int
    /// Lines.
    package let rows: Int

    /// A terminal of this size.
    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }

    /// The terminal on standard error; 80 by 24 where its size is unknown.
    package static var ofStandardError: Size {
      var size = winsize()
      guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
        size.ws_row > 0
      else { return Size(columns: 80, rows: 24) }
      return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Whether bars fit; narrower terminals are better served line by line.
    package var fitsBars: Bool { columns >= 40 && rows >= 4 }
  }

  /// A display that hands text with control sequences to `write`.
  ///
  /// - Parameters:
  ///   - write: takes what is to go to the terminal.
  ///   - size: the size of the terminal, asked at each drawing.
  package init(
    write: @escaping (String) -> Void, size: @escaping () -> Size = { .ofStandardError }
  ) {
    self.write = write
    self.size = size
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
    case .noticed(let run, let text):
      draw(above: ["note \(run.id) \(run.label): \(text)"])
    case .contradicted(let run, let text):
      draw(above: ["ALARM \(run.id) \(run.label): \(text)"])
    case .leftToOthers(let run):
      draw(above: ["done \(run.id) \(run.label), by another gfrun"])
    case .interrupted:
      draw(above: ["stopping: a checkpoint of the runs in hand; Ctrl-C again stops at once"])
    case .collected(let path, let problems):
      draw(above: ProgressText.warnings(problems) + ["wrote \(path)"], last: true)
    case .began, .extended, .started, .postponed: draw()
    }
  }

  /// Rewrites the lines of the display, and those that left it behind, one by one.
  ///
  /// A line is cleared behind what is written and never before, so nothing flickers and no terminal
  /// takes the display for something to be scrolled back to.
  private func draw(above messages: [String] = [], last: Bool = false) {
    let size = size()
    let columns = max(size.columns, 20)
    var lines = last ? [] : [summary(columns)] + tally.active.map { bar($0, columns) }
    let room = max(size.rows - 2, 1)
    if lines.count > room {
      lines = lines.prefix(max(room - 1, 1)) + ["  … and \(tally.active.count + 2 - room) more"]
    }
    var text = drawnLines > 0 ? "\u{1B}[\(drawnLines)A\r" : ""
    for line in messages + lines { text += line + "\u{1B}[K\n" }
    if messages.count + lines.count < drawnLines { text += "\u{1B}[J" }
    write(text)
    drawnLines = lines.count
    lastDraw = .now
  }

  private func summary(_ columns: Int) -> String {
    var parts = [
      "\(tally.done) of \(tally.runs) done", "\(tally.active.count) running",
      "\(tally.toDo) to do",
    ]
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
