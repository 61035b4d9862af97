import Testing
import Tracks

@testable import Interpretation

struct GenreInterpretationTests {
    private func results(_ song: SyntheticSong, patterns: [ProgressionPattern] = []) -> GenreResults {
        var harmonic = HarmonicResults()
        harmonic.patterns = patterns
        return GenreInterpretation(
            song.analysis, evidence: song.evidence, harmonic: harmonic
        ).results().0
    }

    @Test func `four on the floor at 128 BPM with synthesisers is electronic`() {
        let found = results(.house)
        #expect(found.primary == "electronic")
        #expect((found.confidence ?? 0) >= 0.35)
        #expect(found.secondary?.contains { $0.name == "electronic" } == false)
    }

    @Test func `a shuffle in twelve bars of sevenths is a blues`() {
        #expect(results(.blues).primary == "blues")
    }

    @Test func `silence has no genre and says why`() {
        let (found, warnings) = GenreInterpretation(
            TrackAnalysis(), evidence: SongEvidence(durationSeconds: 3), harmonic: HarmonicResults()
        ).results()
        #expect(found.primary == nil && found.confidence == nil && found.reasons == nil)
        #expect(warnings.map(\.field) == ["music_theory.genre.primary"])
    }

    @Test func `a song unlike any that the model knows is unknown`() {
        var song = SyntheticSong.house
        song.bpm = 128
        for feature in GenreFeature.allCases where feature.rawValue.hasSuffix("_db") {
            song.sound[feature.rawValue] = 400
        }
        let found = results(song)
        #expect(found.primary == "unknown")
        #expect(found.confidenceBasis?.contains("unlike") == true)
    }

    @Test func `where no genre stands out none is named`() {
        let flat = GenreModel(
            constants: Genre.allCases.map { _ in 0 },
            curves: GenreModel.trained.curves.mapValues { curve in
                GenreCurve(
                    knots: curve.knots, weights: curve.weights.map { $0.map { _ in 0 } }, seen: curve.seen)
            }, temperature: 1)
        let (found, _) = GenreInterpretation(
            SyntheticSong.blues.analysis, evidence: SyntheticSong.blues.evidence, harmonic: HarmonicResults(),
            model: flat
        ).results()
        #expect(found.primary == "unknown")
        #expect(found.confidenceLabel == "very low")
        #expect(found.reasons?.count ?? 0 >= 2)
    }

    @Test func `the progression is told with the harmony`() throws {
        let pattern = ProgressionPattern(
            name: "I-V-vi-IV", numerals: ["I", "V", "vi", "IV"], commonName: "pop progression", isLoop: true,
            lengthBars: 4, coverage: 1, occurrences: [])
        let song = SyntheticSong(
            bpm: 110,
            strokes: [.kick: [0, 2], .snare: [1, 3], .hiHat: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], .bass: [0]],
            chords: ["C:maj", "G:maj", "A:min", "F:maj"], sound: ["vocals_activity_share": 0.9])
        let features = GenreFeatures(song.analysis, evidence: song.evidence)
        let reasons = GenreReasons(.pop, features: features, model: .trained, patterns: [pattern])
        let harmony = try #require(reasons.sentences.first { $0.hasPrefix("Harmony") })
        #expect(harmony.contains("uses I-V-vi-IV (pop progression)"))
    }

    /// What sentences say with figures that are no measures.
    private static let fixed = [
        "beat 3", "beat 1", "I7 and IV7", "(0.50 is straight, 0.67 is triplet swing)", "above 8 kHz", "below 120 Hz",
    ]

    @Test(arguments: [SyntheticSong.house, .blues], Genre.allCases)
    func `every number in a reason is the song's`(_ song: SyntheticSong, _ genre: Genre) throws {
        let measured = GenreFeatures(song.analysis, evidence: song.evidence)
        let reasons = GenreReasons(genre, features: measured, model: .trained, patterns: [])
        #expect(reasons.sentences.count >= 2)
        #expect(reasons.sentences.count <= 5)
        for (sentence, told) in zip(reasons.sentences, reasons.features) {
            var text = sentence
            for phrase in Self.fixed { text = text.split(separator: phrase).joined(separator: " ") }
            let range = TempoRange(genre).bpm
            let stated =
                "within the \(Figures.text(range.lowerBound, 0)) to \(Figures.text(range.upperBound, 0)) BPM that most"
            if text.contains(stated) {
                #expect(range.contains(try #require(measured.values[.bpm])))
                text = text.split(separator: stated).joined(separator: " ")
            }
            var values = told.compactMap { measured.values[$0] }
            if told.first?.aspect == .tempo, let bpm = measured.values[.bpm] { values.append(bpm) }
            let numbers = text.split { !"-.0123456789".contains($0) }.map(String.init)
                .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.filter { Double($0) != nil }
            for number in numbers {
                let digits = number.split(separator: ".").dropFirst().first?.count ?? 0
                let isTrue = values.contains { value in
                    Figures.text(value, digits) == number || (digits == 0 && Figures.text(100 * value, 0) == number)
                }
                #expect(isTrue, "\(number) in: \(sentence)")
            }
            if told != [.minorKeyShare] { #expect(!numbers.isEmpty, "\(sentence)") }
        }
    }
}
