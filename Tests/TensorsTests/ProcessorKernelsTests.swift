import Glibc
import Tensors
import Testing

/// The library chooses its kernels when it is loaded: only a new process can be told another choice.
@Suite(.serialized) struct `The choice of kernels` {
    @Test(arguments: ["Haswell", "Nehalem"])
    func `a narrower choice in the environment is not heeded, and left there`(core: String) async {
        let best = BLASInformation.current.coreName
        let before = unsafe getenv("OPENBLAS_CORETYPE").map { unsafe String(cString: $0) }
        unsafe setenv("OPENBLAS_CORETYPE", core, 1)
        await #expect(processExitsWith: .success) { [best = best as String, core = core as String] in
            #expect(BLASInformation.current.coreName == best)
            #expect(unsafe getenv("OPENBLAS_CORETYPE").map { unsafe String(cString: $0) } == core)
            #expect(MatrixProduct.product([1, 2], [3, 4], rows: 1, inner: 2, columns: 1) == [11])
        }
        if let before { unsafe setenv("OPENBLAS_CORETYPE", before, 1) } else { unsafe unsetenv("OPENBLAS_CORETYPE") }
    }
}
