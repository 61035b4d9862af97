internal import Catalogue
internal import Glibc

/// Runs catalogue operations so that a locked catalogue or a full disk is a pause and never a failure.
struct CataloguePatience: Sendable {
    /// Called while waiting, about every second: notes the reason (`nil` when it is over), keeps the watchdog fed, and
    /// throws when the appliance is to stop.
    let whileWaiting: @Sendable (String?) throws -> Void

    /// Runs an operation until it is through.
    func callAsFunction<Value>(_ operation: () throws(CatalogueError) -> Value) throws -> Value {
        var hasWaited = false
        while true {
            do throws(CatalogueError) {
                let value = try operation()
                if hasWaited { try whileWaiting(nil) }
                return value
            } catch {
                switch error {
                case .busy: try whileWaiting("catalogue: another program holds a write transaction on catalogue.db")
                case .diskFull: try whileWaiting("disk: no space for the catalogue")
                default: throw error
                }
                hasWaited = true
                usleep(500_000)
            }
        }
    }
}
