public import DSP
public import Tracks

/// What the networks of the analysis see of a song, for training them: the same code makes it here and in the analysis.
public struct TrainingInputs: Sendable {
    /// An array with its extents.
    public struct Values: Sendable {
        /// Extents, outermost first.
        public var shape: [Int]
        /// Elements, row by row.
        public var values: [Float16]
    }

    /// Input of the rhythm network [channels, frames at 100 per second].
    public let rhythm: Values
    /// Input of the harmony network for each grid [cells, views, notes].
    public let notes: [Values]
    /// Levels for each grid [cells, parts].
    public let levels: [Values]

    /// Reads a song once.
    ///
    /// - Parameters:
    ///   - mix: the recording, 44,100 Hz; `stems` in step with it.
    ///   - grids: boundaries of cells in seconds, one list for each way of cutting the song.
    /// - Throws: what a source throws, or `AnalysisError`.
    public init(
        mix: any AudioSource, stems: [Stem: any AudioSource], grids: [[Double]], threadCount: Int
    ) throws {
        let features = try FeatureExtraction(threadCount: threadCount).features(mix: mix, stems: stems) { _ in }
        let shift = features.tuningSemitones
        let input = RhythmInput(features, tuningSemitones: shift)
        rhythm = Values(
            shape: [RhythmInput.channelCount, input.frameCount], values: input.values.map { Float16($0) })
        let cells = grids.map { HarmonyInput(features, tuningSemitones: shift, boundaries: $0) }
        notes = cells.map {
            Values(
                shape: [$0.cellCount, HarmonyInput.viewCount, HarmonyInput.noteCount],
                values: $0.notes.map { Float16($0) })
        }
        levels = cells.map {
            Values(shape: [$0.cellCount, HarmonyInput.levelCount], values: $0.levels.map { Float16($0) })
        }
    }
}
