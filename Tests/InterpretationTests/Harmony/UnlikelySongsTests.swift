import Testing
import Tracks

@testable import Interpretation

/// Analyses that no song has: what is found in them must stay within its bounds.
@Suite struct UnlikelySongsTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let labels = [
        "N", "C:maj", "G:7/b7", "A:min", "F:maj/3", "F#:dim7", "Bb:5", "E:hdim7", "D:sus4", "Eb:aug", "B:minmaj7", "X?",
        "C#:min7/5", "Ab:7", "G:sus2", "D:maj6",
    ]
    private static let keys = ["C major", "A minor", "F# major", "Eb minor", "no key"]

    private func song(_ seed: UInt64) -> TrackAnalysis {
        var dice = Dice(state: seed)
        var analysis = TrackAnalysis()
        let length = Double.random(in: 0...90, using: &dice)
        var time = Double.random(in: 0...3, using: &dice)
        var bar = 0
        while time < length, Bool.random(using: &dice) || analysis.beats.count < 40 {
            let isDownbeat = Int.random(in: 0..<4, using: &dice) == 0
            if isDownbeat { bar += 1 }
            analysis.beats.append(
                Beat(timeSeconds: time, bar: bar, beat: 1, isDownbeat: isDownbeat, confidence: 1))
            time += Double.random(in: 0.05...1.5, using: &dice)
        }
        time = 0
        while time < length {
            let end = time + Double.random(in: 0...4, using: &dice)
            let label = UnlikelySongsTests.labels.randomElement(using: &dice) ?? "N"
            analysis.chords.append(
                ChordSpan(
                    startSeconds: time, endSeconds: end,
                    startBeat: Bool.random(using: &dice) ? nil : Double.random(in: -2...99, using: &dice),
                    endBeat: Double.random(in: -2...99, using: &dice), label: label, root: nil, quality: nil, bass: nil,
                    confidence: Double.random(in: 0...1, using: &dice)))
            time = end
        }
        for _ in 0..<Int.random(in: 0...6, using: &dice) {
            let start = Double.random(in: -5...100, using: &dice)
            let end = start + Double.random(in: -1...40, using: &dice)
            let key = UnlikelySongsTests.keys.randomElement(using: &dice) ?? ""
            analysis.keyRegions.append(KeyRegion(startSeconds: start, endSeconds: end, key: key))
            analysis.sections.append(
                Section(
                    startSeconds: start, endSeconds: end, startBar: nil, letter: "A", label: nil,
                    confidence: Double.random(in: 0...1, using: &dice)))
        }
        let key = UnlikelySongsTests.keys.randomElement(using: &dice) ?? ""
        analysis.key = KeyEstimate(name: key, confidence: 0.5, alternatives: [])
        return analysis
    }

    @Test func `everything stays within its bounds`() {
        for seed in 0..<400 {
            let analysis = song(UInt64(seed))
            let evidence = SongEvidence(durationSeconds: 90)
            let (results, warnings) = HarmonicInterpretation(analysis, evidence: evidence).results()
            #expect((results.chords?.count ?? 0) <= analysis.chords.count)
            #expect(results.chords != nil || !warnings.isEmpty)
            for chord in results.chords ?? [] { #expect(analysis.chords.indices.contains(chord.index)) }
            for cadence in results.cadences ?? [] { #expect((0...1).contains(cadence.confidence)) }
            for pattern in results.patterns ?? [] {
                #expect((0...1).contains(pattern.coverage ?? -1))
                #expect(!pattern.numerals.isEmpty && !pattern.occurrences.isEmpty)
                for occurrence in pattern.occurrences {
                    #expect((0..<pattern.numerals.count).contains(occurrence.rotation ?? -1))
                    #expect((occurrence.startSeconds ?? 0) < (occurrence.endSeconds ?? 0))
                }
            }
            if let complexity = results.complexity { #expect((0...1).contains(complexity)) }
            for part in results.complexityParts { #expect((0...1).contains(part.degree)) }
            if let share = results.harmonicRhythm?.staticShare { #expect((0...1).contains(share)) }
        }
    }
}
