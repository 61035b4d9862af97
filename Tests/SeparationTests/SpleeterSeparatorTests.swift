import Checkpoints
import DSP
import Evaluation
import Testing
import Tracks

@testable import Separation

@Suite struct SpleeterSeparatorTests {
    private func separator(
        _ checkpoints: [Checkpoint], options: SpleeterOptions = SpleeterOptions(),
        accompaniment: any Separator = PassingSeparator()
    ) throws -> SpleeterSeparator {
        try SpleeterSeparator(
            checkpoints: checkpoints, options: options, tool: ToolDescription(version: "1", model: "test"),
            accompaniment: accompaniment, geometry: .small)
    }

    private func stems(
        _ separator: SpleeterSeparator, _ mix: AudioBuffer, _ wanted: [Stem] = [.vocals, .other],
        threadCount: Int = 2, blockLength: Int = .max
    ) throws -> [Stem: AudioBuffer] {
        let sinks = Dictionary(uniqueKeysWithValues: wanted.map { ($0, BufferSink()) })
        try separator.separate(
            BlockSource(mix, blockLength: blockLength), into: sinks, threadCount: threadCount
        ) { _ in }
        return sinks.mapValues {
            $0.buffer ?? AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 0)
        }
    }

    private func largestDifference(_ a: AudioBuffer?, _ b: AudioBuffer?) -> Float {
        guard let a, let b, a.frameCount == b.frameCount else { return .infinity }
        var largest: Float = 0
        for channel in 0..<2 {
            for i in 0..<a.frameCount { largest = max(largest, abs(a.channels[channel][i] - b.channels[channel][i])) }
        }
        return largest
    }

    private func sum(_ stems: [Stem: AudioBuffer]) -> AudioBuffer? {
        var sum: AudioBuffer?
        for stem in stems.values {
            guard var total = sum else { sum = stem; continue }
            for channel in 0..<2 {
                for i in 0..<stem.frameCount { total.channels[channel][i] += stem.channels[channel][i] }
            }
            sum = total
        }
        return sum
    }

    /// With a small transform a patch has 4096 samples.
    private static let lengths = [0, 1, 2, 63, 64, 65, 127, 255, 256, 4095, 4096, 4097, 4160, 8191, 8192, 9000]

    @Test(arguments: lengths)
    func `equal shares of everything are half of the mix, to its ends and across patches`(length: Int) throws {
        // Without weights every network says the same.
        let checkpoints = try SpleeterFixture.torchCheckpoints(2) { $0.values = $0.values.map { _ in 0.1 } }
        var half = SpleeterFixture.mix(frameCount: length)
        let stems = try stems(separator(checkpoints), half, blockLength: 777)
        for channel in 0..<2 { half.channels[channel] = half.channels[channel].map { $0 / 2 } }
        #expect(largestDifference(stems[.vocals], half) < 2e-6)
        #expect(largestDifference(stems[.other], half) < 2e-6)
    }

    @Test(arguments: [SpleeterOptions.HighBand.average, .rest])
    func `the stems sum to the mix`(highBand: SpleeterOptions.HighBand) throws {
        let mix = SpleeterFixture.mix()
        let options = SpleeterOptions(highBand: highBand)
        let two = try separator(SpleeterFixture.torchCheckpoints(2), options: options)
        #expect(largestDifference(sum(try stems(two, mix)), mix) < 1e-6)
        let four = try separator([SpleeterFixture.originalCheckpoint(4)], options: options)
        #expect(largestDifference(sum(try stems(four, mix, Stem.standard)), mix) < 1e-6)
        let five = try separator([SpleeterFixture.originalCheckpoint(5)], options: options)
        #expect(four.stems == Stem.standard && five.stems == Stem.standard + [.piano])
        #expect(largestDifference(sum(try stems(five, mix, Stem.standard + [.piano])), mix) < 1e-6)
    }

    @Test func `the four stems of two networks and the spectral separator sum to the mix`() throws {
        let mix = SyntheticMix(seconds: 14).mix
        let separator = try separator(SpleeterFixture.torchCheckpoints(2), accompaniment: SpectralSeparator())
        let stems = try stems(separator, mix, Stem.standard)
        for stem in Stem.standard {
            let energy = stems[stem]?.channels[0].reduce(0) { $0 + $1 * $1 } ?? 0
            #expect(energy > 0, "\(stem) is silent")
        }
        #expect(largestDifference(sum(stems), mix) < 1e-5)
    }

    @Test func `neither threads nor blocks change a sample`() throws {
        let mix = SpleeterFixture.mix(frameCount: 4096 * 5 + 100)
        for checkpoints in [try SpleeterFixture.torchCheckpoints(2), [try SpleeterFixture.originalCheckpoint(5)]] {
            let separator = try separator(checkpoints)
            let reference = try stems(separator, mix, threadCount: 1)
            for (threadCount, blockLength) in [(2, 100), (3, 4096), (7, 1)] {
                let stems = try stems(separator, mix, threadCount: threadCount, blockLength: blockLength)
                #expect(stems == reference)
            }
        }
    }

    @Test func `a stem is the same whatever else is asked for`() throws {
        let mix = SpleeterFixture.mix()
        for checkpoints in [try SpleeterFixture.torchCheckpoints(2), [try SpleeterFixture.originalCheckpoint(4)]] {
            let separator = try separator(checkpoints)
            let all = try stems(separator, mix, Stem.standard)
            for stem in Stem.standard { #expect(try stems(separator, mix, [stem])[stem] == all[stem]) }
        }
    }

    @Test func `the piano is with the other instruments unless it has a sink`() throws {
        let mix = SpleeterFixture.mix()
        let separator = try separator([SpleeterFixture.originalCheckpoint(5)])
        let apart = try stems(separator, mix, [.other, .piano])
        let together = try stems(separator, mix, [.other])
        #expect(largestDifference(sum(apart), together[.other]) < 1e-6)
        let piano = try #require(apart[.piano])
        #expect(piano.channels[0].contains { abs($0) > 1e-3 })
    }

    @Test func `what the second separator takes for vocals is with the other instruments`() throws {
        let mix = SpleeterFixture.mix()
        let plain = try stems(separator(SpleeterFixture.torchCheckpoints(2)), mix)
        let divided = try stems(
            separator(SpleeterFixture.torchCheckpoints(2), accompaniment: PassingSeparator(vocalsFactor: 0.3)), mix)
        #expect(plain[.vocals] == divided[.vocals])
        #expect(largestDifference(plain[.other], divided[.other]) < 1e-6)
    }

    @Test func `vocals are complete even if the second separator stops early`() throws {
        let mix = SpleeterFixture.mix()
        let stems = try stems(
            separator(SpleeterFixture.torchCheckpoints(2), accompaniment: PassingSeparator(limit: 100)), mix)
        #expect(stems[.vocals]?.frameCount == mix.frameCount)
        #expect(stems[.other]?.frameCount == 100)
    }

    @Test(arguments: HostileSignal.allCases)
    func `hostile signals give finite stems`(signal: HostileSignal) throws {
        let samples = signal.samples(5000)
        let silence = [Float](repeating: 0, count: 5000)
        let mix = AudioBuffer(sampleRateHz: 44_100, channels: [samples, signal.isOneSided ? silence : samples])
        for checkpoints in [try SpleeterFixture.torchCheckpoints(2), [try SpleeterFixture.originalCheckpoint(5)]] {
            let stems = try stems(separator(checkpoints), mix)
            #expect(stems.values.allSatisfy { $0.channels.allSatisfy { $0.allSatisfy(\.isFinite) } })
        }
    }

    @Test func `samples that are no numbers count as silence`() throws {
        let clean = SpleeterFixture.mix()
        var (broken, silenced) = (clean, clean)
        for (i, value) in [(10, Float.nan), (4100, .infinity), (8800, -1e30)] {
            broken.channels[0][i] = value
            silenced.channels[0][i] = 0
        }
        let separator = try separator(SpleeterFixture.torchCheckpoints(2))
        #expect(try stems(separator, broken) == stems(separator, silenced))
    }

    @Test func `progress rises from nought to one, and may end the work`() throws {
        struct Stop: Error {}
        for checkpoints in [try SpleeterFixture.torchCheckpoints(2), [try SpleeterFixture.originalCheckpoint(4)]] {
            let separator = try separator(checkpoints)
            let mix = SpleeterFixture.mix(frameCount: 4096 * 4)
            var steps: [Double] = []
            let sink = BufferSink()
            try separator.separate(BufferSource(mix), into: [.vocals: sink], threadCount: 1) { steps.append($0) }
            #expect(steps.first == 0 && steps.last == 1 && steps == steps.sorted() && steps.count > 4)
            #expect(throws: Stop.self) {
                try separator.separate(BufferSource(mix), into: [.vocals: BufferSink()], threadCount: 1) {
                    if $0 > 0.4 { throw Stop() }
                }
            }
        }
    }

    @Test func `other rates and channels are refused`() throws {
        let separator = try separator(SpleeterFixture.torchCheckpoints(2))
        let slow = BufferSource(AudioBuffer(sampleRateHz: 48_000, channelCount: 2, frameCount: 10))
        #expect(throws: SeparationError.wrongSampleRate(48_000, required: 44_100)) {
            try separator.separate(slow, into: [:], threadCount: 1) { _ in }
        }
        let mono = BufferSource(AudioBuffer(sampleRateHz: 44_100, channelCount: 1, frameCount: 10))
        #expect(throws: SeparationError.wrongChannelCount(1)) {
            try separator.separate(mono, into: [:], threadCount: 1) { _ in }
        }
    }
}
