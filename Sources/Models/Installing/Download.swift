internal import SystemPackage

/// Fetches a file over the network, through curl: redirects are followed, and a transfer that breaks off is taken up
/// where it stopped.
struct Download {
    /// Exit codes of curl after which the rest may still come: a transfer that broke off or timed out.
    private static let passing: Set<Int32> = [18, 28, 52, 55, 56, 92]
    private static let cannotResume: Int32 = 33
    /// So many transfers in a row may bring nothing.
    private static let patience = 3

    let address: String
    /// A transfer slower than 1000 bytes a second for so long is given up.
    var stallSeconds = 60
    /// Pause before another attempt.
    var pause = Duration.seconds(2)

    /// Fetches the file.
    ///
    /// - Parameter progress: told the bytes fetched.
    /// - Throws: `ModelError` where it cannot be fetched, or is too large.
    func run(into file: inout HashedFile, progress: (Int64) -> Void) async throws(ModelError) {
        var failures = 0
        while true {
            let before = file.byteCount
            let ending = try await transfer(into: &file, progress: progress)
            if ending.code == 0 { return }
            failures = file.byteCount > before ? 0 : failures + 1
            guard let code = ending.code, Self.passing.contains(code) || code == Self.cannotResume,
                failures < Self.patience
            else { throw failure(ending) }
            if code == Self.cannotResume { try file.restart() }
            try? await Task.sleep(for: pause)
        }
    }

    private func transfer(
        into file: inout HashedFile, progress: (Int64) -> Void
    ) async throws(ModelError) -> ChildProcess.Ending {
        var arguments = [
            "--fail", "--silent", "--show-error", "--location", "--max-redirs", "10", "--connect-timeout", "30",
            "--speed-limit", "1000", "--speed-time", String(stallSeconds), "--proto", "=https,http,file",
            "--proto-redir", "=https,http", "--output", "-",
        ]
        if file.byteCount > 0 { arguments += ["--continue-at", String(file.byteCount)] }
        var received = file.byteCount
        return try await ChildProcess.run("curl", arguments + ["--", address], hint: hint) {
            (block) throws(ModelError) in
            try file.append(block)
            received += Int64(block.count)
            progress(received)
        }
    }

    private var hint: String {
        "Install it (apt-get install curl), or fetch \(address) on any machine and give the file with --from."
    }

    private func failure(_ ending: ChildProcess.Ending) -> ModelError {
        let reason =
            ending.errors.isEmpty ? "curl ended with \(ending.code.map(String.init) ?? "a signal")" : ending.errors
        return ModelError(
            .unavailable,
            "\(address) cannot be fetched: \(reason). Try again later, or fetch it on another machine and give the file "
                + "with --from.")
    }
}
