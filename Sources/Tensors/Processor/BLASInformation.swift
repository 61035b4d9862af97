internal import COpenBLAS

/// What the linear-algebra library says about itself, for diagnosis.
public struct BLASInformation: Sendable, Equatable {
    /// The processor family whose kernels are in use, such as "Haswell" or "SkylakeX".
    public let coreName: String
    /// Number of threads a product uses.
    public let threadCount: Int
    /// Version and build options.
    public let configuration: String

    /// Asks the library.
    public static var current: BLASInformation {
        MatrixProduct.useCallingThreadOnly()
        return unsafe BLASInformation(
            coreName: text(openblas_get_corename()), threadCount: Int(openblas_get_num_threads()),
            configuration: text(openblas_get_config()))
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        guard let pointer = unsafe pointer else { return "unknown" }
        return unsafe String(cString: pointer)
    }
}
