import Benchmarking
import Testing

@Suite("Machine")
struct MachineTests {
  @Test("CPU time grows with work")
  func time() {
    var sum = 0.0
    let began = CPUTime.now
    for step in 0..<3_000_000 { sum += Double(step).squareRoot() }
    let seconds = CPUTime.now - began
    #expect(sum > 0)
    #expect(seconds > 1e-4 && seconds < 60)
  }

  @Test("a core that does not exist is refused")
  func cores() {
    #expect(!Processor.cores.isEmpty)
    #expect(!Processor.pin(to: -1))
    #expect(!Processor.pin(to: 1_000_000))
    #expect(!Processor.pin(to: .max))
  }

  @Test("the peak of resident memory is read in kilobytes")
  func memory() throws {
    let status = "VmPeak:\t  999 kB\nVmHWM:\t   67420 kB\nVmRSS:\t 1 kB\n"
    #expect(ResidentMemory.peak(inStatus: status) == 67420 * 1024)
    #expect(ResidentMemory.peak(inStatus: "VmPeak: 1 kB\n") == nil)
    #expect(ResidentMemory.peak(inStatus: "VmHWM: many kB\n") == nil)
    let peak = try #require(ResidentMemory.peak)
    #expect(peak > 1_000_000)
    let room = [UInt8](repeating: 1, count: 64 << 20)
    #expect(try #require(ResidentMemory.peak) >= room.count)
  }
}
