import Testing
import Tracks

@testable import Ingest

@Suite struct KeyNameTests {
    @Test(arguments: [
        ("Am", "A minor"), ("am", "A minor"), ("A minor", "A minor"), ("a min", "A minor"), ("A:min", "A minor"),
        ("A-Moll", "A minor"), ("F# minor", "F# minor"), ("f♯m", "F# minor"), ("F sharp minor", "F# minor"),
        ("Bb", "Bb major"), ("bb", "Bb major"), ("B♭ major", "Bb major"), ("bbm", "Bb minor"), ("B", "B major"),
        ("Bm", "B minor"), ("CM", "C major"), ("Cm", "C minor"), ("E flat", "Eb major"), ("eb_maj", "Eb major"),
        ("  G   Dur ", "G major"), ("A# minor", "Bb minor"), ("Gb major", "F# major"),
    ])
    func `a key is understood in any usual spelling`(text: String, name: String) {
        #expect(KeyName.canonical(text) == name)
    }

    @Test(arguments: ["", "H", "A dorian", "minor", "Cmm", "C##", "8A", "A minor B", "🎹", "C majorr"])
    func `what is no key is none`(text: String) { #expect(KeyName.canonical(text) == nil) }
}

@Suite struct CorrectionRequestTests {
    private func song(bpm: Double?, _ corrections: Corrections = Corrections()) -> TheorySidecar {
        var analysis = TrackAnalysis()
        analysis.tempo = bpm.map {
            TempoEstimate(bpm: $0, confidence: 0.5, alternatives: [], map: [], isConstant: true)
        }
        return TheorySidecar(
            track: TrackDescription(
                id: "x", sha256: "x", audioSHA256: "x", fileName: "x.mp3", title: nil, artist: nil, album: nil,
                taggedGenre: nil, durationSeconds: 100, sampleRateHz: 44_100, channels: 2, tags: [], addedAt: nil,
                sameAudioAs: nil),
            tools: [:], audioStems: [:], stemLevels: [:], separationResidualDBFS: nil, analysis: analysis,
            corrections: corrections, warnings: [])
    }

    private func request(
        bpm: Double? = nil, downbeats: [String] = [], key: String? = nil, meter: String? = nil,
        tempo: CorrectionRequest.TempoFactor? = nil, reset: Set<Corrections.Field> = []
    ) throws(CorrectionError) -> CorrectionRequest {
        try CorrectionRequest(bpm: bpm, downbeats: downbeats, key: key, meter: meter, tempo: tempo, reset: reset)
    }

    @Test(arguments: [19.9, 400.1, 0, -120, .infinity, .nan]) func `a tempo outside 20 to 400 is refused`(bpm: Double) {
        let error = #expect(throws: CorrectionError.self) { try request(bpm: bpm) }
        #expect(error?.kind == .wish && error?.description.contains("20 to 400") == true)
    }

    @Test(arguments: ["", "abc", "-1", "1:60", "1:2:3", ":5", "1e9", "nan", "inf"])
    func `what is no time is refused`(text: String) {
        #expect(throws: CorrectionError.self) { try request(downbeats: [text]) }
    }

    @Test(arguments: ["4", "0/4", "3/5", "/", "four", "99/4", "-3/4"]) func `what is no meter is refused`(text: String)
    {
        #expect(throws: CorrectionError.self) { try request(meter: text) }
    }

    @Test func `no wish, or one that contradicts itself, is refused`() {
        #expect(throws: CorrectionError.self) { try request() }
        #expect(throws: CorrectionError.self) { try request(bpm: 120, tempo: .half) }
        #expect(throws: CorrectionError.self) { try request(tempo: .half, reset: [.bpm]) }
        #expect(throws: CorrectionError.self) { try request(key: "X") }
    }

    @Test func `half and double are of the tempo there is`() throws {
        #expect(try request(tempo: .half).corrections(of: song(bpm: 140)) == Corrections(bpm: 70))
        #expect(try request(tempo: .double).corrections(of: song(bpm: 70)) == Corrections(bpm: 140))
        #expect(throws: CorrectionError.self) { try request(tempo: .double).corrections(of: song(bpm: 250)) }
        #expect(throws: CorrectionError.self) { try request(tempo: .half).corrections(of: song(bpm: nil)) }
    }

    @Test func `a time must lie in the song`() throws {
        #expect(
            try request(downbeats: ["1:02.5", "3"]).corrections(of: song(bpm: nil)).downbeatSeconds == [3, 62.5])
        let error = #expect(throws: CorrectionError.self) {
            try request(downbeats: ["100.1"]).corrections(of: song(bpm: nil))
        }
        #expect(error?.kind == .song && error?.description.contains("100.0 s") == true)
    }

    @Test func `what was corrected before stays, unless it is replaced or taken back`() throws {
        let before = song(bpm: 120, Corrections(bpm: 120, downbeatSeconds: [1], key: "C major", timeSignature: "4/4"))
        #expect(
            try request(key: "Am", meter: "6/8").corrections(of: before)
                == Corrections(bpm: 120, downbeatSeconds: [1], key: "A minor", timeSignature: "6/8"))
        #expect(
            try request(bpm: 60, reset: Set(Corrections.Field.allCases)).corrections(of: before)
                == Corrections(bpm: 60))
        #expect(
            try request(reset: [.key, .downbeat]).corrections(of: before)
                == Corrections(bpm: 120, timeSignature: "4/4"))
    }
}
