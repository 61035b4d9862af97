/// The `music_theory` object of the sidecar.
public struct MusicTheoryResults: Codable, Sendable, Equatable {
    /// Harmony.
    public var harmonic = HarmonicResults()
    /// Rhythm.
    public var rhythmic = RhythmicResults()
    /// Genre.
    public var genre = GenreResults()

    /// Results that know nothing yet.
    public init() {}
}
