internal import Catalogue
internal import Glibc

/// Runs catalogue operations so that a locked catalogue or a full disk is a pause and never a failure.
struct CataloguePatience: Sendable {
    /// Called while waiting, about every second: notes the reason (`nil` when it is over), keeps the watchdog fed, and
    /// throws when the appliance is to stop.
    let whileWaiting: @Sendable (String?) throws -> Void

    /// Runs an operation until it is through.
    func callAsFunction<Value>(_ operation: () throws(CatalogueError) -> Value) throws -> Value {
        var result = attempt(operation)
        guard case .failure(let first) = result, Self.pauseReason(first) != nil else { return try result.get() }
        while case .failure(let error) = result, let reason = Self.pauseReason(error) {
            try whileWaiting(reason)
            usleep(500_000)
            result = attempt(operation)
        }
        try whileWaiting(nil)
        return try result.get()
    }

    private func attempt<Value>(
        _ operation: () throws(CatalogueError) -> Value
    ) -> Result<Value, CatalogueError> {
        do throws(CatalogueError) { return .success(try operation()) } catch { return .failure(error) }
    }

    /// What has to pass before the operation can go through; `nil` where waiting does not help.
    private static func pauseReason(_ error: CatalogueError) -> String? {
        switch error {
        case .busy: "catalogue: another program holds a write transaction on catalogue.db"
        case .diskFull: "disk: no space for the catalogue"
        default: nil
        }
    }
}
