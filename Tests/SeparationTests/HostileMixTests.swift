import DSP
import Evaluation
import Separation
import Testing
import Tracks

@Suite struct HostileMixTests {
    private struct Cancelled: Error {}

    private func separate(_ left: [Float], _ right: [Float]) throws -> [Stem: AudioBuffer] {
        let sinks = Dictionary(uniqueKeysWithValues: Stem.allCases.map { ($0, BufferSink()) })
        let mix = AudioBuffer(sampleRateHz: 44_100, channels: [left, right])
        try SpectralSeparator().separate(BufferSource(mix), into: sinks, threadCount: 2) { _ in }
        return sinks.compactMapValues(\.buffer)
    }

    private func isFinite(_ stems: [Stem: AudioBuffer]) -> Bool {
        stems.values.allSatisfy { $0.channels.allSatisfy { $0.allSatisfy(\.isFinite) } }
    }

    @Test func `silence gives silence`() throws {
        let silence = [Float](repeating: 0, count: 50_000)
        let stems = try separate(silence, silence)
        #expect(stems.values.allSatisfy { $0.channels == [silence, silence] })
    }

    @Test func `a click in silence stays finite`() throws {
        var click = [Float](repeating: 0, count: 50_000)
        click[20_000] = 1
        #expect(isFinite(try separate(click, click)))
        #expect(isFinite(try separate(click, [Float](repeating: 0, count: 50_000))))
    }

    @Test(arguments: [1, 1e-6, 1e-20, 1e-38, 1e6] as [Float])
    func `constant and alternating signals of any level stay finite`(level: Float) throws {
        let constant = [Float](repeating: level, count: 30_000)
        let alternating = constant.indices.map { $0 % 2 == 0 ? level : -level }
        #expect(isFinite(try separate(constant, constant)))
        #expect(isFinite(try separate(constant, alternating)))
    }

    @Test func `noise at full scale stays finite, in and out of phase`() throws {
        let noise = SyntheticBand.noise(60_000)
        #expect(isFinite(try separate(noise, noise.map { -$0 })))
        #expect(isFinite(try separate(noise, SyntheticBand.noise(60_000, seed: 9))))
    }

    @Test func `samples that are no audio count as silence`() throws {
        var broken = SyntheticBand.noise(30_000)
        var clean = broken
        for (i, value) in [(3, Float.nan), (500, .infinity), (9000, -.infinity), (9001, 3e38)] {
            broken[i] = value
            clean[i] = 0
        }
        #expect(try separate(broken, broken) == (try separate(clean, clean)))
    }

    @Test func `a wrong sampling rate or channel count is refused`() {
        let separator = SpectralSeparator()
        let slow = BufferSource(AudioBuffer(sampleRateHz: 22_050, channelCount: 2, frameCount: 10))
        #expect(throws: SeparationError.wrongSampleRate(22_050, required: 44_100)) {
            try separator.separate(slow, into: [:], threadCount: 1) { _ in }
        }
        let mono = BufferSource(AudioBuffer(sampleRateHz: 44_100, channelCount: 1, frameCount: 10))
        #expect(throws: SeparationError.wrongChannelCount(1)) {
            try separator.separate(mono, into: [:], threadCount: 1) { _ in }
        }
    }

    @Test func `progress rises to one, and what it throws ends the separation`() throws {
        let mix = AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 25 * 44_100)
        var reports: [Double] = []
        try SpectralSeparator().separate(BufferSource(mix), into: [:], threadCount: 1) { reports.append($0) }
        #expect(reports.first == 0 && reports.last == 1 && reports.count >= 4)
        #expect(reports == reports.sorted())

        let sink = BufferSink()
        #expect(throws: Cancelled.self) {
            try SpectralSeparator().separate(BufferSource(mix), into: [.bass: sink], threadCount: 1) {
                if $0 > 0 { throw Cancelled() }
            }
        }
        #expect((sink.buffer?.frameCount ?? 0) < mix.frameCount)
    }
}
