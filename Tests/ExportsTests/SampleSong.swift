import Exports
import Tracks

/// Songs made for tests.
struct SampleSong {
    var title: String? = "Rock & <Roll> \"1\"\nLive"
    var artist: String? = "Éva\tNagy"
    var durationSeconds = 20.0
    var bpm: Double? = 120
    var isConstant: Bool? = true
    var key: String? = "Eb major"
    var meter: String? = "4/4"
    var keyRegions = [KeyRegion(startSeconds: 0, endSeconds: 20, key: "Eb major")]
    var beats: [Beat] = []
    var chords: [ChordSpan] = []
    var sections: [Section] = []
    var theory = MusicTheoryResults()
    var warnings: [Warning] = []
    var audioPath: String? = "/music/Rock & Röll/a b.mp3"

    /// Nothing but a recording.
    static let empty = SampleSong(bpm: nil, isConstant: nil, key: nil, meter: nil, keyRegions: [])

    /// Eight bars of 4/4 at 120 beats per minute from 1.25 s on, after a pick-up of one beat at 0.75 s, with everything.
    static let full: SampleSong = {
        var song = SampleSong()
        song.beats = beats(from: 0.75, period: 0.5, pickup: 1, perBar: 4, bars: 8)
        song.chords = [
            chord("N", 0, 1.25), chord("Eb:maj", 1.25, 3.25), chord("C:min7", 3.25, 4.25),
            chord("Bb:7/3", 4.25, 5), chord("Ab:maj", 5, 9.25), chord("Eb:hdim7", 9.25, 20),
        ]
        song.sections = [
            section(0, 9.25, 1, "A", "intro"), section(9.25, 13.25, 5, "B", "verse <1>"),
            section(13.25, 20, 7, "A", nil),
        ]
        song.keyRegions = [
            KeyRegion(startSeconds: 0, endSeconds: 9.25, key: "Eb major"),
            KeyRegion(startSeconds: 9.25, endSeconds: 20, key: "C minor"),
        ]
        song.theory.harmonic.chords = [
            ChordFunction(index: 1, roman: "I", function: "tonic", role: "diatonic"),
            ChordFunction(index: 2, roman: "vi7", function: "tonic_sub", role: "diatonic"),
            ChordFunction(index: 3, roman: "V65/V", function: "applied", role: "applied", appliedTo: "V"),
            ChordFunction(index: 4, roman: "IV", function: "subdominant", role: "diatonic"),
            ChordFunction(index: 5, roman: "Ger65", function: "other", role: "chromatic"),
        ]
        song.theory.harmonic.cadences = [
            Cadence(
                type: "authentic", subtype: nil, bar: 3, timeSeconds: 5, from: "V", to: "I", confidence: 0.5)
        ]
        song.theory.genre.primary = "rock"
        song.theory.genre.confidence = 0.5
        song.theory.rhythmic.onsets = [
            "kick": OnsetTrack(timesSeconds: [1.25, 2.25, 2.2501], strengths: [1, 0.5, 0.25]),
            "bass": OnsetTrack(timesSeconds: [0.2, 1.3, 4.5], strengths: [1, 1, 1]),
            "vocals": OnsetTrack(timesSeconds: [3], strengths: [0.75]),
        ]
        return song
    }()

    static func chord(_ label: String, _ start: Double, _ end: Double) -> ChordSpan {
        ChordSpan(
            startSeconds: start, endSeconds: end, startBeat: nil, endBeat: nil, label: label, root: nil, quality: nil,
            bass: nil, confidence: 0.75)
    }

    static func section(
        _ start: Double, _ end: Double, _ bar: Int?, _ letter: String, _ label: String?
    ) -> Section {
        Section(startSeconds: start, endSeconds: end, startBar: bar, letter: letter, label: label, confidence: 0.5)
    }

    static func beats(from start: Double, period: Double, pickup: Int, perBar: Int, bars: Int) -> [Beat] {
        (0..<pickup + perBar * bars).map { index in
            let place = index - pickup
            let beat = place < 0 ? perBar + place + 1 : place % perBar + 1
            return Beat(
                timeSeconds: start + Double(index) * period, bar: place < 0 ? 0 : place / perBar + 1, beat: beat,
                isDownbeat: beat == 1, confidence: 0.9)
        }
    }

    var sidecar: TheorySidecar {
        var analysis = TrackAnalysis()
        analysis.tempo = bpm.map {
            TempoEstimate(
                bpm: $0, confidence: 0.9, alternatives: [], map: [TempoChange(startSeconds: 0, bpm: $0)],
                isConstant: isConstant ?? true)
        }
        analysis.timeSignature = meter
        analysis.key = key.map { KeyEstimate(name: $0, confidence: 0.8, alternatives: []) }
        analysis.keyRegions = keyRegions
        analysis.beats = beats
        analysis.chords = chords
        analysis.sections = sections
        analysis.musicTheory = theory
        analysis.warnings = warnings
        var sidecar = TheorySidecar(
            track: TrackDescription(
                id: "song-0a1b2c3d", sha256: "00", audioSHA256: "11", fileName: "a b.mp3", title: title,
                artist: artist, album: nil, taggedGenre: nil, durationSeconds: durationSeconds, sampleRateHz: 44100,
                channels: 2, tags: [], addedAt: "2026-11-24T05:30:00Z", sameAudioAs: nil),
            tools: ["analysis": ToolDescription(version: "1", model: "native")], audioStems: [:], stemLevels: [:],
            separationResidualDBFS: nil, analysis: analysis, warnings: [])
        sidecar.tempoIsConstant = isConstant
        return sidecar
    }

    var song: ExportSong { ExportSong(sidecar, audioPath: audioPath, programVersion: "9.9") }

    func text(_ format: some SingleFileFormat) throws -> String {
        String(decoding: try format.bytes(of: song), as: UTF8.self)
    }

    func texts(_ format: any ExportFormat) throws -> [String: String] {
        let files = try format.files(of: song)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.suffix, String(decoding: $0.bytes, as: UTF8.self)) })
    }
}
