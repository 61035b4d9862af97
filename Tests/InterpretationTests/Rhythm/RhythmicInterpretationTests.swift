import Testing
import Tracks

@testable import Interpretation

struct RhythmicInterpretationTests {
    private func band() -> SyntheticRhythm {
        var song = SyntheticRhythm(barCount: 16, seed: 3)
        song.playOrdinaryBand()
        return song
    }

    @Test func `everything is said of an ordinary band`() throws {
        let song = band()
        let (results, warnings) = RhythmicInterpretation(song.analysis(), evidence: song.evidence).results()
        #expect(warnings.isEmpty)
        let syncopation = try #require(results.syncopation)
        #expect((0.01...0.4).contains(syncopation))
        #expect(Set(try #require(results.syncopationByStem).keys) == [.drums, .bass, .other])
        #expect(try #require(results.syncopationByStem?[.other]) < 0.05)
        #expect(try #require(results.syncopationByStem?[.bass]) > 0.1)
        #expect(abs(try #require(results.swingRatio) - 0.5) < 0.02)
        let complexity = try #require(results.complexity)
        #expect((0...1).contains(complexity))
        #expect(results.complexityLabel == DegreeInWords.confidence(complexity))
        #expect(results.syncopationLabel != nil)
        let mean = results.complexityParts.reduce(0) { $0 + $1.degree } / Double(results.complexityParts.count)
        #expect(abs(mean - complexity) < 0.002)
        #expect(try #require(results.complexityReasons).allSatisfy { $0.hasSuffix(".") })
        #expect(try #require(results.onsets).count == Voice.allCases.count)
    }

    @Test func `the accents of a band lie where it plays`() throws {
        let song = band()
        let (results, _) = RhythmicInterpretation(song.analysis(), evidence: song.evidence).results()
        let hierarchy = try #require(results.metricHierarchy)
        #expect(hierarchy.positionsPerBeat == 4)
        #expect(hierarchy.weights.count == 16)
        #expect(hierarchy.strongBeats.starts(with: [1, 2]))
        #expect(hierarchy.strongBeats.contains(3))
        #expect(try #require(hierarchy.weightsByVoice?["snare"])[4] > 0.9)
        #expect(try #require(hierarchy.weightsByVoice?["snare"])[0] == 0)
        #expect(try #require(hierarchy.correlationWithMeter) > 0.5)
    }

    @Test func `density counts notes by stem, beat and section`() throws {
        var song = SyntheticRhythm(barCount: 8, bpm: 120)
        song.play(.kick, at: [0, 1, 2, 3])
        song.play(.hiHat, at: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5])
        song.play(.bass, at: [0, 2], bars: 0..<4)
        var analysis = song.analysis()
        analysis.sections = [
            Section(startSeconds: 0, endSeconds: 9, startBar: 1, letter: "A", label: nil, confidence: 1),
            Section(startSeconds: 9, endSeconds: 18, startBar: 5, letter: "B", label: nil, confidence: 1),
        ]
        let density = try #require(
            RhythmicInterpretation(analysis, evidence: song.evidence).results().0.noteDensity)
        // A kick and a hi-hat at once are one blow: 64 of the drums, 8 of the bass in 18 seconds and 32 beats.
        #expect(abs(try #require(density.byStem[.drums]) - 64.0 / 18) < 0.001)
        #expect(abs(try #require(density.byStem[.bass]) - 8.0 / 18) < 0.001)
        #expect(density.byStem[.vocals] == 0)
        #expect(abs(density.notesPerSecond - 72.0 / 18) < 0.001)
        #expect(density.notesPerBeat == 72.0 / 32)
        #expect(density.bySection.count == 2)
        #expect(density.bySection[0] > density.bySection[1])
    }

    @Test func `without beats there are densities and reasons for the rest`() {
        let song = band()
        let (results, warnings) = RhythmicInterpretation(TrackAnalysis(), evidence: song.evidence).results()
        #expect(results.noteDensity != nil)
        #expect(results.syncopation == nil)
        #expect(results.complexity == nil)
        #expect(results.polyrhythms == nil)
        #expect(warnings.count == 5)
        #expect(warnings.allSatisfy { $0.reason.hasSuffix(".") })
    }

    @Test func `silence is not interpreted`() {
        let silence = SongEvidence(durationSeconds: 10)
        let (results, warnings) = RhythmicInterpretation(band().analysis(), evidence: silence).results()
        #expect(results.syncopation == nil)
        #expect(results.noteDensity?.notesPerSecond == 0)
        #expect(!warnings.isEmpty)
        let nothing = RhythmicInterpretation(TrackAnalysis(), evidence: SongEvidence(durationSeconds: 0)).results()
        #expect(nothing.0.noteDensity == nil)
    }

    @Test(arguments: ["6/8", "12/8", "9/8"])
    func `compound beats divide in three and do not swing`(timeSignature: String) throws {
        let beats = ["6/8": 2, "9/8": 3, "12/8": 4][timeSignature] ?? 2
        var song = SyntheticRhythm(barCount: 12, beatsPerBar: beats, bpm: 70)
        song.play(.hiHat, at: (0..<3 * beats).map { Double($0) / 3 }, jitter: 0.005)
        song.play(.kick, at: [0], jitter: 0.005)
        let analysis = song.analysis(timeSignature: timeSignature)
        let (results, warnings) = RhythmicInterpretation(analysis, evidence: song.evidence).results()
        #expect(results.metricHierarchy?.positionsPerBeat == 6)
        #expect(results.swingRatio == nil)
        #expect(warnings.map(\.field) == ["music_theory.rhythmic.swing_ratio"])
        #expect(try #require(results.syncopation) < 0.05)
    }

    @Test func `what is more syncopated is more complex`() throws {
        func complexity(_ bass: [Double]) throws -> Double {
            var song = band()
            song.onsets[.bass] = nil
            song.play(.bass, at: bass)
            return try #require(
                RhythmicInterpretation(song.analysis(), evidence: song.evidence).results().0.complexity)
        }
        #expect(try complexity([0.75, 1.75, 2.75, 3.75]) > complexity([0, 1, 2, 3]))
    }

    @Test func `onsets keep to the slots of the beat and leave the rest as residuals`() {
        let onset = QuantisedOnset(position: 2.34, strength: 1)
        #expect(onset.slot == 56)
        #expect(abs(onset.residual - (2.34 - 56.0 / 24)) < 1e-12)
        #expect(onset.step(perBeat: 4, swingRatio: nil) == 9)
        #expect(QuantisedOnset(position: 2.66, strength: 1).step(perBeat: 4, swingRatio: 0.66) == 10)
    }
}
