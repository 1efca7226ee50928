import ArgumentParser
import Glibc
import Specification
import Trainers
import Training

/// `gfrun list KIND`: what there is.
struct ListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: "Print what there is: flows, data, metrics, trainers, …",
      discussion: Discussion.text(
        """
        Without a word it prints the words that it knows. Each thing has its formula and source.
        """,
        examples: [
          "list": "the words",
          "list flows": "every flow",
          "list flow.h.of": "the names that may stand at a path",
        ],
        exits: [
          0: "printed",
          64: "nothing is called so; the nearest name is told",
        ]))
  }

  @Argument(
    help: ArgumentHelp(
      "flows, data, metrics, …, or a path that takes one of several names, as flow.h.of.",
      valueName: "kind"),
    completion: .listedWords)
  var word: String?

  @Flag(help: "Print as JSON: an array with an object per thing.")
  var json = false

  func run() throws {
    let explanations = Explanations(Program.current.registry.vocabulary)
    guard let word else {
      let listings = explanations.listings
      return Console.write(
        json
          ? JSONText.pretty(.list(listings.map(\.summaryJSON)))
          : Listing.text(listings, width: Console.width), to: STDOUT_FILENO)
    }
    guard let listing = explanations.listing(of: word) else {
      let hint =
        explanations.nearestListing(to: word).map { "did you mean '\($0)'?" }
        ?? "'\(Program.current.name) list' prints what can be listed"
      Console.error("nothing is called '\(word)'; \(hint)")
      throw ExitStatus.usage.exit
    }
    Console.write(
      json ? JSONText.pretty(listing.json) : listing.text(width: Console.width), to: STDOUT_FILENO)
  }
}
