import Catalogue
import Foundation
import SystemPackage
import Testing
import Tracks

/// A sidecar with every part of the theory.
private func explained() throws -> TheorySidecar {
    var sidecar = try sampleSidecar()
    sidecar.key = "D minor"
    sidecar.bpm = 100
    var (harmony, rhythm, genre) = (
        sidecar.musicTheory.harmonic, sidecar.musicTheory.rhythmic, sidecar.musicTheory.genre
    )
    harmony.scale = "dorian"
    harmony.voiceLeading = VoiceLeading(
        quality: "smooth", meanSemitonesPerChange: 1.25, meanCommonTones: 1.5, leapShare: 0.1, bassMotion: ["step": 1],
        reasons: ["Voices move by 1.3 semitones."])
    harmony.patterns = [
        ProgressionPattern(
            name: "ii-V-I", numerals: ["ii7", "V7", "I"], commonName: "ii-V-I", isLoop: true, lengthBars: 2,
            coverage: 0.6,
            occurrences: [
                PatternOccurrence(startBar: 1, startSeconds: 0.5, endSeconds: 4.5, rotation: 0),
                PatternOccurrence(startBar: 3, startSeconds: 4.5, endSeconds: 8.5, rotation: 1),
            ])
    ]
    harmony.complexityParts = [ComplexityPart(name: "chromatic_share", value: 0.2, degree: 0.7)]
    harmony.complexityReasons = ["20 % of the time is chromatic."]
    rhythm.syncopationByStem = [.bass: 0.4]
    rhythm.syncopationMeasures = [
        .bass: SyncopationMeasures(
            longuetHigginsLeePerBar: 3.5, weightedNoteToBeatDistance: 1.75, offBeatnessPerBar: 0.5)
    ]
    rhythm.metricHierarchy = MetricHierarchy(
        strongBeats: [1, 3], weakBeats: [2], weights: [1, 0.1, 0.4, 0.1, 0.9, 0.1], positionsPerBeat: 2,
        weightsByVoice: nil, correlationWithMeter: 0.8)
    rhythm.polyrhythms = [
        Polyrhythm(
            kind: "polyrhythm", ratio: "3:2", voices: ["kick", "bass"], startBar: 5, bars: 2, pValue: 0.004,
            description: "Three against two.")
    ]
    genre.reasons = ["100.0 BPM.", "Uses ii-V-I."]
    genre.features = ["bpm": 100, "swing_ratio": 0.61]
    sidecar.musicTheory.harmonic = harmony
    sidecar.musicTheory.rhythmic = rhythm
    sidecar.musicTheory.genre = genre
    return sidecar
}

@Suite struct TheoryTests {
    private let day = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `harmony is found in its tables`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try explained(), libraryPath: "library/blue", addedAt: day)
        #expect(
            try temporary.column(
                "SELECT scale || ' ' || voice_leading || ' ' || voice_leading_semitones FROM tracks")
                == ["dorian smooth 1.25"])
        #expect(
            try temporary.column(
                "SELECT name || ' ' || start_bar || ' ' || rotation FROM pattern_occurrences ORDER BY position")
                == ["ii-V-I 1 0", "ii-V-I 3 1"])
        #expect(
            try temporary.column("SELECT kind || ' ' || name || ' ' || value || ' ' || degree FROM complexity_parts")
                == ["harmonic chromatic_share 0.2 0.7"])
    }

    @Test func `rhythm is found in its tables`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try explained(), libraryPath: "library/blue", addedAt: day)
        #expect(
            try temporary.column(
                "SELECT stem || ' ' || syncopation || ' ' || longuet_higgins_lee_per_bar FROM stem_rhythms WHERE stem = 'bass'"
            )
                == ["bass 0.4 3.5"])
        #expect(
            try temporary.column("SELECT beat || ' ' || is_strong FROM accents WHERE weight > 0.35 ORDER BY position")
                == ["1.0 1", "2.0 0", "3.0 1"])
        #expect(try temporary.column("SELECT ratio || ' ' || voices FROM polyrhythms") == ["3:2 kick, bass"])
    }

    @Test func `one obvious query finds the songs in D minor with a two-five-one at a tempo`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try explained(), libraryPath: "library/blue", addedAt: day)
        let queries = try temporary.column("SELECT query FROM help WHERE question LIKE '%D minor%ii-V-I%'")
        let query = try #require(queries.first.flatMap { $0 })
        #expect(try temporary.catalogue.run(sql: query).rows.count == 1)
        var faster = try explained()
        faster.bpm = 140
        try temporary.catalogue.reindex([(sidecar: faster, libraryPath: "library/blue")])
        #expect(try temporary.catalogue.run(sql: query).rows.isEmpty)
    }

    @Test func `genre has its reasons beside it`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try explained(), libraryPath: "library/blue", addedAt: day)
        #expect(
            try temporary.column("SELECT about || ': ' || reason FROM explanations ORDER BY about, position")
                == ["genre: 100.0 BPM.", "genre: Uses ii-V-I.", "harmonic complexity: 20 % of the time is chromatic."])
        #expect(try temporary.column("SELECT value FROM genre_features WHERE name = 'swing_ratio'") == ["0.61"])
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `a catalogue from before there was theory is renewed`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: day)
        try temporary.catalogue.close()
        #expect(try SQLiteShell.run(temporary.path.string, OlderSchema.withoutTheory).errors == "")
        let catalogue = try Catalogue(path: temporary.path, access: .readWrite)
        #expect(try catalogue.track("blue-song-0a1b2c3d") != nil)
        #expect(try catalogue.renew(try explained(), libraryPath: "library/blue", event: nil))
        #expect(try catalogue.run(sql: "SELECT reason FROM explanations").rows.count == 3)
        try catalogue.close()
    }
}
