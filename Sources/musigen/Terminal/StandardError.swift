import Glibc

/// Lines for people, apart from the results on standard output.
enum StandardError {
    static let isTerminal = isatty(2) == 1

    static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
