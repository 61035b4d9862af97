public import DSP
public import Tracks

/// Something that separates a song into its stems.
public protocol Separator: Sendable {
    /// Version, name and, for a trained model, the hash of its weights.
    var tool: ToolDescription { get }

    /// The stems it gives: the four standard ones and perhaps more.
    var stems: [Stem] { get }

    /// Sampling rate of the mix it takes and the stems it gives, in hertz.
    var sampleRateHz: Int { get }

    /// Reads a stereo mix to its end and writes each stem, in stereo and with exactly as many frames, to its sink.
    ///
    /// Memory does not grow with the duration. The result depends neither on the number of threads nor on the size of
    /// the blocks in which the mix arrives. Sinks may be given for some of the stems only. Samples that are no audio
    /// (not finite, or more than 120 dB above full scale) count as silence.
    /// - Parameters:
    ///   - mix: stereo, at `sampleRateHz`.
    ///   - sinks: where each stem goes, block by block.
    ///   - threadCount: number of segments worked on at the same time.
    ///   - progress: called on the calling thread with the share done, 0...1 (where the source knows its length;
    ///     else 0 until the end); what it throws ends the separation.
    /// - Throws: `SeparationError`, and what the source, the sinks and `progress` throw.
    func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws
}

extension Separator {
    /// The four standard ones.
    public var stems: [Stem] { Stem.standard }
}
