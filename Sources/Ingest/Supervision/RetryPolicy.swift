internal import Settings

/// When a failed song is tried again, and when it is given up.
struct RetryPolicy: Sendable {
    /// What to do.
    enum Decision: Sendable, Equatable {
        case retry(afterSeconds: Double)
        case giveUp
    }

    let settings: Settings

    /// After a failure that might pass.
    func afterTransient(attempts: Int) -> Decision {
        decision(attempts, maximum: settings.maximumTransientFailures)
    }

    /// After the worker ended without a word.
    func afterCrash(attempts: Int) -> Decision { decision(attempts, maximum: settings.maximumCrashes) }

    /// 30 s, 2 min, 8 min, ... up to six hours.
    private func decision(_ attempts: Int, maximum: Int) -> Decision {
        guard attempts < maximum else { return .giveUp }
        var delay = settings.retryDelaySeconds
        for _ in 1..<max(1, attempts) { delay = min(delay * 4, 21_600) }
        return .retry(afterSeconds: delay)
    }
}
