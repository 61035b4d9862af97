internal import Glibc

/// A block of single-precision numbers, aligned to a cache line, freed with its last tensor.
@safe final class TensorStorage: @unchecked Sendable {
    /// Number of elements.
    let count: Int
    let base: UnsafeMutablePointer<Float>

    /// Contents undefined.
    init(count: Int) {
        precondition(count >= 0)
        self.count = count
        // Vectors of any width may be loaded at a multiple of 64 bytes without crossing a cache line.
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(64, count * MemoryLayout<Float>.stride), alignment: 64)
        unsafe base = unsafe memory.bindMemory(to: Float.self, capacity: count)
        // Segments are read many times over: larger pages spare address translation.
        if count >= 1 << 20 { _ = unsafe madvise(memory, count * MemoryLayout<Float>.stride, MADV_HUGEPAGE) }
    }

    deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }
}
