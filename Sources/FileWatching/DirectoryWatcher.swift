internal import Dispatch
internal import Glibc
internal import Synchronization
public import SystemPackage

/// Watches directories and remembers which of them deserve a look.
///
/// An event never carries truth: it only marks its directory, and whoever takes the marks scans the directory. So a
/// burst costs one scan, an overflow of the kernel's queue loses nothing, and names are never taken from events.
public final class DirectoryWatcher: Sendable {
    /// What happened since the last look.
    public struct Changes: Sendable, Equatable {
        /// Directories in which something happened.
        public var directories: Set<FilePath> = []
        /// Watched directories that were removed, renamed or unmounted; they are not watched any more.
        public var lost: Set<FilePath> = []
        /// The kernel dropped events: everything deserves a look.
        public var overflowed = false

        /// Nothing.
        public init() {}

        /// Whether there is nothing to do.
        public var isEmpty: Bool { directories.isEmpty && lost.isEmpty && !overflowed }
    }

    private struct State {
        var watches: [Int32: FilePath] = [:]
        var changes = Changes()
        var isStopped = false
    }

    private final class Shared: Sendable {
        let inotify: Inotify
        let state = Mutex(State())
        init(_ inotify: consuming Inotify) { self.inotify = inotify }
    }

    private let shared: Shared

    /// Starts the reader thread. `onChange` is called on it after every batch of events; it must be quick.
    public init(onChange: @escaping @Sendable () -> Void) throws(FileWatchingError) {
        let shared = Shared(try Inotify())
        self.shared = shared
        // A thread of its own that does nothing but drain the queue: a blocking read must not hold a thread of the
        // cooperative pool, and a slow reader is what makes queues overflow.
        DispatchQueue(label: "musigen.inotify").async {
            while let records = shared.inotify.read() {
                let isStopped = shared.state.withLock { state in
                    for record in records { Self.note(record, in: &state) }
                    return state.isStopped
                }
                if isStopped { break }
                // A watch follows a renamed directory; what is at the old path now is another one.
                for record in records where record.isMoved { shared.inotify.removeWatch(record.watch) }
                if !records.isEmpty { onChange() }
            }
        }
    }

    /// Watches a directory (idempotent).
    public func watch(_ directory: FilePath) throws(FileWatchingError) {
        let watch = try shared.inotify.addWatch(on: directory)
        shared.state.withLock { $0.watches[watch] = directory }
    }

    /// Takes what happened since the last call.
    public func takeChanges() -> Changes {
        shared.state.withLock { state in
            defer { state.changes = Changes() }
            return state.changes
        }
    }

    /// Ends the reader thread and closes the descriptor.
    public func stop() {
        let watches = shared.state.withLock { state in
            state.isStopped = true
            return Array(state.watches.keys)
        }
        for watch in watches { shared.inotify.removeWatch(watch) }
    }

    private static func note(_ record: Inotify.Record, in state: inout State) {
        if record.isOverflow { state.changes.overflowed = true }
        guard let directory = state.watches[record.watch] else { return }
        if record.isDirectoryGone {
            state.changes.lost.insert(directory)
            if record.isWatchGone { state.watches[record.watch] = nil }
        } else {
            state.changes.directories.insert(directory)
        }
    }
}
