import Dispatch
import Glibc
import Synchronization

/// An HTTP server on the loopback interface for one test: GET only, one connection at a time.
public final class LoopbackServer: Sendable {
    /// What it answers.
    public enum Reply: Sendable {
        /// The content, or the rest of it where that is asked for.
        case content([UInt8])
        /// The content, but every transfer breaks off after so many bytes.
        case breakingOff([UInt8], after: Int)
        /// The whole content even where the rest is asked for, and the first transfer breaks off after so many bytes.
        case withoutRanges([UInt8], after: Int)
        /// Another place.
        case redirect(String)
        /// Nothing, for as long as the other side waits.
        case silence
    }

    private struct State {
        var requests: [String] = []
        var isClosed = false
    }

    private let listener: Int32
    /// The port it listens at.
    public let port: UInt16
    private let state = Mutex(State())

    /// Starts a server.
    ///
    /// - Parameter replies: what it answers by path, such as "/weights.th"; other paths do not exist.
    public init(_ replies: [String: Reply]) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        precondition(isListening, "no server can be started: errno \(errno)")
        port = UInt16(bigEndian: address.sin_port)
        let serve = Server(listener: listener, replies: replies) { [weak self] path in
            self?.state.withLock { $0.requests.append(path) }
        }
        DispatchQueue(label: "loopback-server").async { serve.run() }
    }

    deinit {
        // Lets go of whoever waits in `accept`.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// "http://127.0.0.1:PORT/".
    public var address: String { "http://127.0.0.1:\(port)/" }

    /// Paths asked for so far.
    public var requests: [String] { state.withLock { $0.requests } }

    private struct Server: Sendable {
        let listener: Int32
        let replies: [String: Reply]
        let onRequest: @Sendable (String) -> Void

        func run() {
            var seen: Set<String> = []
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 {
                    if errno == EINTR { continue }
                    return
                }
                if let request = request(connection) {
                    onRequest(request.path)
                    answer(request, isFirst: seen.insert(request.path).inserted, connection)
                }
                close(connection)
            }
        }

        private func request(_ connection: Int32) -> (path: String, offset: Int)? {
            var text = ""
            while !text.contains("\r\n\r\n") {
                var buffer = [UInt8](repeating: 0, count: 4096)
                let count = unsafe recv(connection, &buffer, buffer.count, 0)
                if count <= 0 { return nil }
                text += String(decoding: buffer[..<count], as: UTF8.self)
            }
            let words = text.split(separator: " ")
            guard words.count > 1 else { return nil }
            let range = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("range: bytes=") }
            let offset = range.flatMap { Int($0.dropFirst("range: bytes=".count).prefix { $0.isNumber }) } ?? 0
            return (String(words[1]), offset)
        }

        private func answer(_ request: (path: String, offset: Int), isFirst: Bool, _ connection: Int32) {
            switch replies[request.path] {
            case .content(let content): send(content, from: request.offset, limit: .max, connection)
            case .breakingOff(let content, let count): send(content, from: request.offset, limit: count, connection)
            case .withoutRanges(let content, let count):
                send(content, from: 0, limit: isFirst ? count : .max, connection)
            case .redirect(let place):
                send("HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n", connection)
            case .silence:
                var byte: UInt8 = 0
                while unsafe recv(connection, &byte, 1, 0) > 0 {}
            case nil: send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", connection)
            }
        }

        private func send(_ content: [UInt8], from offset: Int, limit: Int, _ connection: Int32) {
            let rest = content.dropFirst(offset)
            let status =
                offset == 0
                ? "200 OK"
                : "206 Partial Content\r\nContent-Range: bytes \(offset)-\(content.count - 1)/\(content.count)"
            send("HTTP/1.1 \(status)\r\nContent-Length: \(rest.count)\r\nConnection: close\r\n\r\n", connection)
            send(Array(rest.prefix(limit)), connection)
        }

        private func send(_ text: String, _ connection: Int32) { send(Array(text.utf8), connection) }

        private func send(_ bytes: [UInt8], _ connection: Int32) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes {
                    unsafe Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
