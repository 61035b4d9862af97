internal import SystemPackage

/// One key of the configuration: its name, what it accepts and where it goes.
struct SettingDefinition: Sendable {
    enum Value: Sendable {
        case integer(any WritableKeyPath<Settings, Int> & Sendable, ClosedRange<Int>)
        case number(any WritableKeyPath<Settings, Double> & Sendable, ClosedRange<Double>)
        case choice(any WritableKeyPath<Settings, String> & Sendable, [String])
        case text(any WritableKeyPath<Settings, String> & Sendable)
        /// An absolute path; empty for none.
        case file(any WritableKeyPath<Settings, FilePath?> & Sendable)
        case folders
    }

    /// Dotted path in the YAML file: "inbox.rescan_seconds".
    let key: String
    let value: Value

    /// `MUSIGEN_INBOX_RESCAN_SECONDS` for "inbox.rescan_seconds".
    var environmentName: String {
        "MUSIGEN_" + key.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }

    static let all: [SettingDefinition] = [
        .init(key: "inbox.folders", value: .folders),
        .init(key: "inbox.settle_quiet_milliseconds", value: .integer(\.settleQuietMilliseconds, 0...600_000)),
        .init(key: "inbox.settle_quiet_unprobed_seconds", value: .integer(\.settleQuietUnprobedSeconds, 0...3600)),
        .init(key: "inbox.refuse_after_seconds", value: .integer(\.refuseAfterSeconds, 0...3600)),
        .init(key: "inbox.truncated_wait_minutes", value: .number(\.truncatedWaitMinutes, 0...10_080)),
        .init(key: "inbox.minimum_playable_seconds", value: .integer(\.minimumPlayableSeconds, 1...3600)),
        .init(key: "inbox.rescan_seconds", value: .integer(\.rescanSeconds, 1...86_400)),
        .init(key: "inbox.poll_seconds", value: .integer(\.pollSeconds, 1...3600)),
        .init(key: "limits.maximum_duration_minutes", value: .integer(\.maximumDurationMinutes, 1...1440)),
        .init(key: "workers.count", value: .integer(\.workerCount, 1...64)),
        .init(key: "workers.threads", value: .integer(\.threadsPerWorker, 0...256)),
        .init(key: "workers.memory_mib", value: .integer(\.workerMemoryMiB, 0...1_048_576)),
        .init(key: "workers.silence_seconds", value: .integer(\.workerSilenceSeconds, 5...86_400)),
        .init(key: "workers.niceness", value: .integer(\.workerNiceness, 0...19)),
        .init(key: "stems.format", value: .choice(\.stemFormat, ["wav16", "wav24", "wav-float", "flac"])),
        .init(key: "separation.model", value: .text(\.separator)),
        .init(key: "separation.htdemucs.overlap", value: .number(\.htdemucsOverlap, 0...0.95)),
        .init(key: "separation.htdemucs.shifts", value: .integer(\.htdemucsShifts, 0...20)),
        .init(key: "separation.htdemucs.segment_seconds", value: .number(\.htdemucsSegmentSeconds, 0...600)),
        .init(key: "models.manifest", value: .file(\.modelManifest)),
        .init(key: "disk.reserve_mib", value: .integer(\.diskReserveMiB, 0...1_048_576)),
        .init(key: "retries.maximum_crashes", value: .integer(\.maximumCrashes, 1...100)),
        .init(key: "retries.maximum_transient_failures", value: .integer(\.maximumTransientFailures, 1...100)),
        .init(key: "retries.delay_seconds", value: .number(\.retryDelaySeconds, 0...86_400)),
        .init(
            key: "log.level",
            value: .choice(
                \.logLevel, ["trace", "debug", "info", "notice", "warning", "error", "critical"])),
    ]

    /// The known key that `name` was probably meant to be.
    static func nearestKey(to name: String) -> String? {
        let candidates = all.map { (key: $0.key, distance: editDistance($0.key, name)) }
        // A name that shares little with any key was meant to be something else.
        return candidates.filter { $0.distance <= max(3, name.count / 3) }.min { $0.distance < $1.distance }?.key
    }

    /// Levenshtein distance.
    private static func editDistance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let substitution = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
