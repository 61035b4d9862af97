import Analysis
import DSP
import Glibc
import Testing
import Tracks

/// What is not there must not be invented.
@Suite struct NothingToFindTests {
    private func analyse(_ buffer: AudioBuffer) throws -> TrackAnalysis {
        try SongAnalyser(threadCount: 2).analyse(mix: BufferSource(buffer), stems: [:], progress: { _ in })
    }

    private func expectWarnings(_ fields: [String], _ result: TrackAnalysis) {
        for field in fields {
            #expect(result.warnings.contains { $0.field == field && $0.reason.hasSuffix(".") }, "\(field)")
        }
    }

    @Test(arguments: [0, 1, 1000, 44100])
    func `very short and silent recordings have no tempo, key or chords`(frameCount: Int) throws {
        let result = try analyse(AudioBuffer(sampleRateHz: 44100, channelCount: 2, frameCount: frameCount))
        #expect(result.tempo == nil)
        #expect(result.key == nil)
        #expect(result.beats.isEmpty)
        #expect(result.sections.isEmpty)
        #expect(result.chords.map(\.label) == (frameCount > 0 ? ["N"] : []))
        expectWarnings(["bpm", "key", "chords", "sections"], result)
    }

    @Test func `half a minute of silence has nothing`() throws {
        let result = try analyse(AudioBuffer(sampleRateHz: 44100, channelCount: 2, frameCount: 30 * 44100))
        #expect(result.tempo == nil)
        #expect(result.key == nil)
        #expect(result.chords.map(\.label) == ["N"])
        expectWarnings(["bpm", "key", "chords", "sections"], result)
    }

    @Test func `noise has no tempo and no key`() throws {
        let result = try analyse(Noise.buffer(seconds: 30, gain: 0.1))
        #expect(result.tempo == nil)
        #expect(result.timeSignature == nil)
        #expect(result.key == nil)
        #expect(result.chords.map(\.label) == ["N"])
        #expect(result.sections.map(\.letter) == ["A"])
        expectWarnings(["bpm", "key", "chords"], result)
    }

    @Test func `a drone has no beats`() throws {
        var samples = [Float](repeating: 0, count: 40 * 44100)
        for (index, frequency) in [110.0, 164.8, 220, 277.2, 329.6].enumerated() {
            for i in samples.indices {
                samples[i] += 0.1 * Float(sin(2 * .pi * frequency * Double(i) / 44100 + Double(index)))
            }
        }
        let result = try analyse(AudioBuffer(sampleRateHz: 44100, channels: [samples, samples]))
        #expect(result.tempo == nil)
        #expect(result.beats.isEmpty)
        #expect(result.sections.map(\.letter) == ["A"])
        expectWarnings(["bpm"], result)
    }

    @Test func `three seconds of music are too short for a pulse`() throws {
        var song = SyntheticSong()
        song.bars = [SyntheticSong.cMajorLoop[0]]
        song.leadInSeconds = 0.2
        let result = try analyse(song.buffer())
        #expect(result.tempo == nil)
        #expect(result.chords.first?.startSeconds == 0)
    }

    @Test func `clicks alone have a tempo but no key and no meter`() throws {
        var samples = [Float](repeating: 0, count: 30 * 44100)
        for click in 0..<58 {
            let first = Int((0.5 + 0.5 * Double(click)) * 44100)
            for i in 0..<200 { samples[first + i] = Float(exp(-Double(i) / 40) * sin(0.2 * Double(i))) }
        }
        let result = try analyse(AudioBuffer(sampleRateHz: 44100, channels: [samples, samples]))
        #expect(abs((result.tempo?.bpm ?? 0) - 120) < 0.1)
        #expect(result.key == nil)
        #expect(result.timeSignature == nil)
        #expect(result.beats.allSatisfy { !$0.isDownbeat && $0.bar == 0 })
    }

    @Test func `drums alone have a tempo but no key`() throws {
        var song = SyntheticSong()
        song.bars = Array(repeating: [], count: 12)
        let result = try analyse(song.buffer())
        #expect(abs((result.tempo?.bpm ?? 0) - 120) < 0.1)
        #expect(result.key == nil)
        #expect(result.chords.map(\.label) == ["N"])
        expectWarnings(["key", "chords"], result)
    }
}
