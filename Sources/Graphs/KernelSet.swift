import CKernels
import COneDNN

/// The compute kernels that this process uses: its bits are promised for one such set.
package enum KernelSet {
  /// The clone of our own kernels and the version and instruction set of oneDNN.
  package static let name: String = {
    let own = unsafe String(cString: gfk_kernel_set())
    let version = unsafe dnnl_version().map { pointer in
      let version = unsafe pointer.pointee
      return "\(version.major).\(version.minor).\(version.patch)"
    }
    let isa = String(dnnl_get_effective_cpu_isa().rawValue, radix: 16)
    return "\(own), oneDNN \(version ?? "unknown") isa 0x\(isa)"
  }()
}
