public import Tracks

/// What the library's page says of one song.
public struct SongSummary: Sendable, Equatable {
    /// Identifier of the library entry.
    public var id: String
    /// Title, or the file's name where the tags have none.
    public var title: String
    /// Artist from the tags.
    public var artist: String?
    /// Length in seconds.
    public var durationSeconds: Double
    /// Beats per minute.
    public var bpm: Double?
    /// Key such as "Eb minor".
    public var key: String?
    /// Meter such as "4/4".
    public var timeSignature: String?
    /// The most likely genre.
    public var genre: String?
    /// 0...1.
    public var harmonicComplexity: Double?
    /// 0...1.
    public var rhythmicComplexity: Double?
    /// 0...1.
    public var syncopation: Double?
    /// When it was dropped (ISO 8601, UTC).
    public var addedAt: String?
    /// Where the song's own page is, relative to the library's page; `nil` where there is none.
    public var reportPath: String?

    /// The summary of a sidecar.
    public init(sidecar: TheorySidecar, reportPath: String?) {
        id = sidecar.track.id
        title = SafeText.cleaned(sidecar.track.title ?? sidecar.track.fileName, maximumScalarCount: 200)
        artist = sidecar.track.artist.map { SafeText.cleaned($0, maximumScalarCount: 200) }
        durationSeconds = sidecar.track.durationSeconds
        bpm = sidecar.bpm
        key = sidecar.key
        let theory = sidecar.musicTheory
        timeSignature = theory.rhythmic.timeSignature
        genre = theory.genre.primary
        harmonicComplexity = theory.harmonic.complexity
        rhythmicComplexity = theory.rhythmic.complexity
        syncopation = theory.rhythmic.syncopation
        addedAt = sidecar.track.addedAt
        self.reportPath = reportPath
    }
}
