import Glibc

/// Moments as result files write them.
enum Timestamp {
  /// The present moment in UTC, after ISO 8601, to the second.
  static var now: String {
    var seconds = time(nil)
    var parts = unsafe tm()
    unsafe gmtime_r(&seconds, &parts)
    func padded(_ value: Int32, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = unsafe [
      padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1), padded(parts.tm_mday),
    ]
    let clock = unsafe [padded(parts.tm_hour), padded(parts.tm_min), padded(parts.tm_sec)]
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "Z"
  }
}
