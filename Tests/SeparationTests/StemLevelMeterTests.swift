import DSP
import Separation
import Testing
import Tracks

@Suite struct StemLevelMeterTests {
    private func block(_ value: Float, frames: Int) -> AudioBuffer {
        let signal = (0..<frames).map { $0 % 2 == 0 ? value : -value }
        return AudioBuffer(sampleRateHz: 1000, channels: [signal, signal])
    }

    private func level(_ blocks: [AudioBuffer]) -> StemLevel? {
        var meter = StemLevelMeter(sampleRateHz: 1000)
        for block in blocks { meter.append(block, of: .bass) }
        return meter.levels[.bass]
    }

    @Test func `a tenth of full scale is at minus twenty decibels`() throws {
        let level = try #require(level([block(0.1, frames: 2500)]))
        #expect(abs(try #require(level.rmsDBFS) + 20) < 1e-5)
        #expect(level.activity == 1)
    }

    @Test func `seconds far below the loudest one are not active`() throws {
        // 0, -39, -41 and -80 dB against the loudest second.
        let blocks = [1, 0.0112, 0.0089, 0.0001].map { block($0, frames: 1000) }
        #expect(try #require(level(blocks)).activity == 0.5)
    }

    @Test func `what is below sixty decibels is never active`() throws {
        #expect(try #require(level([block(0.0009, frames: 3000)])).activity == 0)
        #expect(try #require(level([block(0.0011, frames: 3000)])).activity == 1)
    }

    @Test func `digital silence has no level`() throws {
        let level = try #require(level([block(0, frames: 1500)]))
        #expect(level.rmsDBFS == nil && level.activity == 0)
    }

    @Test func `the size of the blocks changes nothing`() throws {
        let signal = block(0.3, frames: 1000).channels[0] + block(0.001, frames: 1700).channels[0]
        let whole = AudioBuffer(sampleRateHz: 1000, channels: [signal, signal])
        let pieces = stride(from: 0, to: 2700, by: 7).map { whole.frames($0..<min(2700, $0 + 7)) }
        let (a, b) = (try #require(level([whole])), try #require(level(pieces)))
        #expect(a.activity == b.activity)
        #expect(abs(try #require(a.rmsDBFS) - (try #require(b.rmsDBFS))) < 1e-9)
    }

    @Test func `stems are measured apart, and only those that were seen`() {
        var meter = StemLevelMeter(sampleRateHz: 1000)
        meter.append(block(0.5, frames: 1000), of: .vocals)
        meter.append(block(0, frames: 1000), of: .drums)
        #expect(Set(meter.levels.keys) == [.vocals, .drums])
        #expect(meter.levels[.vocals]?.activity == 1 && meter.levels[.drums]?.activity == 0)
    }
}
