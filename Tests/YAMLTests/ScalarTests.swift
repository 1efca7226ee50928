import Testing
import YAML

@Suite("Scalar")
struct ScalarTests {
  @Test(
    "resolves plain text by the core schema of YAML 1.2",
    arguments: [
      ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("nUll", .string("nUll")),
      ("true", .boolean(true)), ("FALSE", .boolean(false)), ("tRue", .string("tRue")),
      ("yes", .string("yes")), ("no", .string("no")), ("on", .string("on")),
      ("off", .string("off")),
      ("0", .integer(0)), ("-17", .integer(-17)), ("+3", .integer(3)), ("010", .integer(10)),
      ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0x", .string("0x")),
      ("-0x1", .string("-0x1")),
      ("0x+1", .string("0x+1")), ("0xG", .string("0xG")), ("1_000", .string("1_000")),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(0x1p63)),
      ("1e-4", .number(1e-4)), ("1E+4", .number(1e4)), ("1.", .number(1)), (".5", .number(0.5)),
      ("-.5e1", .number(-5)), ("1.e3", .number(1000)), ("1e", .string("1e")), (".", .string(".")),
      ("-", .string("-")), ("+", .string("+")), ("1.2.3", .string("1.2.3")),
      ("1:30", .string("1:30")),
      ("e5", .string("e5")), ("1e5x", .string("1e5x")), ("1e999", .number(.infinity)),
      (".inf", .number(.infinity)), ("-.INF", .number(-.infinity)), ("inf", .string("inf")),
      ("+.nan", .string("+.nan")), ("2026-01-01", .string("2026-01-01")),
    ] as [(String, Scalar.Resolved)])
  func resolution(text: String, expected: Scalar.Resolved) {
    #expect(Scalar(text, isPlain: true).resolved == expected)
  }

  @Test("takes .nan for a number that is none")
  func notANumber() {
    guard case .number(let value) = Scalar(".NaN", isPlain: true).resolved else {
      Issue.record("no number")
      return
    }
    #expect(value.isNaN)
  }

  @Test("leaves quoted text a string", arguments: ["1", "true", "null", "", ".inf"])
  func quoted(text: String) {
    #expect(Scalar(text, isPlain: false).resolved == .string(text))
  }
}
