import Glibc
import Synchronization

/// A bar on a terminal; nothing where standard error is none.
final class ProgressBar: Sendable {
    private let title: String
    private let last = Mutex(-1)

    init(_ title: String) { self.title = title.count > 40 ? title.prefix(39) + "…" : title }

    /// Draws the bar.
    func show(_ fraction: Double, _ label: String = "") {
        guard StandardError.isTerminal else { return }
        let percent = Int(fraction * 100)
        guard
            last.withLock({ value in
                defer { value = percent }
                return value != percent
            })
        else { return }
        let filled = Int(fraction * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: 30 - filled)
        draw("\r\(title)  \(bar) \(percent) % \(label)\u{1B}[K")
    }

    /// Removes the bar.
    func clear() {
        if StandardError.isTerminal { draw("\r\u{1B}[K") }
    }

    private func draw(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
