import CKernels
import COneDNN

/// y = op(a) · op(b), or y += op(a) · op(b): the one door to matrix products.
///
/// All matrices are row-major and dense: y is [m, n], op(a) [m, k], op(b) [k, n]; each op transposes
/// if its flag says so. Large products go to oneDNN, on the calling thread alone; the rest to a
/// kernel of ours, whose call costs little.
func multiply(
  _ m: Int, _ n: Int, _ k: Int, _ transposeA: Bool, _ transposeB: Bool,
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
  accumulates: Bool
) {
  let (lda, ldb) = (transposeA ? m : k, transposeB ? k : n)
  if isSmallProduct(m, n, k) {
    unsafe gfk_small_product(
      m, n, k, transposeA ? 1 : 0, transposeB ? 1 : 0, a, lda, b, ldb, y, n, accumulates ? 1 : 0)
    return
  }
  gfk_use_one_thread()
  let flag: (Bool) -> CChar = { $0 ? 84 : 78 }  // 'T' or 'N'
  let status = unsafe dnnl_sgemm(
    flag(transposeA), flag(transposeB), dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k), 1, a,
    dnnl_dim_t(lda), b, dnnl_dim_t(ldb), accumulates ? 1 : 0, y, dnnl_dim_t(n))
  precondition(status == dnnl_success, "dnnl_sgemm refused its arguments: \(status)")
}

/// Whether our own kernel is used: it wins by up to five times where an extent is tiny and by 5 to
/// 60 % up to about 64 × 128 × 128 (Zen 4, where it holds its own at any size); beyond that oneDNN has
/// the better kernels for processors with two full 512-bit units.
func isSmallProduct(_ m: Int, _ n: Int, _ k: Int) -> Bool {
  m < 8 || n < 8 || k <= 8 || m * n * k <= 1 << 20
}
