public import Settings

/// What can be chosen about a separation besides the model.
public struct SeparationOptions: Codable, Sendable, Equatable {
    /// Share of a segment that HTDemucs has in common with the next one, 0...0.95.
    public var overlap: Double
    /// Number of shifted separations that HTDemucs averages; 0: one, not shifted.
    public var shifts: Int
    /// Length of HTDemucs's segments in seconds; 0: as it was trained.
    public var segmentSeconds: Double

    /// The options that the settings name.
    public init(_ settings: Settings) {
        overlap = settings.htdemucsOverlap
        shifts = settings.htdemucsShifts
        segmentSeconds = settings.htdemucsSegmentSeconds
    }

    /// What is out of range; `nil` where nothing is.
    public var problem: String? {
        if !(0...0.95).contains(overlap) { return "HTDemucs's overlap must be 0 to 0.95, and is \(overlap)." }
        if !(0...20).contains(shifts) { return "HTDemucs's shifts must be 0 to 20, and are \(shifts)." }
        if segmentSeconds != 0, !(0.1...600).contains(segmentSeconds) {
            return
                "HTDemucs's segments must last 0 (as it was trained) or 0.1 s to 600 s, and last \(segmentSeconds) s."
        }
        return nil
    }

    /// Processor time that HTDemucs takes with these, relative to the defaults.
    var htdemucsCost: Double { Double(max(1, shifts)) * 0.75 / (1 - min(0.95, max(0, overlap))) }

    /// What differs from the defaults, for people, and to tell one result from another; empty where nothing does.
    var deviations: [String] {
        let standard = SeparationOptions(Settings())
        var deviations: [String] = []
        if overlap != standard.overlap { deviations.append("overlap \(overlap)") }
        if shifts != standard.shifts { deviations.append("shifts \(shifts)") }
        if segmentSeconds != standard.segmentSeconds { deviations.append("segments of \(segmentSeconds) s") }
        return deviations
    }
}
