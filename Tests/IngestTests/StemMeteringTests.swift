import DSP
import Testing
import Tracks

@testable import Ingest

@Suite struct StemMeteringTests {
    private func noise(_ seed: Int, seconds: Double = 2) -> AudioBuffer {
        var state = UInt64(seed &* 2_654_435_761 &+ 1)
        let samples = (0..<Int(seconds * 44_100)).map { _ -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 33)) / 4_294_967_296
        }
        return AudioBuffer(sampleRateHz: 44_100, channels: [samples, samples.reversed()])
    }

    private func run(_ stems: [Stem], leaveOut: Stem? = nil) throws -> Double? {
        let parts = Dictionary(uniqueKeysWithValues: stems.enumerated().map { ($1, noise($0 + 1)) })
        var mix = AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 88_200)
        for part in parts.values {
            for channel in 0..<2 { for i in 0..<88_200 { mix.channels[channel][i] += part.channels[channel][i] } }
        }
        let metering = StemMetering(stems: stems, sampleRateHz: 44_100)
        let source = metering.tap(BufferSource(mix))
        while try !source.read(maximumFrameCount: 7000).isEmpty {}
        let silence = AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 88_200)
        for stem in stems {
            let sink = metering.tap(BufferSink(), stem: stem)
            try sink.write(stem == leaveOut ? silence : try #require(parts[stem]))
        }
        return metering.residualDBFS
    }

    @Test(arguments: [Stem.standard, Stem.allCases]) func `stems that sum to the mix leave next to nothing`(
        stems: [Stem]
    ) throws {
        #expect(try run(stems).map { $0 < -120 } ?? true)
    }

    @Test(arguments: [Stem.standard, Stem.allCases]) func `a missing stem is the residual`(stems: [Stem]) throws {
        // Uniform noise within half of full scale: 0.5 / sqrt(3).
        #expect(abs(try #require(try run(stems, leaveOut: .bass)) - -10.8) < 0.1)
    }
}
