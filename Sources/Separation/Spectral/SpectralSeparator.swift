public import DSP
public import Tracks

/// Separates by soft masks on the spectrogram that weigh up classic cues: harmonic against percussive, repetition,
/// position between the channels, and the predominant pitch (see `Cue`).
///
/// Only the cues' weights are fitted to data (see `training/classic-separation`); there is nothing to load.
public struct SpectralSeparator: Separator {
    /// A separator; it has no settings.
    public init() {}

    /// The engine's name and version; it has no weights file.
    public var tool: ToolDescription { ToolDescription(version: "1", model: "classic") }
    /// 44,100 Hz.
    public var sampleRateHz: Int { 44_100 }

    /// Reads a stereo mix to its end and writes each stem to its sink.
    public func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        // Repetitions are looked for within a segment: a few bars. A median looks back and ahead by less than a margin.
        let plan = SegmentPlan(
            coreLength: 10 * sampleRateHz, marginLength: sampleRateHz, crossfadeLength: sampleRateHz / 4 & ~1)
        let masks = StemMasks(
            table: StemMasks.fittedTable, frequenciesHz: StemMasks.fittedFrequenciesHz,
            binsPerHz: Float(SegmentCues.frameLength) / Float(sampleRateHz))
        let separation = SegmentedSeparation(plan: plan, sampleRateHz: sampleRateHz) { segment in
            SpectralSegment.separate(segment, masks: masks)
        }
        try separation.run(mix, into: sinks, threadCount: threadCount, progress: progress)
    }
}
