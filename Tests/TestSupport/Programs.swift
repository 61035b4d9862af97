import Glibc

/// Programs that some tests need besides ours.
public enum Programs {
    /// Whether a program can be found in PATH.
    public static func has(_ name: String) -> Bool {
        guard let path = unsafe getenv("PATH") else { return false }
        return unsafe String(cString: path).split(separator: ":").contains {
            unsafe access("\($0)/\(name)", X_OK) == 0
        }
    }
}
