import Foundation
import Testing
import Tracks

@Suite struct CorrectionsTests {
    /// Corrections of every subset of the fields, of two kinds.
    private static let samples: [Corrections] = (0..<32).map { number in
        let second = number >= 16
        return Corrections(
            bpm: number & 1 == 0 ? nil : second ? 90 : 120,
            downbeatSeconds: number & 2 == 0 ? [] : second ? [7, 2] : [1.5],
            key: number & 4 == 0 ? nil : second ? "A minor" : "C major",
            timeSignature: number & 8 == 0 ? nil : second ? "3/4" : "4/4")
    }

    @Test func `merging with nothing changes nothing, twice is once, and the order of merging does not matter`() {
        for one in Self.samples {
            #expect(one.merged(with: Corrections()) == one)
            #expect(Corrections().merged(with: one) == one)
            #expect(one.merged(with: one) == one)
            for two in Self.samples {
                for three in Self.samples {
                    #expect(
                        one.merged(with: two).merged(with: three) == one.merged(with: two.merged(with: three)))
                }
            }
        }
    }

    @Test func `the later correction of a field holds, and the earlier ones of the others`() {
        for one in Self.samples {
            for two in Self.samples {
                let both = one.merged(with: two)
                #expect(both.bpm == two.bpm ?? one.bpm)
                #expect(both.key == two.key ?? one.key)
                #expect(both.timeSignature == two.timeSignature ?? one.timeSignature)
                #expect(both.downbeatSeconds == (two.corrects(.downbeat) ? two : one).downbeatSeconds)
                #expect(Set(both.fields) == Set(one.fields).union(two.fields))
            }
        }
    }

    @Test func `what is taken back is gone, and the rest stays`() {
        for one in Self.samples {
            for field in Corrections.Field.allCases {
                let rest = one.removing(field)
                #expect(rest.fields == one.fields.filter { $0 != field })
                #expect(rest.merged(with: one) == one)
            }
            #expect(Corrections.Field.allCases.reduce(one) { $0.removing($1) } == Corrections())
        }
        #expect(Corrections().isEmpty)
    }

    @Test func `what was written is read again, with null for nothing`() throws {
        for one in Self.samples {
            let data = try JSONEncoder().encode(one)
            #expect(try JSONDecoder().decode(Corrections.self, from: data) == one)
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(Set(object.keys) == ["bpm", "downbeats_s", "key", "time_signature"])
        }
    }

    @Test(arguments: [
        #"{"bpm": 0}"#, #"{"bpm": -120}"#, #"{"bpm": 1e300}"#, #"{"downbeats_s": [-1]}"#, "{}",
        #"{"bpm": null, "key": null}"#,
    ])
    func `a value that nobody could have given is passed over`(json: String) throws {
        #expect(try JSONDecoder().decode(Corrections.self, from: Data(json.utf8)) == Corrections())
    }

    @Test func `downbeats are in order`() {
        #expect(Corrections(downbeatSeconds: [3, 1, 2]).downbeatSeconds == [1, 2, 3])
    }
}

@Suite struct CorrectedSidecarTests {
    private func full() throws -> TheorySidecar {
        try JSONDecoder().decode(TheorySidecar.self, from: Data(fullSidecarJSON.utf8))
    }

    @Test func `a sidecar from before there were corrections has none`() throws {
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(fullSidecarJSON.utf8)) as? [String: Any])
        object["corrections"] = nil
        object["corrected_fields"] = nil
        let sidecar = try JSONDecoder().decode(
            TheorySidecar.self, from: try JSONSerialization.data(withJSONObject: object))
        #expect(sidecar.corrections.isEmpty && sidecar.correctedFields.isEmpty)
        #expect(sidecar.bpm == 120)
    }

    @Test func `the names of the corrected fields follow the corrections`() throws {
        var sidecar = try full()
        sidecar.corrections = Corrections(key: "A minor")
        #expect(sidecar.correctedFields == ["key"])
    }

    @Test func `what the user says holds with confidence 1 and is not warned of`() {
        var analysis = TrackAnalysis()
        analysis.tempo = TempoEstimate(bpm: 119.9, confidence: 0.3, alternatives: [60], map: [], isConstant: true)
        analysis.key = KeyEstimate(
            name: "A minor", confidence: 0.2, alternatives: [KeyAlternative(key: "C major", probability: 0.5)])
        analysis.beats = (0..<8).map {
            Beat(timeSeconds: Double($0) / 2, bar: 0, beat: 1, isDownbeat: $0 == 4, confidence: 0.1)
        }
        analysis.warnings = ["bpm", "key", "music_theory.rhythmic.time_signature", "chords"].map {
            Warning(field: $0, reason: "Doubtful.")
        }
        let corrections = Corrections(bpm: 120, downbeatSeconds: [2.1], key: "A minor", timeSignature: "3/4")
        let result = analysis.asserting(corrections, durationSeconds: 4)
        #expect(result.tempo?.bpm == 119.9 && result.tempo?.confidence == 1)
        #expect(result.key?.name == "A minor" && result.key?.confidence == 1)
        #expect(result.key?.alternatives.map(\.key) == ["C major"])
        #expect(result.timeSignature == "3/4" && result.timeSignatureConfidence == 1)
        #expect(result.beats.map(\.confidence) == [0.1, 0.1, 0.1, 0.1, 1, 0.1, 0.1, 0.1])
        #expect(result.warnings.map(\.field) == ["chords"])
        #expect(analysis.asserting(Corrections(), durationSeconds: 4) == analysis)
    }

    @Test func `what the recording gave no evidence of is what the user says`() {
        let corrections = Corrections(bpm: 87, downbeatSeconds: [1], key: "Eb major", timeSignature: "6/8")
        let result = TrackAnalysis().asserting(corrections, durationSeconds: 10)
        #expect(result.tempo?.bpm == 87)
        #expect(result.key?.name == "Eb major")
        #expect(result.keyRegions == [KeyRegion(startSeconds: 0, endSeconds: 10, key: "Eb major")])
        #expect(result.timeSignature == "6/8")
        #expect(result.beats.isEmpty && !result.warnings.isEmpty)
    }
}
