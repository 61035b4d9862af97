internal import CLinux

/// The signals that a file lease brings with it.
enum LeaseSignals {
    /// A broken lease sends SIGIO, whose default action would end the process.
    static func block() { musigen_block_lease_signals() }
}
