@testable import Analysis
import Glibc
import MusicTheory
import Testing

@Suite struct EstimatorTests {
    /// One unit of onset strength, three frames wide, at every time in seconds.
    private func strength(_ times: [Double], seconds: Double) -> [Float] {
        var curve = [Float](repeating: 0, count: Int(seconds * 100))
        for time in times {
            let frame = Int((time * 100).rounded())
            for (offset, value) in [(-1, 2.0), (0, 4), (1, 2)] where curve.indices.contains(frame + offset) {
                curve[frame + offset] = Float(value)
            }
        }
        return curve
    }

    @Test func `beats follow a tempo that changes slowly`() {
        var times = [0.5]
        while let last = times.last, last < 58 { times.append(last + 0.5 + 0.03 * sin(last / 5)) }
        let path = BeatTracker().track(strength(times, seconds: 60), interval: 50)
        let hits = times.filter { time in path.frames.contains { abs(Double($0) / 100 - time) < 0.025 } }
        #expect(hits.count > times.count - 4)
        // A beat or two may be continued beyond the first and the last.
        #expect(abs(path.frames.count - times.count) < 6)
    }

    @Test func `a constant grid bridges gaps that free beats stray in`() {
        let times = (0..<120).map { 0.3 + 0.4839 * Double($0) }
        let gappy = times.enumerated().filter { !(40..<60).contains($0.offset) }.map(\.element)
        let path = ConstantTempo(strength: strength(gappy, seconds: 60)).path(nearInterval: 48)
        for time in times { #expect(path.frames.contains { abs(Double($0) / 100 - time) < 0.025 }) }
    }

    @Test func `bars are found from evidence on every third beat`() {
        let evidence = (0..<60).map { $0 % 3 == 1 ? 1.6 : -0.8 }
        let bars = BarTracker(evidence: evidence).bars()
        #expect(bars.beatsPerBar == 3)
        #expect(bars.positions[1] == 0)
        #expect(bars.confidence > 0.8)
    }

    @Test func `a bar that is cut short moves the following downbeats`() {
        let evidence = (0..<82).map { $0 < 42 ? ($0 % 4 == 0 ? 2.0 : -0.6) : (($0 - 42) % 4 == 0 ? 2.0 : -0.6) }
        let bars = BarTracker(evidence: evidence).bars()
        #expect(bars.beatsPerBar == 4)
        #expect(bars.positions[40] == 0)
        #expect(bars.positions[42] == 0)
        #expect(bars.positions[46] == 0)
    }

    @Test func `evidence that says nothing gives no significance`() {
        let bars = BarTracker(evidence: Array(repeating: 0, count: 64)).bars()
        #expect(bars.significance == 0)
        #expect(bars.confidence < 0.1)
    }

    @Test func `a line is fitted through outliers`() {
        var values = (0..<50).map { 3 + 0.5 * Double($0) }
        values[20] += 4
        values[33] -= 2
        let line = LineFit(values, weights: Array(repeating: 1, count: 50), centre: 25, radius: .infinity)
        #expect(abs(line.slope - 0.5) < 1e-6)
        #expect(abs(line.value(at: 0) - 3) < 1e-4)
    }

    @Test func `a step in tempo gives two stretches`() {
        let times = (0..<60).map { 0.5 * Double($0) } + (0..<60).map { 30 + 0.4 * Double($0) }
        let pieces = TempoMap.pieces(times)
        #expect(pieces.count == 2)
        #expect(abs(pieces[0].bpm - 120) < 0.5)
        #expect(abs(pieces[pieces.count - 1].bpm - 150) < 0.5)
    }

    @Test func `a steady tempo is one stretch`() {
        #expect(TempoMap.pieces((0..<200).map { 0.2 + 0.47 * Double($0) }).count == 1)
    }

    @Test func `a chord costs a change before it is believed`() {
        let count = ChordVocabulary.count
        let (c, g) = (
            ChordVocabulary.state(root: PitchClass(0), qualityIndex: 0),
            ChordVocabulary.state(root: PitchClass(7), qualityIndex: 0)
        )
        var logProbabilities = [Float](repeating: -8, count: 12 * count)
        for stretch in 0..<12 {
            // One weak contradiction at 2, a real change at 6.
            let chord = stretch == 2 || stretch >= 6 ? g : c
            logProbabilities[stretch * count + chord] = 0
            if stretch == 2 { logProbabilities[stretch * count + c] = -1 }
        }
        let decoder = ChordDecoder(
            logProbabilities: logProbabilities, stretchCount: 12, changePrices: Array(repeating: 2, count: 12))
        #expect(decoder.decode() == Array(repeating: c, count: 6) + Array(repeating: g, count: 6))
    }

    @Test func `chord frequencies of a key are probabilities and favour its tonic`() {
        for key in Key.all {
            let tables = KeyProfiles.chordLogProbabilities(in: key)
            let tonic = ChordVocabulary.state(root: key.tonic, qualityIndex: key.mode == .major ? 0 : 1)
            #expect(tables.dropFirst().allSatisfy { $0 < 0 && $0 <= tables[tonic] })
        }
    }

    @Test func `sections with the same content get the same letter`() {
        // A A B A, eight bars each.
        let kinds = (0..<32).map { (16..<24).contains($0) ? 1 : 0 }
        let similarity = kinds.flatMap { a in kinds.map { a == $0 ? Float(0.95) : 0.2 } }
        let sections = [0..<8, 8..<16, 16..<24, 24..<32]
        let letters = SectionLetters(similarity: similarity, barCount: 32, sections: sections).letters()
        #expect(letters.indices == [0, 0, 1, 0])
    }

    @Test func `a change of sound is a boundary`() {
        let kinds = (0..<40).map { (16..<24).contains($0) ? 1 : 0 }
        let timbre = kinds.flatMap { a in kinds.map { a == $0 ? Float(0.9) : 0.1 } }
        let found = SectionBoundaries(
            timbre: timbre, harmonic: Array(repeating: 0, count: 1600), accents: Array(repeating: 0, count: 40),
            barCount: 40
        ).find().map(\.bar)
        #expect(found.contains(16))
        #expect(found.contains(24))
        #expect(found.first == 0)
    }

    @Test func `letters go on after Z`() {
        #expect([0, 25, 26, 27, 51, 52].map(SectionEstimator.name) == ["A", "Z", "AA", "AB", "AZ", "BA"])
    }
}
