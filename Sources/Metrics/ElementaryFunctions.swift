internal import Glibc

// The door to the C mathematics library: names that Swift code reads without a module prefix.

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
/// log(1 + x), also for small x.
func logOnePlus(_ x: Double) -> Double { log1p(x) }
