/// What an analyser has heard in a song: all that it needs of the sound, so that the song can be analysed again without
/// listening to it again. Kept in a `FeatureFile`.
public struct AnalysisFeatures: Sendable {
    let song: SongFeatures

    init(_ song: SongFeatures) { self.song = song }

    /// Length of the song in seconds.
    public var durationSeconds: Double { song.durationSeconds }

    /// What silence of so many samples at 44,100 Hz sounds like: for stand-ins that do not listen.
    public static func silence(sampleCount: Int) -> AnalysisFeatures {
        AnalysisFeatures(.silence(sampleCount: max(0, sampleCount)))
    }
}
