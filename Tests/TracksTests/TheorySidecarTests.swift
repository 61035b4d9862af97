import Foundation
import Testing
import Tracks

@Suite struct TheorySidecarTests {
    private func full() throws -> TheorySidecar {
        try JSONDecoder().decode(TheorySidecar.self, from: Data(fullSidecarJSON.utf8))
    }

    private func empty() throws -> TheorySidecar {
        var track = try full().track
        (track.title, track.artist, track.album, track.taggedGenre) = (nil, nil, nil, nil)
        (track.addedAt, track.sameAudioAs) = (nil, nil)
        return TheorySidecar(
            track: track, tools: [:], audioStems: [:], stemLevels: [:], separationResidualDBFS: nil,
            analysis: TrackAnalysis(), warnings: [])
    }

    private func json(_ sidecar: TheorySidecar) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(sidecar))
        return try #require(object as? [String: Any])
    }

    @Test func `what was written is read again`() throws {
        for sidecar in [try full(), try empty()] {
            let data = try JSONEncoder().encode(sidecar)
            #expect(try JSONDecoder().decode(TheorySidecar.self, from: data) == sidecar)
        }
    }

    @Test func `the file says what the contract says, key by key and value by value`() throws {
        let contract = try JSONSerialization.jsonObject(with: Data(fullSidecarJSON.utf8))
        #expect(keyPaths(of: try json(full())) == keyPaths(of: contract))
        let texts = try [json(full()), contract].map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys), as: UTF8.self)
        }
        #expect(texts[0] == texts[1])
    }

    @Test(arguments: [
        "audio_stems.vocals", "audio_stems.drums", "audio_stems.bass", "audio_stems.other", "bpm", "key",
        "music_theory.harmonic.roman_numerals", "music_theory.rhythmic.syncopation", "music_theory.genre.primary",
        "tools.*.model_sha256", "stem_levels.drums.rms_dbfs", "tempo_map.start_s", "beats.is_downbeat",
        "chords.start_beat", "music_theory.harmonic.chords.borrowed_from", "sections.letter",
    ])
    func `the keys that other programs rely on keep their names`(path: String) throws {
        #expect(keyPaths(of: try json(full())).contains(path))
    }

    @Test func `what is not known is null, not absent`() throws {
        let object = try json(empty())
        for key in [
            "bpm", "bpm_confidence", "bpm_confidence_label", "tempo_is_constant", "key", "key_confidence",
            "key_confidence_label", "tuning_hz", "separation_residual_dbfs",
        ] {
            #expect(object[key] is NSNull, "\(key)")
        }
        let theory = try #require(object["music_theory"] as? [String: [String: Any]])
        for (part, values) in theory {
            #expect(!values.isEmpty)
            for (key, value) in values {
                // What a complexity is made of is a list, which is empty.
                let isNothing = key == "complexity_parts" ? (value as? [Any])?.isEmpty == true : value is NSNull
                #expect(isNothing, "\(part).\(key)")
            }
        }
        let track = try #require(object["track"] as? [String: Any])
        #expect(track["title"] is NSNull)
        #expect(track["same_audio_as"] is NSNull)
    }

    @Test func `a key that a version did not know reads as not known`() throws {
        var object = try json(full())
        object["tuning_hz"] = nil
        object["colour"] = "blue"
        let data = try JSONSerialization.data(withJSONObject: object)
        let sidecar = try JSONDecoder().decode(TheorySidecar.self, from: data)
        #expect(sidecar.tuningHz == nil)
        #expect(sidecar.bpm == 120)
    }

    @Test func `the analysis fills the sidecar, its words and its warnings`() throws {
        var analysis = TrackAnalysis()
        analysis.tempo = TempoEstimate(bpm: 90, confidence: 0.3, alternatives: [180], map: [], isConstant: false)
        analysis.key = KeyEstimate(name: "D minor", confidence: 0.95, alternatives: [])
        (analysis.timeSignature, analysis.timeSignatureConfidence) = ("3/4", 0.5)
        analysis.warnings = [Warning(field: "chords", reason: "two")]
        let sidecar = TheorySidecar(
            track: try full().track, tools: [:], audioStems: [:], stemLevels: [:], separationResidualDBFS: nil,
            analysis: analysis, warnings: [Warning(field: "bpm", reason: "one")])
        #expect(sidecar.schema == "musigen.theory/1")
        #expect(sidecar.bpm == 90)
        #expect(sidecar.bpmConfidenceLabel == "low")
        #expect(sidecar.bpmAlternatives == [180])
        #expect(sidecar.tempoIsConstant == false)
        #expect(sidecar.keyConfidenceLabel == "very high")
        #expect(sidecar.musicTheory.rhythmic.timeSignature == "3/4")
        #expect(sidecar.musicTheory.rhythmic.timeSignatureConfidenceLabel == "moderate")
        #expect(sidecar.warnings.map(\.reason) == ["one", "two"])
    }
}

@Suite struct TheorySchemaTests {
    private func encoded(_ text: String) throws -> Any {
        let sidecar = try JSONDecoder().decode(TheorySidecar.self, from: Data(text.utf8))
        return try JSONSerialization.jsonObject(with: try JSONEncoder().encode(sidecar))
    }

    @Test func `the schema knows exactly the keys that are written`() throws {
        #expect(try SchemaKeys().paths(requiredOnly: false) == keyPaths(of: try encoded(fullSidecarJSON)))
    }

    @Test func `a sidecar that knows nothing has every key that must be there`() throws {
        var analysis = TrackAnalysis()
        let full = try JSONDecoder().decode(TheorySidecar.self, from: Data(fullSidecarJSON.utf8))
        analysis.warnings = full.warnings
        let sidecar = TheorySidecar(
            track: full.track, tools: [:], audioStems: [:], stemLevels: [:], separationResidualDBFS: nil,
            analysis: analysis, warnings: [])
        let written = keyPaths(of: try JSONSerialization.jsonObject(with: try JSONEncoder().encode(sidecar)))
        // A key inside an object or array that is missing itself, or null, cannot be asked for.
        let parents = written.union([""])
        let asked = try SchemaKeys().paths(requiredOnly: true).filter { path in
            let parent = path.split(separator: ".").dropLast().joined(separator: ".")
            return parents.contains(parent) && written.contains { $0.hasPrefix(parent + ".") }
                || !path.contains(".")
        }
        #expect(asked.count > 40)
        #expect(asked.subtracting(written).isEmpty, "\(asked.subtracting(written).sorted())")
    }
}

@Suite struct DegreeInWordsTests {
    @Test(arguments: [
        (-1.0, "very low"), (0, "very low"), (0.19, "very low"), (0.2, "low"), (0.5, "moderate"), (0.79, "high"),
        (0.8, "very high"), (1, "very high"), (2, "very high"),
    ])
    func `a confidence has a word`(value: Double, word: String) {
        #expect(DegreeInWords.confidence(value) == word)
    }

    @Test(arguments: [(0.0, "absent"), (0.009, "absent"), (0.01, "rare"), (0.5, "about half"), (1, "throughout")])
    func `an activity has a word`(value: Double, word: String) {
        #expect(DegreeInWords.activity(value) == word)
    }
}
