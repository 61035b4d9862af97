import DSP
import Glibc
import MusicTheory
import Testing
import Tracks

@testable import Analysis

@Suite struct CorrectedAnalysisTests {
    private static let analyser = SongAnalyser(threadCount: 2)

    private static func features(_ song: SyntheticSong) -> AnalysisFeatures {
        (try? analyser.features(mix: BufferSource(song.buffer()), stems: [:]) { _ in }) ?? .silence(sampleCount: 0)
    }

    /// Sixteen bars of four at 120 BPM in C major, the first at 0.4 s.
    private static let plain: AnalysisFeatures = {
        var song = SyntheticSong()
        song.bars = (0..<4).flatMap { _ in SyntheticSong.cMajorLoop }
        return features(song)
    }()

    private func analysis(
        _ corrections: Corrections, of features: AnalysisFeatures = CorrectedAnalysisTests.plain
    ) throws -> TrackAnalysis {
        try Self.analyser.analysis(of: features, corrections: corrections) { _ in }
    }

    /// Share of `times` that lie within 35 ms of one of `others`.
    private func share(_ times: [Double], in others: [Double]) -> Double {
        let hits = times.filter { time in others.contains { abs($0 - time) < 0.035 } }
        return Double(hits.count) / Double(max(1, times.count))
    }

    private func times(_ analysis: TrackAnalysis) -> [Double] { analysis.beats.map(\.timeSeconds) }

    @Test func `no corrections are the plain analysis, and corrections that agree with it leave its beats`() throws {
        let plain = try analysis(Corrections())
        #expect(abs((plain.tempo?.bpm ?? 0) - 120) < 0.5)
        let agreeing = try analysis(
            Corrections(bpm: 121, downbeatSeconds: [0.41], key: "C major", timeSignature: "4/4"))
        #expect(times(agreeing) == times(plain))
        #expect(agreeing.beats.map(\.isDownbeat) == plain.beats.map(\.isDownbeat))
        #expect(agreeing.chords.map(\.label) == plain.chords.map(\.label))
    }

    @Test func `half the tempo keeps the beats that begin the bars, double the tempo keeps all`() throws {
        let plain = try analysis(Corrections())
        let half = try analysis(Corrections(bpm: 60))
        #expect(abs((half.tempo?.bpm ?? 0) - 60) < 0.5)
        #expect(half.tempo?.confidence == 1)
        #expect(share(times(half), in: times(plain)) == 1)
        let downbeats = plain.beats.filter(\.isDownbeat).map(\.timeSeconds)
        #expect(!downbeats.isEmpty && share(downbeats, in: times(half)) == 1)
        let double = try analysis(Corrections(bpm: 240))
        #expect(abs((double.tempo?.bpm ?? 0) - 240) < 1)
        #expect(share(times(plain), in: times(double)) == 1)
        #expect(double.beats.count >= 2 * plain.beats.count - 1)
        #expect(double.tempo?.alternatives.contains { abs($0 - 120) < 1 } == true)
    }

    @Test(arguments: [80.0, 90, 150, 20, 400]) func `a tempo stays within 4 % of what the user says`(bpm: Double) throws
    {
        let found = try #require(try analysis(Corrections(bpm: bpm)).tempo)
        #expect(abs(found.bpm / bpm - 1) <= 0.05)
        #expect(found.confidence == 1)
    }

    @Test func `the beat nearest to the given time begins a bar, and all others follow`() throws {
        for shift in 0..<4 {
            let time = 8.4 + 0.5 * Double(shift)
            let found = try analysis(Corrections(downbeatSeconds: [time + 0.1]))
            let downbeats = found.beats.filter(\.isDownbeat).map(\.timeSeconds)
            #expect(downbeats.contains { abs($0 - time) < 0.035 })
            for (one, next) in zip(downbeats, downbeats.dropFirst()) { #expect(abs(next - one - 2) < 0.05) }
            #expect(Set(found.beats.map(\.beat)) == [1, 2, 3, 4])
        }
    }

    @Test func `several given downbeats hold, with a shorter bar between where they ask for one`() throws {
        let found = try analysis(Corrections(downbeatSeconds: [2.4, 11.4]))
        let downbeats = found.beats.filter(\.isDownbeat).map(\.timeSeconds)
        for time in [2.4, 11.4] { #expect(downbeats.contains { abs($0 - time) < 0.035 }) }
        let bars = found.beats.map(\.bar)
        #expect(bars == bars.sorted())
    }

    @Test(arguments: [("3/4", 3), ("5/4", 5), ("6/8", 2), ("7/8", 7), ("2/2", 2), ("1/4", 1)])
    func `bars have as many beats as the meter says`(meter: String, beatsPerBar: Int) throws {
        let found = try analysis(Corrections(timeSignature: meter))
        #expect(found.timeSignature == meter && found.timeSignatureConfidence == 1)
        #expect(found.beats.map(\.beat).max() == beatsPerBar)
        #expect(found.beats.contains { $0.isDownbeat })
    }

    @Test func `the key is the given one, everywhere, and chords are spelt in it`() throws {
        var song = SyntheticSong()
        // Db, Gb and Ab: sharps in the key of F sharp, flats in D flat's.
        song.bars = (0..<4).flatMap { _ in [[1, 5, 8], [6, 10, 13], [8, 12, 15], [1, 5, 8]] }
        let features = Self.features(song)
        for (key, roots) in [("C# minor", Set(["C#", "F#", "G#"])), ("Db major", Set(["Db", "Gb", "Ab"]))] {
            let found = try analysis(Corrections(key: key), of: features)
            #expect(found.key?.name == key && found.key?.confidence == 1)
            #expect(found.keyRegions.map(\.key) == [key])
            #expect(found.keyRegions.first?.startSeconds == 0)
            #expect(found.keyRegions.last?.endSeconds == features.durationSeconds)
            #expect(Set(found.chords.compactMap(\.root)).isSubset(of: roots))
        }
    }

    @Test func `corrections make something of silence and noise and never crash`() throws {
        let all = Corrections(bpm: 97, downbeatSeconds: [0, 3], key: "E minor", timeSignature: "7/8")
        var noise = Noise(seed: 5)
        let samples = (0..<441_000).map { _ in 0.1 * noise.next() }
        let heard = try Self.analyser.features(
            mix: BufferSource(AudioBuffer(sampleRateHz: 44_100, channels: [samples])), stems: [:]
        ) { _ in }
        for features in [heard, .silence(sampleCount: 441_000), .silence(sampleCount: 0)] {
            let found = try analysis(all, of: features)
            #expect(found.tempo?.confidence == 1 && found.key?.name == "E minor" && found.timeSignature == "7/8")
        }
    }
}
