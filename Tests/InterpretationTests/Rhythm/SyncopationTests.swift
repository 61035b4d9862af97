import Testing

@testable import Interpretation

/// Sixteen pulses of the six timelines of Toussaint (A Mathematical Analysis of African, Brazilian and Cuban Clave
/// Rhythms, BRIDGES 2002).
enum Timeline: String, CaseIterable, Sendable {
    case shiko, son, rumba, soukous, bossaNova, gahu

    var steps: [Int] {
        switch self {
        case .shiko: [0, 4, 6, 10, 12]
        case .son: [0, 3, 6, 10, 12]
        case .rumba: [0, 3, 7, 10, 12]
        case .soukous: [0, 3, 6, 10, 11]
        case .bossaNova: [0, 3, 6, 10, 13]
        case .gahu: [0, 3, 6, 10, 14]
        }
    }

    var pattern: [Bool] { (0..<16).map { steps.contains($0) } }
}

struct SyncopationTests {
    private let fourFour = MetricalTree(divisions: [2, 2, 2, 2])

    @Test func `a tree weighs positions by the level that first reaches them`() {
        #expect(fourFour.weights == [0, -4, -3, -4, -2, -4, -3, -4, -1, -4, -3, -4, -2, -4, -3, -4])
        #expect(MetricalTree(beatCount: 2, beatDivisions: [3]).weights == [0, -2, -2, -1, -2, -2])
        #expect(MetricalTree(beatCount: 3, beatDivisions: [2]).weights == [0, -2, -1, -2, -1, -2])
        #expect(MetricalTree(beatCount: 5, beatDivisions: [2, 2]).positionCount == 20)
    }

    /// By hand from the definition: for the son, rests over beat 2 (after step 3, 2) and beat 3 (after step 6, 2).
    @Test(arguments: zip(Timeline.allCases, [2, 4, 6, 6, 6, 5]))
    func `Longuet-Higgins and Lee's measure of the timelines is what their definition gives`(
        timeline: Timeline, expected: Int
    ) {
        let result = LonguetHigginsLee.syncopation(of: timeline.pattern, tree: fourFour)
        #expect(result.syncopation == expected)
    }

    @Test func `a note held over the bar line counts in the next bar`() {
        let empty = (0..<16).map { $0 == 8 }
        let alone = LonguetHigginsLee.syncopation(of: empty, tree: fourFour)
        let carried = LonguetHigginsLee.syncopation(of: empty, tree: fourFour, weightBefore: -4)
        #expect(alone.syncopation == 0)
        #expect(carried.syncopation == 4)
        #expect(carried.lastNoteWeight == -1)
    }

    /// The example of SynPy's documentation (Song, Pearce & Harte, SynPy: a Python Toolkit for Syncopation Modelling,
    /// 2015).
    @Test func `SynPy's example has its value`() {
        let pattern = [1, 0, 0, 1, 0, 1, 1, 0].map { $0 == 1 }
        let tree = MetricalTree(divisions: [2, 2, 2])
        #expect(LonguetHigginsLee.syncopation(of: pattern, tree: tree).syncopation == 2)
    }

    @Test func `rhythms on the beats are not syncopated and every other sixteenth is as much as there can be`() {
        let beats = (0..<16).map { $0 % 4 == 0 }
        let offBeats = (0..<16).map { $0 % 2 == 1 }
        #expect(LonguetHigginsLee.syncopation(of: beats, tree: fourFour, weightBefore: -2).syncopation == 0)
        let most = LonguetHigginsLee.syncopation(of: offBeats, tree: fourFour, weightBefore: -4).syncopation
        #expect(most == LonguetHigginsLee.maximum(of: fourFour))
        #expect(most == 15)
    }

    @Test func `no rhythm exceeds the maximum`() {
        let tree = MetricalTree(divisions: [3, 2, 2])
        let maximum = LonguetHigginsLee.maximum(of: tree)
        for bits in 0..<4096 {
            let pattern = (0..<12).map { bits >> $0 & 1 == 1 }
            let value = LonguetHigginsLee.syncopation(of: pattern, tree: tree, weightBefore: -3).syncopation
            #expect((0...maximum).contains(value))
        }
    }

    /// By hand from the definition of the paper, the last note ending with the bar.
    @Test(arguments: zip(Timeline.allCases, [1.2, 2.8, 3.6, 4.4, 4, 3.6]))
    func `the weighted note-to-beat distance of the timelines is what its definition gives`(
        timeline: Timeline, expected: Double
    ) throws {
        let mean = try #require(WeightedNoteToBeatDistance.mean(of: timeline.steps, stepsPerBeat: 4, end: 16))
        #expect(abs(mean - expected) < 1e-12)
    }

    @Test(arguments: zip(Timeline.allCases, [0, 1, 2, 2, 2, 1]))
    func `the off-beatness of a timeline of sixteen pulses counts its odd pulses`(timeline: Timeline, expected: Int) {
        #expect(OffBeatness.count(in: timeline.pattern) == expected)
    }

    /// Twelve pulses: 1, 5, 7 and 11 are off the beat (Toussaint 2005); the bembé [2 2 1 2 2 2 1] has 3 of them.
    @Test func `the off-beatness of the bembe is three`() {
        let steps = [0, 2, 4, 5, 7, 9, 11]
        #expect(OffBeatness.count(in: (0..<12).map { steps.contains($0) }) == 3)
    }
}
