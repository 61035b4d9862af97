import Synchronization

/// What an installation is doing: a bar on a terminal, one line per step elsewhere.
final class InstallProgress: Sendable {
    private let name: String
    private let step = Mutex("")
    private let bar: ProgressBar

    init(_ name: String) {
        self.name = name
        bar = ProgressBar(name)
    }

    /// Shows a step, with its share done where that is known.
    func show(_ label: String, _ fraction: Double?) {
        let isNew = step.withLock { last in
            defer { last = label }
            return last != label
        }
        if StandardError.isTerminal {
            bar.show(fraction ?? 0, label)
        } else if isNew {
            StandardError.write("\(name): \(label)")
        }
    }

    /// Removes the bar.
    func clear() { bar.clear() }
}
