import Benchmarking
import Testing

@Suite("Peer process")
struct PeerProcessTests {
  /// A peer whose program is a line of shell.
  private static func peer(
    _ script: String, patience: PeerProcess.Patience = .init(start: 5, round: 5, end: 5)
  ) -> PeerProcess {
    PeerProcess(
      name: "peer", side: "peer", program: "/bin/sh", arguments: ["-c", script],
      environment: ["GFBENCH_TEST": "passed on"], patience: patience)
  }

  private static let ready = #"echo '{"ready": "Peer 1.0"}'; "#

  @Test("gives a time for each round, and ends when its input does")
  func talks() throws {
    let peer = Self.peer(
      Self.ready
        + #"i=0; while read line; do i=$((i+1)); echo "{\"microseconds\": $i.5}"; done"#)
    try peer.prepare()
    #expect(peer.name == "Peer 1.0")
    #expect(try (0..<3).map { _ in try peer.round() } == [1.5, 2.5, 3.5])
    peer.finish()
  }

  @Test("is given the environment")
  func environment() throws {
    let peer = Self.peer(#"echo "{\"ready\": \"$GFBENCH_TEST\"}"; read line"#)
    try peer.prepare()
    #expect(peer.name == "passed on")
    peer.finish()
  }

  @Test(
    "says why it cannot take part",
    arguments: [
      (
        #"echo '{"failed": "cannot import torch"}'"#,
        PeerError.failed(reason: "cannot import torch")
      ),
      ("echo first >&2; echo 'last words' >&2; exit 3", .ended(status: 3, lastWords: "last words")),
      ("exit 0", .ended(status: 0, lastWords: "")),
      ("echo Hello", .garbled(answer: "Hello")),
      (
        #"echo '{"ready": "x", "microseconds": 1}'"#,
        .garbled(answer: #"{"ready": "x", "microseconds": 1}"#)
      ),
      (#"echo '{"microseconds": -1}'"#, .garbled(answer: #"{"microseconds": -1}"#)),
      (#"echo '{"microseconds": 1}'"#, .failed(reason: "it gave a time before it was ready")),
    ])
  func refusals(script: String, error: PeerError) {
    let peer = Self.peer(script)
    #expect(throws: error) { try peer.prepare() }
    peer.finish()
  }

  @Test("says how it died between rounds")
  func dies() throws {
    let peer = Self.peer(
      Self.ready + #"read a; echo '{"microseconds": 1}'; read b; echo 'Killed by fate' >&2; exit 9"#
    )
    try peer.prepare()
    #expect(try peer.round() == 1)
    #expect(throws: PeerError.ended(status: 9, lastWords: "Killed by fate")) {
      try peer.round()
    }
    // Nobody reads any more: writing to it is no reason to die with it.
    #expect(throws: PeerError.ended(status: 9, lastWords: "Killed by fate")) {
      try peer.round()
    }
    peer.finish()
  }

  @Test("is ended when it does not answer")
  func silent() throws {
    let clock = ContinuousClock()
    let peer = Self.peer(
      Self.ready + "exec sleep 60", patience: .init(start: 5, round: 0.1, end: 0.1))
    try peer.prepare()
    let duration = clock.measure {
      #expect(throws: PeerError.silent(seconds: 0.1)) { try peer.round() }
      peer.finish()
    }
    #expect(duration < .seconds(10))
  }

  @Test("is named when its program is not there")
  func missing() throws {
    let patience = PeerProcess.Patience(start: 5)
    let path = PeerProcess(
      name: "p", side: "p", program: "/nowhere/python3", arguments: [], patience: patience)
    #expect(
      throws: PeerError.notStarted(
        program: "/nowhere/python3", reason: "there is no such program")
    ) { try path.prepare() }
    path.finish()
    let name = PeerProcess(
      name: "p", side: "p", program: "no-such-python", arguments: [], patience: patience)
    #expect {
      try name.prepare()
    } throws: { error in
      guard case PeerError.ended(127, let words) = error else { return false }
      return words.contains("no-such-python")
    }
    name.finish()
  }
}
