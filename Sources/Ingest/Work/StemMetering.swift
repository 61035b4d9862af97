internal import DSP
internal import Separation
internal import Tracks

/// Measures the stems and what they leave of the mix, while both pass by.
final class StemMetering {
    private var meter: StemLevelMeter
    private var residual = ResidualMeter()

    init(sampleRateHz: Int) { meter = StemLevelMeter(sampleRateHz: sampleRateHz) }

    var levels: [Stem: StemLevel] { meter.levels }
    var residualDBFS: Double? { residual.decibels }

    /// Passes the mix on.
    func tap(_ mix: any AudioSource) -> any AudioSource { MixTap(mix, self) }

    /// Passes a stem on.
    func tap(_ sink: any AudioSink, stem: Stem) -> any AudioSink { StemTap(sink, stem, self) }

    private final class MixTap: AudioSource {
        private let source: any AudioSource
        private let metering: StemMetering

        init(_ source: any AudioSource, _ metering: StemMetering) {
            self.source = source
            self.metering = metering
        }

        var sampleRateHz: Int { source.sampleRateHz }
        var channelCount: Int { source.channelCount }
        var frameCount: Int? { source.frameCount }

        func read(maximumFrameCount: Int) throws -> AudioBuffer {
            let block = try source.read(maximumFrameCount: maximumFrameCount)
            metering.residual.append(block, stream: 0, sign: 1)
            return block
        }
    }

    private final class StemTap: AudioSink {
        private let sink: any AudioSink
        private let stem: Stem
        private let metering: StemMetering

        init(_ sink: any AudioSink, _ stem: Stem, _ metering: StemMetering) {
            self.sink = sink
            self.stem = stem
            self.metering = metering
        }

        func write(_ block: AudioBuffer) throws {
            metering.meter.append(block, of: stem)
            metering.residual.append(block, stream: 1 + (Stem.allCases.firstIndex(of: stem) ?? 0), sign: -1)
            try sink.write(block)
        }
    }
}
