import CKernels
import COneDNN

/// The compute kernels that this process uses: its bits are promised for one such set.
package enum KernelSet {
  /// The clone of our own kernels and the version and instruction set of oneDNN.
  package static let name: String = {
    let own = unsafe String(cString: gfk_kernel_set())
    let isa = String(dnnl_get_effective_cpu_isa().rawValue, radix: 16)
    guard let version = unsafe dnnl_version() else { return own }
    let (major, minor, patch) = unsafe (
      version.pointee.major, version.pointee.minor, version.pointee.patch
    )
    return "\(own), oneDNN \(major).\(minor).\(patch) isa 0x\(isa)"
  }()
}
