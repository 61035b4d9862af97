internal import Analysis
internal import Settings

/// What a song will need on the disk, before it is begun.
struct DiskForecast: Sendable, Equatable {
    /// Bytes of the stems, the features and everything in between.
    let neededBytes: Int64

    /// - Parameter durationSeconds: estimated from the file's real size, never from a header.
    init(durationSeconds: Double, stemFormat: String, stemCount: Int) {
        let bytesPerSample: Double =
            switch stemFormat {
            case "wav-float": 4
            case "wav24", "flac": 3
            default: 2
            }
        let stems = Double(stemCount) * durationSeconds * 44_100 * 2 * bytesPerSample
        // Sidecar, catalogue rows and file system overhead.
        neededBytes = Int64(stems * 1.02 + durationSeconds * FeatureFile.estimatedBytesPerSecond) + (16 << 20)
    }

    /// Why the song has to wait, or `nil` when there is room.
    func shortage(freeBytes: Int64, reserveBytes: Int64) -> String? {
        guard freeBytes < neededBytes + reserveBytes else { return nil }
        return "disk: \(Self.gigabytes(neededBytes)) GB needed and \(Self.gigabytes(reserveBytes)) GB kept in reserve, "
            + "\(Self.gigabytes(freeBytes)) GB free"
    }

    static func gigabytes(_ bytes: Int64) -> String {
        let hundredths = (bytes + 5_000_000) / 10_000_000
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100)." + (fraction.count < 2 ? "0" : "") + fraction
    }
}
