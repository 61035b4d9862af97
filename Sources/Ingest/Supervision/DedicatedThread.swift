internal import Dispatch

/// Runs an actor on a thread of its own, so that hashing, syncing and waiting for the catalogue never occupy a thread of
/// the cooperative pool.
final class DedicatedThread: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedSerialExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }
}
