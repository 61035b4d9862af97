internal import FoundationEssentials
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// The supervisor's side of a worker process.
struct WorkerProcess: Sendable {
    /// How a worker ended.
    enum Outcome: Sendable, Equatable {
        case finished(ProcessedSong)
        case failed(Stage, StageFailure)
        /// It ended without a word: a signal, lack of memory, a limit.
        case crashed(Stage?, how: String)
        /// The supervisor ended it.
        case cancelled
    }

    /// A worker that says nothing for so long is ended.
    let silenceLimit: Duration

    /// Runs one job in a process of its own.
    ///
    /// - Parameter onProgress: told the stage and its fraction; `false` ends the worker.
    @concurrent
    func run(
        _ specification: JobSpecification, onProgress: @escaping @Sendable (Stage, Double) async -> Bool
    ) async -> Outcome {
        let watch = Watch()
        var options = PlatformOptions()
        // A group of its own: Ctrl-C in a terminal is for the supervisor, which then ends its workers in order.
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        do {
            let line = Array(try JSONEncoder().encode(specification)) + [UInt8(ascii: "\n")]
            let result = try await Subprocess.run(
                .path("/proc/self/exe"), arguments: ["worker"], platformOptions: options, input: .inputWriter,
                output: .sequence, error: .currentStandardError
            ) { execution in
                _ = try await execution.standardInputWriter.write(line)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await watch.waitForSilence(longerThan: silenceLimit)
                        try execution.send(signal: .kill)
                    }
                    for try await line in execution.standardOutput.strings(
                        bufferingPolicy: .maxLineLength(512 << 20))
                    {
                        guard let message = try? JSONDecoder().decode(WorkerMessage.self, from: Data(line.utf8)) else {
                            continue
                        }
                        watch.note(message)
                        guard case .progress(let stage, let fraction) = message else { continue }
                        if await !onProgress(stage, fraction) {
                            watch.state.withLock { $0.isCancelled = true }
                            try? execution.send(signal: .terminate)
                        }
                    }
                    group.cancelAll()
                }
                try await execution.standardInputWriter.finish()
            }
            let isCalledOff = Task.isCancelled
            return watch.state.withLock { state in
                state.isCancelled = state.isCancelled || (isCalledOff && state.end == nil)
                return state.outcome(of: "\(result.terminationStatus)")
            }
        } catch {
            if Task.isCancelled { return .cancelled }
            return watch.state.withLock { $0.outcome(of: "\(error)") }
        }
    }

    /// What is known of a running worker.
    private final class Watch: Sendable {
        let state = Mutex(State())

        func note(_ message: WorkerMessage) {
            state.withLock { state in
                state.lastWord = .now
                switch message {
                case .progress(let stage, _): state.stage = stage
                case .finished(let song): state.end = .finished(song)
                case .failed(let stage, let failure): state.end = .failed(stage, failure)
                }
            }
        }

        /// Returns when nothing was heard for so long.
        func waitForSilence(longerThan limit: Duration) async throws {
            while true {
                try await Task.sleep(for: .seconds(1))
                let isSilent = state.withLock { state in
                    state.wasSilent = state.lastWord.duration(to: .now) > limit
                    return state.wasSilent
                }
                if isSilent { return }
            }
        }
    }

    private struct State {
        var stage: Stage?
        var end: Outcome?
        var isCancelled = false
        var wasSilent = false
        var lastWord = ContinuousClock.now

        func outcome(of status: String) -> Outcome {
            isCancelled
                ? .cancelled : end ?? .crashed(stage, how: wasSilent ? "it gave no sign of life for too long" : status)
        }
    }
}
