internal import Glibc

/// Tells systemd how the daemon is (`sd_notify(3)`): datagrams to the socket named in `NOTIFY_SOCKET`.
struct ServiceManagerNotifier: Sendable {
    private let address: [UInt8]?
    /// Interval in which systemd wants a sign of life, in seconds; `nil` where it does not.
    let watchdogSeconds: Double?

    init(environment: [String: String]) {
        address = environment["NOTIFY_SOCKET"].flatMap { path in
            guard path.hasPrefix("/") || path.hasPrefix("@"), path.utf8.count < 108 else { return nil }
            var bytes = Array(path.utf8)
            // "@" stands for the leading NUL of an abstract address.
            if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
            return bytes
        }
        let isOurs = environment["WATCHDOG_PID"].flatMap { Int32($0) }.map { $0 == getpid() } ?? true
        watchdogSeconds = isOurs ? environment["WATCHDOG_USEC"].flatMap { Double($0) }.map { $0 / 1e6 } : nil
    }

    func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
    func status(_ status: String) { send("STATUS=\(status)") }
    func reloading() {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        send("RELOADING=1\nMONOTONIC_USEC=\(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)")
    }
    func stopping() { send("STOPPING=1") }
    func alive() { send("WATCHDOG=1") }
    func extendTimeout(seconds: Int) { send("EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)") }

    private func send(_ text: String) {
        guard let address else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &target.sun_path) { path in
            for (index, byte) in address.enumerated() { unsafe path[index] = byte }
        }
        let length = socklen_t(2 + address.count)
        let bytes = Array(text.utf8)
        unsafe withUnsafePointer(to: &target) { target in
            unsafe target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                _ = unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), target, length)
            }
        }
    }
}
