import Specification
import Testing

@Suite("Numbers and values as text")
struct NumberTextTests {
  // RFC 8785, appendix B: IEEE 754 bits and their text.
  @Test(
    "are the texts of RFC 8785",
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"),
      (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
      (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
      (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
      (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
      (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
      (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
      (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func canonical(bits: UInt64, expected: String) {
    #expect(NumberText.canonical(Double(bitPattern: bits)) == expected)
  }

  @Test("read back to the same bits")
  func roundTrip() {
    var generator = SplitMix(state: 1)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite, number != 0 else { continue }
      #expect(Double(NumberText.canonical(number)) == number)
      #expect(Double(NumberText.yaml(number)) == number)
    }
  }

  @Test(
    "are floating-point numbers to YAML 1.1 readers too",
    arguments: [
      (1.0, "1.0"), (1e-8, "1.0e-8"), (1.5e-8, "1.5e-8"), (1e22, "1.0e+22"), (0.1, "0.1"),
    ])
  func yaml(number: Double, expected: String) {
    #expect(NumberText.yaml(number) == expected)
  }

  @Test("JSON sorts keys by UTF-16 and escapes what must be escaped")
  func canonicalJSON() {
    let value: Value = [
      "b": [1, 1.0, 0.5, true, .null], "\u{10000}": "x\n\u{1}\"\\é/", "\u{FF00}": [:], "a": [],
    ]
    #expect(
      String(decoding: JSONText.canonical(value), as: UTF8.self)
        == "{\"a\":[],\"b\":[1,1,0.5,true,null],\"\u{10000}\":\"x\\n\\u0001\\\"\\\\é/\",\"\u{FF00}\":{}}"
    )
  }

  @Test("YAML quotes what a reader of 1.1 or 1.2 could take for something else")
  func quoting() {
    let value: Value = [
      "plain": "W1-FE on a ring", "yes": "no", "number": "1e-4", "empty": "", "sign": "a: b",
      "comment": "a #b", "control": "a\u{85}\u{2028}\t", "integer": 3, "float": 3.0,
    ]
    #expect(
      YAMLWriter.text(value) == """
        plain: W1-FE on a ring
        "yes": "no"
        number: "1e-4"
        empty: ""
        sign: "a: b"
        comment: "a #b"
        control: "a\\x85\\L\\t"
        integer: 3
        float: 3.0

        """)
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014): repeatable numbers for tests.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
