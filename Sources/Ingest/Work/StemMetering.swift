internal import DSP
internal import Separation
internal import Tracks

/// Measures the stems and what they leave of the mix, while both pass by.
final class StemMetering {
    private var meter: StemLevelMeter
    private var residual: ResidualMeter
    /// The residual meter's stream of each stem; 0 is the mix.
    private let streams: [Stem: Int]

    init(stems: [Stem], sampleRateHz: Int) {
        meter = StemLevelMeter(sampleRateHz: sampleRateHz)
        residual = ResidualMeter(stemCount: stems.count)
        streams = Dictionary(uniqueKeysWithValues: zip(stems, 1...))
    }

    var levels: [Stem: StemLevel] { meter.levels }
    var residualDBFS: Double? { residual.decibels }

    /// Passes the mix on.
    func tap(_ mix: any AudioSource) -> any AudioSource { MixTap(mix, self) }

    /// Passes a stem on.
    func tap(_ sink: any AudioSink, stem: Stem) -> any AudioSink {
        guard let stream = streams[stem] else { preconditionFailure("no stem of this separation") }
        return StemTap(sink, stem, stream, self)
    }

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
        var level: SignalLevel? { source.level }

        func read(maximumFrameCount: Int) throws -> AudioBuffer {
            let block = try source.read(maximumFrameCount: maximumFrameCount)
            metering.residual.append(block, stream: 0, sign: 1)
            return block
        }
    }

    private final class StemTap: AudioSink {
        private let sink: any AudioSink
        private let stem: Stem
        private let stream: Int
        private let metering: StemMetering

        init(_ sink: any AudioSink, _ stem: Stem, _ stream: Int, _ metering: StemMetering) {
            self.sink = sink
            self.stem = stem
            self.stream = stream
            self.metering = metering
        }

        func write(_ block: AudioBuffer) throws {
            metering.meter.append(block, of: stem)
            metering.residual.append(block, stream: stream, sign: -1)
            try sink.write(block)
        }
    }
}
