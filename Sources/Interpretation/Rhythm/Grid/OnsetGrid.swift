import Tracks

/// All onsets of a song on the ruler of beats, by voice, in order.
struct OnsetGrid: Sendable {
    let bars: BarGrid
    private(set) var onsets: [Voice: [QuantisedOnset]] = [:]

    init(_ evidence: [Voice: [Onset]], bars: BarGrid) {
        self.bars = bars
        for (voice, list) in evidence {
            onsets[voice] = list.compactMap { onset in
                bars.position(of: onset.timeSeconds).map { QuantisedOnset(position: $0, strength: onset.strength) }
            }
        }
    }

    /// Bar by bar, which positions of the lowest metrical level a note begins on.
    func patterns(of voices: [Voice], swingRatio: Double?) -> [[Bool]] {
        let steps = Set(self.steps(of: voices, swingRatio: swingRatio))
        let perBeat = bars.positionsPerBeat
        return bars.bars.map { bar in
            (0..<bar.beatCount * perBeat).map { steps.contains(bar.firstBeat * perBeat + $0) }
        }
    }

    /// Positions of the lowest metrical level, counted from the first beat, in order and each once.
    func steps(of voices: [Voice], swingRatio: Double?) -> [Int] {
        var steps: Set<Int> = []
        for voice in voices {
            for onset in onsets[voice] ?? [] {
                steps.insert(onset.step(perBeat: bars.positionsPerBeat, swingRatio: swingRatio))
            }
        }
        return steps.sorted()
    }
}

extension Stem {
    /// Voices of the stem.
    var voices: [Voice] {
        switch self {
        case .drums: Voice.drums
        case .bass: [.bass]
        case .vocals: [.vocals]
        case .other: [.other]
        case .guitar, .piano: []
        }
    }
}
