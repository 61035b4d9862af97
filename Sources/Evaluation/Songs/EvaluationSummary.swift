/// What the rows of many songs amount to.
public struct EvaluationSummary: Sendable {
    /// One figure over the songs that have it.
    public struct Figure: Equatable, Sendable {
        /// Mean and its interval.
        public var interval: BootstrapInterval
        /// Middle value, which a few songs do not move.
        public var median: Double
        /// Number of songs.
        public var songCount: Int
    }

    /// Number of songs.
    public let songCount: Int
    /// By metric; those that no song has are missing.
    public let figures: [SongMetric: Figure]
    /// Number of songs by relation of the key to the true one.
    public let keyRelations: [KeyRelation: Int]
    /// Accuracy of the meter, each meter counted alike.
    public let balancedMeterAccuracy: Double?
    /// Expected calibration error of the confidence in the key.
    public let keyCalibrationError: Double?
    /// Expected calibration error of the confidence in the tempo.
    public let tempoCalibrationError: Double?
    /// Expected calibration error of the confidence in the meter.
    public let meterCalibrationError: Double?
    /// Cadences of all songs together; `nil` where none were asked for.
    public let cadences: CadenceScores?
    /// Number of songs by true and found genre.
    public let genres: [SongEvaluation.GenreOutcome: Int]
    /// The songs with the lowest means of the headline figures, the worst one first.
    public let worst: [SongEvaluation]

    /// Sums up rows; the same rows in the same order give the same figures to the last digit.
    ///
    /// - Parameter worstCount: how many of the worst songs are listed.
    public init(_ songs: [SongEvaluation], worstCount: Int = 5) {
        songCount = songs.count
        var figures: [SongMetric: Figure] = [:]
        for metric in SongMetric.allCases {
            let values = songs.compactMap { $0.scores[metric] }
            guard let interval = BootstrapInterval(values), let median = Median.of(values) else { continue }
            figures[metric] = Figure(interval: interval, median: median, songCount: values.count)
        }
        self.figures = figures
        keyRelations = songs.compactMap(\.keyRelation).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        balancedMeterAccuracy = BalancedAccuracy.of(songs.compactMap(\.meter))
        keyCalibrationError = Calibration.expectedError(songs.compactMap(\.keyReliability))
        tempoCalibrationError = Calibration.expectedError(songs.compactMap(\.tempoReliability))
        meterCalibrationError = Calibration.expectedError(songs.compactMap(\.meterReliability))
        let cadences = songs.compactMap(\.cadences)
        self.cadences = cadences.isEmpty ? nil : cadences.reduce(into: CadenceScores()) { $0.add($1) }
        genres = songs.compactMap(\.genre).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let ranked = songs.compactMap { song in song.headline.map { (song: song, headline: $0) } }
            .sorted { ($0.headline, $0.song.name) < ($1.headline, $1.song.name) }
        worst = ranked.prefix(max(0, worstCount)).map(\.song)
    }
}
