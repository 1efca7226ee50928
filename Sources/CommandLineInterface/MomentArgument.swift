import ArgumentParser
import Specification

/// The moment at which a metric is read, as a command line writes it: `last`, `mean:100..200`.
struct MomentArgument: ExpressibleByArgument {
  let moment: Claim.Moment

  init(moment: Claim.Moment) { self.moment = moment }

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : nil
    switch (parts.first.map(String.init), value) {
    case ("last", nil): moment = .last
    case ("first", nil): moment = .first
    case ("best", nil): moment = .best
    case ("time", let text?):
      guard let seconds = Double(text), seconds >= 0, seconds.isFinite else { return nil }
      moment = .time(seconds)
    case ("mean", let text?):
      guard let range = Self.range(text) else { return nil }
      moment = .mean(range)
    case ("first-below", let text?):
      guard let event = Self.event(text) else { return nil }
      moment = event
    case (let text?, nil):
      guard let iteration = Int(text), iteration >= 0 else { return nil }
      moment = .iteration(iteration)
    default: return nil
    }
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    guard let dots = text.firstRange(of: ".."), let low = Int(text[..<dots.lowerBound]),
      let high = Int(text[dots.upperBound...]), 0 <= low, low <= high
    else { return nil }
    return low...high
  }

  private static func event(_ text: String) -> Claim.Moment? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let clock = parts.count > 1 ? Claim.Clock(rawValue: String(parts[1])) : .iterations
    guard parts.count <= 2, let bound = Double(parts[0]), bound.isFinite, let clock else {
      return nil
    }
    return .firstBelow(bound, in: clock)
  }

  var defaultValueDescription: String { "last" }
}
