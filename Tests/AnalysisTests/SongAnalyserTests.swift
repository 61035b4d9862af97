import Analysis
import DSP
import Glibc
import MusicTheory
import Testing
import Tracks

@Suite struct SongAnalyserTests {
    private func analyse(
        _ buffer: AudioBuffer, stems: [Stem: AudioBuffer] = [:], threadCount: Int = 1
    ) throws -> TrackAnalysis {
        try SongAnalyser(threadCount: threadCount).analyse(
            mix: BufferSource(buffer), stems: stems.mapValues { BufferSource($0) }, progress: { _ in })
    }

    /// Share of the true beats that have a found one within 35 ms.
    private func recall(_ truth: [Double], _ found: [Beat]) -> Double {
        let hits = truth.filter { time in found.contains { abs($0.timeSeconds - time) < 0.035 } }
        return Double(hits.count) / Double(truth.count)
    }

    /// Share of the time that carries the label it should.
    private func overlap(_ song: SyntheticSong, labels: [String], _ chords: [ChordSpan]) -> Double {
        let bar = 60 / song.bpm * Double(song.beatsPerBar)
        let shared = song.bars.indices.reduce(0.0) { sum, index in
            let start = song.leadInSeconds + Double(index) * bar
            return chords.filter { $0.label == labels[index % labels.count] }.reduce(sum) {
                $0 + max(0, min($1.endSeconds, start + bar) - max($1.startSeconds, start))
            }
        }
        return shared / (bar * Double(song.bars.count))
    }

    @Test(arguments: [84.0, 97.3, 120, 141.7])
    func `tempo, beats, bars, chords and key of a plain song are found`(bpm: Double) throws {
        var song = SyntheticSong()
        song.bpm = bpm
        song.bars = (0..<16).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let result = try analyse(song.buffer())
        let tempo = try #require(result.tempo)
        #expect(abs(tempo.bpm - bpm) < 0.1)
        #expect(tempo.isConstant)
        #expect(tempo.confidence > 0.5)
        #expect(recall(song.beatTimes, result.beats) > 0.95)
        #expect(result.timeSignature == "4/4")
        let downbeats = result.beats.filter(\.isDownbeat)
        #expect(recall(stride(from: 0, to: 64, by: 4).map { song.beatTimes[$0] }, downbeats) > 0.9)
        #expect(overlap(song, labels: ["C:maj", "G:maj", "A:min", "F:maj"], result.chords) > 0.85)
        #expect(result.key?.name == "C major")
        #expect(abs((result.tuningHz ?? 0) - 440) < 1)
    }

    @Test func `beats have no constant offset from the attacks`() throws {
        var song = SyntheticSong()
        song.bars = (0..<12).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let beats = try analyse(song.buffer()).beats
        let offsets = song.beatTimes.compactMap { time in
            beats.map { $0.timeSeconds - time }.min { abs($0) < abs($1) }
        }
        .sorted()
        #expect(abs(offsets[offsets.count / 2]) < 0.012)
    }

    @Test func `a waltz has three beats in a bar`() throws {
        var song = SyntheticSong()
        song.bpm = 150
        song.beatsPerBar = 3
        song.bars = (0..<24).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let result = try analyse(song.buffer())
        #expect(result.timeSignature == "3/4")
        #expect(abs((result.tempo?.bpm ?? 0) - 150) < 0.2)
    }

    @Test(arguments: [-1, 3, 6])
    func `transposing a song transposes its key and chords`(semitones: Int) throws {
        var song = SyntheticSong()
        song.bars = (0..<12).map { index in SyntheticSong.cMajorLoop[index % 4].map { $0 + semitones + 12 } }
        let result = try analyse(song.buffer())
        let key = Key(tonic: PitchClass(semitones), mode: .major)
        #expect(result.key?.name == key.name)
        let labels = [(0, "maj"), (7, "maj"), (9, "min"), (5, "maj")].map { degree, quality in
            key.spelling(of: PitchClass(semitones + degree)).name + ":" + quality
        }
        #expect(overlap(song, labels: labels, result.chords) > 0.85)
    }

    @Test func `a song out of tune is measured and understood`() throws {
        var song = SyntheticSong()
        song.tuningHz = 448
        song.bars = (0..<12).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let result = try analyse(song.buffer())
        #expect(abs((result.tuningHz ?? 0) - 448) < 1.5)
        #expect(result.key?.name == "C major")
    }

    @Test func `spans cover the song without gaps and changes of chord lie on beats`() throws {
        var song = SyntheticSong()
        song.bars = (0..<16).map { SyntheticSong.cMajorLoop[$0 / 2 % 4] }
        let buffer = song.buffer()
        let result = try analyse(buffer)
        let spans = [
            result.chords.map { ($0.startSeconds, $0.endSeconds) },
            result.sections.map { ($0.startSeconds, $0.endSeconds) },
            result.keyRegions.map { ($0.startSeconds, $0.endSeconds) },
        ]
        for spans in spans {
            #expect(spans.first?.0 == 0)
            #expect(abs((spans.last?.1 ?? 0) - buffer.durationSeconds) < 1e-9)
            for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.1 == right.0) }
        }
        for chord in result.chords.dropFirst() {
            #expect(result.beats.contains { abs($0.timeSeconds - chord.startSeconds) < 1e-9 })
            let beat = try #require(chord.startBeat)
            #expect(abs(beat - beat.rounded()) < 1e-6)
        }
    }

    @Test func `results do not depend on the number of threads or on how stems are given`() throws {
        var song = SyntheticSong()
        song.bars = (0..<8).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let buffer = song.buffer()
        let stems: [Stem: AudioBuffer] = [.drums: buffer, .bass: buffer]
        let one = try analyse(buffer, stems: stems, threadCount: 1)
        #expect(try analyse(buffer, stems: stems, threadCount: 3) == one)
        #expect(try analyse(buffer, stems: stems, threadCount: 1) == one)
    }

    @Test func `stems that end early or are silent do no harm`() throws {
        var song = SyntheticSong()
        song.bars = (0..<8).map { SyntheticSong.cMajorLoop[$0 % 4] }
        let buffer = song.buffer()
        let silence = AudioBuffer(sampleRateHz: 44100, channelCount: 2, frameCount: 1000)
        let result = try analyse(buffer, stems: [.drums: silence, .bass: silence])
        // Sixteen seconds say no more about the tempo.
        #expect(abs((result.tempo?.bpm ?? 0) - 120) < 0.2)
        #expect(result.key?.name == "C major")
    }

    @Test func `an error thrown by the progress callback stops the work`() {
        struct Cancelled: Error {}
        #expect(throws: Cancelled.self) {
            try SongAnalyser(threadCount: 1).analyse(
                mix: BufferSource(Noise.buffer(seconds: 10, gain: 0.1)), stems: [:],
                progress: { if $0 > 0.3 { throw Cancelled() } })
        }
    }

    @Test func `another sampling rate is refused`() {
        let buffer = AudioBuffer(sampleRateHz: 48000, channelCount: 2, frameCount: 100)
        #expect(throws: AnalysisError.unsupportedSampleRate(48000)) { try analyse(buffer) }
    }
}
