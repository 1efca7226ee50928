import CommandLineInterface

/// The program gfrun: the commands over what is built in, and nothing else.
@main
enum GFRun {
  static func main() { Program.gfrun.main() }
}
