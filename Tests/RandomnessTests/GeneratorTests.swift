import Randomness
import Testing

@Suite("The generator")
struct GeneratorTests {
  /// `kat_vectors` of Random123 1.14, lines `philox4x32 10`.
  static let knownAnswers: [(counter: [UInt32], key: [UInt32], block: [UInt32])] = [
    (
      [0, 0, 0, 0], [0, 0],
      [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
    ),
    (
      [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
      [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  @Test("gives the known answers of Philox 4×32-10", arguments: knownAnswers.indices)
  func knownAnswer(_ line: Int) {
    func join(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
    let (counter, key, block) = Self.knownAnswers[line]
    var stream = RandomStream(
      key: join(key[0], key[1]), iteration: join(counter[2], counter[3]),
      firstBlock: join(counter[0], counter[1]))
    #expect(stream.next() == join(block[0], block[1]))
    #expect(stream.next() == join(block[2], block[3]))
  }

  @Test("goes on with the next block of the counter")
  func consecutiveBlocks() {
    var stream = RandomStream(key: 7, iteration: 9)
    _ = (stream.next(), stream.next())
    var later = RandomStream(key: 7, iteration: 9, firstBlock: 1)
    #expect(stream.next() == later.next())
  }

  @Test("draws the same bits for the same names, and others where one name differs")
  func naming() {
    func head(_ seed: Int, _ purpose: RandomStream.Purpose, _ iteration: Int) -> [UInt64] {
      var stream = RandomStream(seed: seed, purpose: purpose, iteration: iteration)
      return (0..<4).map { _ in stream.next() }
    }
    #expect(head(1, "latent", 5) == head(1, RandomStream.Purpose("latent"), 5))
    let distinct: Set = [
      head(1, "latent", 5), head(2, "latent", 5), head(1, "target", 5), head(1, "latent", 6),
      head(-1, "latent", 5), head(0, "", 0), head(5, "latent", 1),
    ]
    #expect(distinct.count == 7)
    // These bits are what every stored result rests on: a change breaks resuming.
    #expect(head(1, "latent", 5)[0] == 971_555_053_753_008_060)
  }

  @Test("fills with the words of the blocks in order, whatever the length")
  func fillsArePrefixes() {
    func fill(_ count: Int) -> (uniform: [Float], normal: [Float]) {
      var uniform = [Float](repeating: 0, count: count)
      var normal = uniform
      var stream = RandomStream(key: 3, iteration: 4)
      stream.fillUniform(&uniform)
      stream = RandomStream(key: 3, iteration: 4)
      stream.fillNormal(&normal, mean: 1, deviation: 2)
      return (uniform, normal)
    }
    let long = fill(1000)
    for count in [0, 1, 3, 4, 5, 255, 256, 257, 999] {
      let short = fill(count)
      #expect(short.uniform == Array(long.uniform.prefix(count)))
      #expect(short.normal == Array(long.normal.prefix(count)))
    }
    var words = RandomStream(key: 3, iteration: 4)
    for pair in stride(from: 0, to: 1000, by: 2) {
      let word = words.next()
      #expect(long.uniform[pair] == (Float(UInt32(truncatingIfNeeded: word) >> 9) + 0.5) * 0x1p-23)
      #expect(long.uniform[pair + 1] == (Float(UInt32(word >> 32) >> 9) + 0.5) * 0x1p-23)
    }
  }

  @Test("takes whole blocks for a fill, so that what follows does not overlap it")
  func fillsConsumeBlocks() {
    var stream = RandomStream(key: 3, iteration: 4)
    _ = stream.next()
    var values = [Float](repeating: 0, count: 6)
    stream.fillUniform(&values)
    var reference = RandomStream(key: 3, iteration: 4, firstBlock: 1)
    var expected = values
    reference.fillUniform(&expected)
    #expect(values == expected)
    var after = RandomStream(key: 3, iteration: 4, firstBlock: 3)
    #expect(stream.next() == after.next())
  }
}
