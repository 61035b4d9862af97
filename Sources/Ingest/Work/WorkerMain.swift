internal import CLinux
internal import Dispatch
internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// The worker process: one job from standard input, messages to standard output, and the end.
///
/// A hostile file can crash or exhaust this process only. Its limits are set before the file is touched, and it ends by
/// itself when its supervisor dies, however that happens.
public enum WorkerMain {
    /// Runs the job on standard input and returns the process's exit code.
    public static func run(environment: [String: String]) -> Int32 {
        guard let line = readLine(strippingNewline: true),
            let specification = try? JSONDecoder().decode(JobSpecification.self, from: Data(line.utf8))
        else { return 64 }
        endWithSupervisor()
        limit(for: specification)
        let reporter = Reporter()
        do {
            let engines = Engines(
                specification.separator, threadCount: specification.threadCount, environment: environment)
            let song = try Pipeline(specification: specification, engines: engines).run { stage, fraction in
                reporter.report(stage, fraction)
            }
            reporter.send(.finished(song))
            return 0
        } catch let error as FailedStage {
            reporter.send(.failed(stage: error.stage, error.failure))
        } catch {
            reporter.send(.failed(stage: .decode, StageFailure(error, stage: .decode)))
        }
        return 0
    }

    /// Standard input stays open as long as the supervisor lives.
    private static func endWithSupervisor() {
        DispatchQueue(label: "musigen.supervisor-watch").async {
            var byte: UInt8 = 0
            while unsafe read(0, &byte, 1) > 0 {}
            _exit(75)
        }
    }

    private static func limit(for specification: JobSpecification) {
        _ = musigen_set_out_of_memory_score(500)
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Int32(specification.niceness))
        let seconds = UInt64(specification.maximumDurationSeconds)
        // A stem of the longest song in the widest format, and some air; far more processor time than any engine needs.
        let fileBytes = seconds * 44_100 * 2 * 4 + (256 << 20)
        let perSecond = UInt64(specification.separator.maximumProcessorSecondsPerSecond)
        _ = musigen_limit_resources(specification.memoryLimitBytes, 1200 + seconds * perSecond, fileBytes)
        musigen_block_lease_signals()
    }

    /// Writes messages, progress not more often than is of use.
    private final class Reporter {
        /// A long song may take longer over a hundredth of the way than a worker may be silent.
        private static let longestSilence = Duration.seconds(5)
        private var last: (stage: Stage, fraction: Double, time: ContinuousClock.Instant)?

        func report(_ stage: Stage, _ fraction: Double) {
            let now = ContinuousClock.now
            if let last, last.stage == stage, fraction < 1, fraction - last.fraction < 0.01,
                last.time.duration(to: now) < Self.longestSilence
            {
                return
            }
            last = (stage, fraction, now)
            send(.progress(stage: stage, fraction: fraction))
        }

        func send(_ message: WorkerMessage) {
            guard let data = try? JSONEncoder().encode(message) else { return }
            var bytes = Array(data) + [UInt8(ascii: "\n")]
            while !bytes.isEmpty {
                let count = unsafe write(1, bytes, bytes.count)
                // Nobody listens any more: the supervisor has gone or given this job up.
                if count < 0 { if errno == EINTR { continue } else { _exit(75) } }
                bytes.removeFirst(count)
            }
        }
    }
}
