internal import COpenBLAS
internal import Glibc

/// The choice of OpenBLAS's kernels.
///
/// The library chooses when it is loaded, by the processor or by `OPENBLAS_CORETYPE`, and either may leave half of the
/// processor unused: the variable is set on many machines for the sake of another program, and a library older than the
/// processor does not know it.
enum ProcessorKernels {
    /// Kernel families by the vectors that they use.
    private static let wide: Set<String> = ["SkylakeX", "Cooperlake", "SapphireRapids"]
    private static let medium: Set<String> = ["Haswell", "Zen", "Excavator"]

    /// Makes the library choose again if its kernels are narrower than the processor's vectors.
    ///
    /// It must not be computing meanwhile.
    static func chooseBest() {
        let flags = processorFlags()
        let hasWide = ["avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd"].allSatisfy(flags.contains)
        let hasMedium = ["avx2", "fma"].allSatisfy(flags.contains)
        func isGood(_ core: String) -> Bool {
            wide.contains(core) ? hasWide : medium.contains(core) ? !hasWide && hasMedium : !hasWide && !hasMedium
        }
        guard !isGood(currentCore) else { return }
        let requested = unsafe getenv("OPENBLAS_CORETYPE").map { unsafe String(cString: $0) }
        choose(nil)
        if !isGood(currentCore), hasWide || hasMedium { choose(hasWide ? "SkylakeX" : "Haswell") }
        // What the programs that are started from here find stays as it was.
        if let requested {
            unsafe setenv("OPENBLAS_CORETYPE", requested, 1)
        } else {
            unsafe unsetenv("OPENBLAS_CORETYPE")
        }
    }

    private static var currentCore: String {
        guard let name = unsafe openblas_get_corename() else { return "" }
        return unsafe String(cString: name)
    }

    /// Lets the library choose by `core`, or by the processor.
    private static func choose(_ core: String?) {
        typealias Function = @convention(c) () -> Void
        // Builds for one processor only do not have these functions, and no choice either.
        guard let quit = unsafe dlsym(nil, "gotoblas_dynamic_quit"),
            let initialise = unsafe dlsym(nil, "gotoblas_dynamic_init")
        else { return }
        if let core { unsafe setenv("OPENBLAS_CORETYPE", core, 1) } else { unsafe unsetenv("OPENBLAS_CORETYPE") }
        unsafe unsafeBitCast(quit, to: Function.self)()
        unsafe unsafeBitCast(initialise, to: Function.self)()
    }

    /// What the processor and the kernel support, in Linux's names.
    private static func processorFlags() -> Set<Substring> {
        guard let file = unsafe fopen("/proc/cpuinfo", "r") else { return [] }
        defer { unsafe fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { unsafe free(line) }
        while unsafe getline(&line, &capacity, file) > 0 {
            guard let text = unsafe line.map({ unsafe String(cString: $0) }), text.hasPrefix("flags") else { continue }
            return Set(text.split(whereSeparator: \.isWhitespace))
        }
        return []
    }
}
