/// How a song is cut into segments and put together again, as the `demucs` package's `apply_model` does it.
public struct HTDemucsOptions: Sendable, Equatable {
    /// Length of a segment in seconds; `nil` or more than the network was trained with: the latter.
    public var segmentSeconds: Double?
    /// Share of a segment that it has in common with the next one, 0 or more and less than 1.
    public var overlap: Double
    /// Number of times that the song is separated, shifted by a random time of up to half a second, for the mean of the
    /// results; 0: once, not shifted. Each adds its time and a little quality.
    public var shifts: Int
    /// Exponent of the triangular weights that segments are joined by, 1 or more: the higher, the shorter the transition.
    public var transitionPower: Double
    /// Of the random shifts: the same seed gives the same result.
    public var seed: UInt64

    /// The package's defaults, but without shifts.
    public init(
        segmentSeconds: Double? = nil, overlap: Double = 0.25, shifts: Int = 0, transitionPower: Double = 1,
        seed: UInt64 = 0
    ) {
        self.segmentSeconds = segmentSeconds
        self.overlap = overlap
        self.shifts = shifts
        self.transitionPower = transitionPower
        self.seed = seed
    }
}
