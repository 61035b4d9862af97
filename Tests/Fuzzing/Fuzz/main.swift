import Glibc
import LibFuzzer

/// The targets by name: `fuzz TARGET [libFuzzer's options] [folders of inputs]`.
let targets: [String: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32] = unsafe [
    "safetensors": { unsafe run(Inputs.whole, $0, $1) },
    "archive": { unsafe run(Inputs.whole, $0, $1) },
    "pickle": { unsafe run(Inputs.pickle, $0, $1) },
    "bundle": { unsafe run(Inputs.bundle, $0, $1) },
]

guard CommandLine.argc > 1, let target = unsafe targets[CommandLine.arguments[1]] else {
    print("usage: fuzz \(unsafe targets.keys.sorted().joined(separator: "|")) [options] [folders]")
    exit(64)
}
// The target's name goes; the program's stays.
unsafe CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, target))
