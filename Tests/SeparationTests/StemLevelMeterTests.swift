import DSP
import Separation
import Testing
import Tracks

@Suite struct StemLevelMeterTests {
    private func block(_ value: Float, frameCount: Int) -> AudioBuffer {
        let samples = [Float](repeating: value, count: frameCount)
        return AudioBuffer(sampleRateHz: 100, channels: [samples, samples])
    }

    @Test func `level is the root mean square and activity the share of loud seconds`() throws {
        var meter = StemLevelMeter(sampleRateHz: 100)
        meter.append(block(0.1, frameCount: 100), of: .bass)
        meter.append(block(0, frameCount: 300), of: .bass)
        let level = try #require(meter.levels[.bass])
        #expect(abs(try #require(level.rmsDBFS) - -26.0206) < 1e-3)
        #expect(level.activity == 0.25)
        #expect(meter.levels[.drums] == nil)
    }

    @Test func `a second forty decibels below the loudest does not count`() {
        var meter = StemLevelMeter(sampleRateHz: 100)
        meter.append(block(1, frameCount: 100), of: .vocals)
        meter.append(block(0.009, frameCount: 100), of: .vocals)
        meter.append(block(0.011, frameCount: 100), of: .vocals)
        meter.append(block(0, frameCount: 100), of: .vocals)
        #expect(meter.levels[.vocals]?.activity == 0.5)
    }

    @Test func `silence has no level`() {
        var meter = StemLevelMeter(sampleRateHz: 100)
        meter.append(block(0, frameCount: 250), of: .other)
        #expect(meter.levels[.other]?.rmsDBFS == nil)
        #expect(meter.levels[.other]?.activity == 0)
    }

    @Test func `the outline holds the largest sample of each tenth of a second`() throws {
        var meter = StemLevelMeter(sampleRateHz: 100)
        meter.append(block(0.25, frameCount: 15), of: .bass)
        meter.append(block(-0.75, frameCount: 10), of: .bass)
        let level = try #require(meter.levels[.bass])
        #expect(level.peaks == [0.25, 0.75, 0.75])
        #expect(level.peakStepSeconds == 0.1)
    }

    @Test(arguments: [1, 3, 700, 5000]) func `the outline of a long song has few points and covers it all`(
        seconds: Int
    ) throws {
        var meter = StemLevelMeter(sampleRateHz: 100)
        for second in 0..<seconds { meter.append(block(second + 1 == seconds ? 1 : 0.5, frameCount: 100), of: .bass) }
        let level = try #require(meter.levels[.bass])
        let step = try #require(level.peakStepSeconds)
        #expect(level.peaks.count <= 1200)
        #expect(abs(Double(level.peaks.count) * step - Double(seconds)) <= step)
        #expect(level.peaks.last == 1 && level.peaks.first == (seconds == 1 ? 1 : 0.5))
    }

    @Test func `the size of the blocks does not matter`() {
        var (whole, parts) = (StemLevelMeter(sampleRateHz: 100), StemLevelMeter(sampleRateHz: 100))
        whole.append(block(0.5, frameCount: 330), of: .drums)
        for count in [1, 99, 130, 100] { parts.append(block(0.5, frameCount: count), of: .drums) }
        #expect(whole.levels == parts.levels)
    }
}
