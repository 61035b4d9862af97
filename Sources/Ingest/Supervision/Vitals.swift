internal import Glibc
internal import Synchronization

/// What other threads may know of the supervisor: that it is alive, that it should stop, and what it waits for.
final class Vitals: Sendable {
    private struct State {
        var lastHeartbeat = Vitals.now
        var isStopping = false
        var waitingFor: String?
    }

    private let state = Mutex(State())

    /// Thrown out of long operations when the appliance is to stop.
    struct Stopping: Error {}

    /// Monotonic seconds.
    static var now: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Notes a sign of life.
    func beat() { state.withLock { $0.lastHeartbeat = Vitals.now } }

    /// Notes a sign of life and throws when the appliance is to stop.
    func beatOrStop() throws {
        beat()
        if isStopping { throw Stopping() }
    }

    /// Seconds since the last sign of life.
    var secondsSinceHeartbeat: Double { Vitals.now - state.withLock { $0.lastHeartbeat } }

    var isStopping: Bool { state.withLock { $0.isStopping } }
    func stop() { state.withLock { $0.isStopping = true } }

    /// What the supervisor waits for; returns whether this is news.
    func wait(for reason: String?) -> Bool {
        state.withLock { state in
            defer { state.waitingFor = reason }
            return state.waitingFor != reason
        }
    }
}
